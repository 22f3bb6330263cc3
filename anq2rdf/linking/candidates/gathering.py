"""Rows put together: whatever an answer, a table or a dump tells of an item, once for each item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, get_args

from anq2rdf.errors import LimitExceeded
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.linking.candidates.dates import read_date
from anq2rdf.linking.candidates.notices import Notices
from anq2rdf.linking.candidates.organs import REPUBLIC, Organ
from anq2rdf.linking.candidates.people import DEPUTY, MOST_POSITIONS, Held, Person
from anq2rdf.linking.candidates.values import (
    assembly_number,
    is_number,
    is_unknown,
    item_id,
    numbers,
    several,
    several_names,
    statement_id,
    text,
)
from anq2rdf.linking.items import Candidates, Kind, PartialDate

#: A row: what its columns mean (`columns.COLUMNS`) → the cell, empty ones left out.
Row = Mapping[str, str]

_KINDS: Final = frozenset(get_args(Kind))
_QUALIFIERS: Final = frozenset(
    ("term", "termLabel", "district", "districtLabel", "group", "groupLabel", "start", "end")
)
_NOTHING: Final[tuple[None]] = (None,)


class Gathering:
    """All that was read so far. Rows of any inputs go in, in any order; `candidates` is what they come to."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.notices = Notices()
        self._longest = limits.field_characters
        self._most_described = limits.other_entities
        self._most_items = limits.candidate_items
        self._people: dict[str, Person] = {}
        self._organs: dict[tuple[Kind, str], Organ] = {}
        self._described: dict[str, Organ] = {}

    def add(self, row: Row, pointer: str = "") -> None:
        """Take in what one row tells. A row that names no item is noted and left out."""
        if "thing" in row:
            self._add_organ(row, pointer)
            return
        id = item_id(row.get("item", ""))  # noqa: A001
        if id is None:
            self.notices.add("E302", row.get("item", ""), pointer)
            return
        person = self.person(id)
        self._add_names(person, row)
        self._add_identifiers(person, row)
        if "birth" in row and (birth := self.date(row["birth"], row.get("birthPrecision", ""))):
            person.births.add(birth)
        if (held := statement_id(row.get("statement", ""))) and item_id(row.get("position", "")) == DEPUTY:
            person.add_statements([held])
        if not _QUALIFIERS.isdisjoint(row):
            self._add_positions(person, row)

    def person(self, id: str) -> Person:  # noqa: A002 (the record's word)
        """The person of that item."""
        found = self._people.get(id)
        if found is None:
            self._check_room()
            found = self._people[id] = Person(id)
        return found

    def organ(self, kind: Kind, value: str, label: str = "") -> Organ | None:
        """The organ that a cell names by its item or its label; None for an empty one or a blank node."""
        value = value.strip()
        id = item_id(value)  # noqa: A001
        name = self.name(label)
        if id is None:
            name = self.name(value) or name
            if not name:
                return None
        found = self._organs.get((kind, id or name))
        if found is None:
            self._check_room()
            found = self._organs[kind, id or name] = Organ(kind, id)
        if name:
            found.labels[name] = None
        return found

    def _check_room(self) -> None:
        if len(self._people) + len(self._organs) >= self._most_items:
            raise LimitExceeded(
                f"there are more than {self._most_items} items", remedy="give an extract of deputies", code="E203"
            )

    def describe(self, described: Organ) -> None:
        """Keep what a dump tells of an item that may turn out to be an organ somebody sat in or for."""
        assert described.id is not None
        if described.id in self._described or len(self._described) < self._most_described:
            self._described[described.id] = described
        else:
            self.notices.add("E306", str(self._most_described))

    def name(self, value: str) -> str:
        """The text of a cell, empty where it is longer than any name."""
        if len(value) > self._longest:
            self.notices.add("E262", value[:40])
            return ""
        return text(value)

    def date(self, value: str, precision: str = "") -> PartialDate | None:
        """The date of a cell, None where none is told or understood."""
        found = read_date(value, precision.partition(".")[0]) if len(value) < 64 else None
        if found is None and not precision and not is_unknown(value):
            self.notices.add("E260", value)
        return found

    def candidates(self, source: str = "") -> Candidates:
        """What all rows come to, each item once, in order of numbers."""
        self.notices.file = source
        self._follow_redirects()
        resolve = cache(Organ.resolved)
        for organ in self._organs.values():
            if organ.id in self._described:
                organ.absorb(self._described[organ.id])
        for organ in self._organs.values():
            if (label := _unresolved(organ)) is not None:
                self.notices.add("E305", label)
        things = [thing for organ in self._organs.values() if (thing := organ.thing()) is not None]
        return Candidates(
            people=tuple(self._people[each].item(resolve) for each in sorted(self._people, key=_number)),
            things=tuple(sorted(things, key=lambda thing: (thing.kind, _number(thing.id)))),
            source=source,
        )

    def _add_names(self, person: Person, row: Row) -> None:
        if "label" in row and (name := self.name(row["label"])):
            person.labels[name] = None
        if "alias" in row and (name := self.name(row["alias"])):
            person.aliases[name] = None
        if "aliases" in row and len(row["aliases"]) <= self._longest:
            person.aliases |= dict.fromkeys(several_names(row["aliases"]))
        if "description" in row and (said := self.name(row["description"])):
            person.descriptions[said] = None

    def _add_identifiers(self, person: Person, row: Row) -> None:
        if "assemblyId" in row:
            person.assembly_ids.update(self.assembly_numbers(row["assemblyId"]))
        if "sycomore" in row:
            person.sycomore.update(filter(is_number, self._parts(row["sycomore"])))
        if "nosdeputes" in row and (name := self.name(row["nosdeputes"])):
            person.nosdeputes.add(name)
        if "instance" in row:
            person.instances.update(filter(None, map(item_id, self._parts(row["instance"]))))
        if "redirect" in row:
            person.redirects.update(filter(None, map(item_id, self._parts(row["redirect"]))))

    def assembly_numbers(self, value: str) -> Iterable[str]:
        """The identifiers of the Assembly in a cell; what is none is noted."""
        for each in self._parts(value):
            number = assembly_number(each)
            if number is None:
                self.notices.add("E303", each)
            else:
                yield number

    def _parts(self, value: str) -> list[str]:
        """The identifiers of a cell; none for a blank node, or for more than a cell holds."""
        if len(value) > self._longest:
            self.notices.add("E262", value[:40])
            return []
        return [] if is_unknown(value) else several(value)

    def _follow_redirects(self) -> None:
        """Join what was told under the old number of an item that was merged into another."""
        merged = {old: person.id for person in self._people.values() for old in person.redirects}
        for old in [id for id in self._people if id in merged]:  # noqa: A001
            new, seen = old, {old}
            while (after := merged.get(new)) is not None and after not in seen:
                seen.add(new := after)
            if new != old and new in self._people:
                self._people[new].absorb(self._people.pop(old))

    def _add_positions(self, person: Person, row: Row) -> None:
        office = item_id(row.get("position", ""))
        if office not in (None, DEPUTY):
            return
        district = self.organ("constituency", row.get("district", ""), row.get("districtLabel", ""))
        group = self.organ("group", row.get("group", ""), row.get("groupLabel", ""))
        start = self.date(row["start"], row.get("startPrecision", "")) if "start" in row else None
        end = self.date(row["end"], row.get("endPrecision", "")) if "end" in row else None
        for term in self._terms(row) or _NOTHING:
            self.hold(person, Held(statement_id(row.get("statement", "")), office, term, district, group, start, end))

    def hold(self, person: Person, held: Held) -> None:
        """Note a position of somebody, unless it tells nothing or there are more than anybody has."""
        if len(person.held) >= MOST_POSITIONS:
            self.notices.add("E304", f"{person.id} has more than {MOST_POSITIONS} positions")
        elif held.tells():
            person.held[held] = None

    def _terms(self, row: Row) -> list[Organ]:
        """The terms of a row: an item, a name, or the numbers of a column that holds numbers."""
        value, label = row.get("term", ""), row.get("termLabel", "")
        if declared := numbers(value or label):
            return [self._declared(number) for number in declared]
        term = self.organ("legislature", value, label)
        if term is None:
            return []
        if "termOrdinal" in row:
            term.ordinals.add(row["termOrdinal"])
        if "termStart" in row and (start := self.date(row["termStart"])):
            term.starts.add(start)
        return [term]

    def _declared(self, number: int) -> Organ:
        key: tuple[Kind, str] = ("legislature", f"#{number}")
        found = self._organs.get(key)
        if found is None:
            found = self._organs[key] = Organ("legislature", None)
            found.declared = number
        return found

    def _add_organ(self, row: Row, pointer: str) -> None:
        kind = row.get("kind", "")
        organ = self.organ(kind, row["thing"], row.get("label", "")) if kind in _KINDS else None  # type: ignore[arg-type]
        if organ is None or organ.id is None:
            self.notices.add("E302", row["thing"], pointer)
            return
        if "alias" in row and (name := self.name(row["alias"])):
            organ.aliases[name] = None
        places = {"ordinal": organ.ordinals, "department": organ.departments, "identifier": organ.identifiers}
        for told, place in places.items():
            if told in row and (value := self.name(row[told])):
                place.add(value)
        organ.fifth = organ.fifth or item_id(row.get("republic", "")) in REPUBLIC
        organ.terms.update(self._terms(row))
        for told, dates in (("start", organ.starts), ("end", organ.ends)):
            if told in row and (date := self.date(row[told])):
                dates.add(date)


def _unresolved(organ: Organ) -> str | None:
    """The name of a term or constituency that stays without a number; None for one that has it."""
    if organ.kind == "legislature":
        known = organ.legislature() is not None or organ.republic() is False
    else:
        known = organ.kind != "constituency" or organ.seat()[0] is not None
    return None if known else " ".join(filter(None, (organ.id, next(iter(organ.names()), ""))))


def _number(id: str) -> int:  # noqa: A002 (the record's word)
    return int(id[1:])
