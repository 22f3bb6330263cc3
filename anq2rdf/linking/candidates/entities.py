"""Entities of Wikidata as its dump and its API write them, one JSON object each.

Only what is asked for is decoded; the rest of an entity is passed over. Statements of deprecated rank count for
nothing; preferred and normal ones both do. https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

import msgspec
from msgspec import Raw, Struct, field

from anq2rdf.linking.candidates.gathering import Gathering
from anq2rdf.linking.candidates.organs import REPUBLIC, Organ
from anq2rdf.linking.candidates.people import DEPUTY, Held, Person
from anq2rdf.linking.candidates.values import is_item, is_number, statement_id
from anq2rdf.linking.items import Kind, PartialDate
from anq2rdf.problems import escaped

LANGUAGES: Final = ("en", "mul")  # whose labels are other names; the French one is the name
#: Classes whose items are organs of ours by themselves: French constituencies. Terms are those that somebody sat in.
CONSTITUENCY: Final = "Q15620943"
MINISTRY: Final = "Q192350"
FRANCE: Final = "Q142"


class _Value(Struct):
    id: str | None = None
    number: int | None = field(name="numeric-id", default=None)  # older dumps have nothing else
    time: str | None = None
    precision: int | None = None


class _DataValue(Struct):
    value: str | _Value


class _Snak(Struct):
    snaktype: str = "value"  # or "somevalue", "novalue"
    datavalue: _DataValue | None = None


class _Qualifiers(Struct):
    P580: list[_Snak] = []
    P582: list[_Snak] = []
    P642: list[_Snak] = []
    P768: list[_Snak] = []
    P1545: list[_Snak] = []
    P2937: list[_Snak] = []
    P4100: list[_Snak] = []


class _Statement(Struct):
    mainsnak: _Snak
    id: str = ""
    rank: str = "normal"
    qualifiers: _Qualifiers | list[Raw] = []  # an empty object is written [] by PHP, here and below


class _Claims(Struct):
    P17: list[_Statement] = []
    P31: list[_Statement] = []
    P39: list[_Statement] = []
    P179: list[_Statement] = []
    P194: list[_Statement] = []
    P361: list[_Statement] = []
    P569: list[_Statement] = []
    P571: list[_Statement] = []
    P576: list[_Statement] = []
    P580: list[_Statement] = []
    P582: list[_Statement] = []
    P1045: list[_Statement] = []
    P1448: list[_Statement] = []
    P1545: list[_Statement] = []
    P1813: list[_Statement] = []
    P2348: list[_Statement] = []
    P4123: list[_Statement] = []
    P7040: list[_Statement] = []


class _Text(Struct):
    value: str


class _Redirect(Struct):
    origin: str = field(name="from")


class _Entity(Struct):
    id: str
    type: str = "item"
    labels: dict[str, _Text] | list[Raw] = []
    aliases: dict[str, list[_Text]] | list[Raw] = []
    descriptions: dict[str, _Text] | list[Raw] = []
    claims: _Claims | list[Raw] = []
    redirects: _Redirect | None = None


_NONE: Final = Raw(b"")


class _Outline(Struct):
    """Enough to tell an entity from a row."""

    claims: Raw = _NONE
    labels: Raw = _NONE
    missing: Raw = _NONE


_OUTLINE: Final = msgspec.json.Decoder(_Outline)
_ENTITY: Final = msgspec.json.Decoder(_Entity)
_FAULTS: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


class Entities:
    """Entities on their way into a gathering: deputies as people, what may be an organ as that."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering

    def add(self, raw: bytes | Raw, pointer: str) -> bool:
        """Take in an object if it is an entity; False when it is a row of something. A broken one is noted."""
        try:
            outline = _OUTLINE.decode(raw)
            if bytes(outline.missing):
                self._gathering.notices.add("E304", "there is no such entity", pointer)
                return True
            if not _is_nested(outline.claims) and not _is_nested(outline.labels):
                return False
            entity = _ENTITY.decode(raw)
        except _FAULTS as error:
            self._gathering.notices.add("E304", escaped(str(error)), pointer)
            return True
        if entity.type == "item" and is_item(entity.id):
            self._add(entity)
        return True

    def _add(self, entity: _Entity) -> None:
        claims = entity.claims if isinstance(entity.claims, _Claims) else _Claims()
        positions = [each for each in _valid(claims.P39) if _item(each.mainsnak) == DEPUTY]
        if positions or any(map(_strings, (claims.P4123, claims.P1045, claims.P7040))):
            self._add_person(entity, claims, positions)
        else:
            self._add_organ(entity, claims)

    def _add_person(self, entity: _Entity, claims: _Claims, positions: list[_Statement]) -> None:
        person = self._gathering.person(entity.id)
        self._name(entity, person.labels, person.aliases)
        if isinstance(entity.descriptions, dict) and (described := entity.descriptions.get("fr")):
            person.descriptions |= self._names(described.value)
        person.instances.update(_items(claims.P31))
        for value in _strings(claims.P4123):
            person.assembly_ids.update(self._gathering.assembly_numbers(value))
        person.sycomore.update(filter(is_number, _strings(claims.P1045)))
        person.nosdeputes.update(filter(None, map(self._gathering.name, _strings(claims.P7040))))
        person.births.update(self._dates(each.mainsnak for each in _valid(claims.P569)))
        if entity.redirects is not None and is_item(entity.redirects.origin):
            person.redirects.add(entity.redirects.origin)
        # The deprecated ones count as well: who adds a statement finds them there.
        held = [each for each in claims.P39 if _item(each.mainsnak) == DEPUTY]
        person.add_statements(statement_id(each.id) or f"the {n}th" for n, each in enumerate(held))
        for statement in positions:
            self._hold(person, statement)

    def _hold(self, person: Person, statement: _Statement) -> None:
        told = _qualified(statement)
        starts: list[PartialDate | None] = [*self._dates(told.P580)]
        ends: list[PartialDate | None] = [*self._dates(told.P582)]
        every = (self._organs("legislature", told.P2937), self._organs("constituency", told.P768),
                 self._organs("group", told.P4100), starts or [None], ends or [None])  # fmt: skip
        for term, district, group, start, end in product(*every):
            held = Held(statement_id(statement.id), DEPUTY, term, district, group, start, end)
            self._gathering.hold(person, held)

    def _add_organ(self, entity: _Entity, claims: _Claims) -> None:
        """Keep what tells of a term, constituency, group or ministry, should it be one."""
        classes = set(_items(claims.P31))
        if CONSTITUENCY in classes:
            self._gathering.organ("constituency", entity.id)
        if MINISTRY in classes and FRANCE in _items(claims.P17):
            self._gathering.organ("ministry", entity.id)
        organ = Organ("legislature", entity.id)
        self._name(entity, organ.labels, organ.aliases)
        self._fill(organ, claims)
        self._gathering.describe(organ)

    def _fill(self, organ: Organ, claims: _Claims) -> None:
        parts = [_qualified(each) for each in _valid(claims.P31 + claims.P179 + claims.P361)]
        ordinals = [snak for part in parts for snak in part.P1545]
        organ.ordinals.update(_strings(claims.P1545), filter(None, map(_string, ordinals)))
        wholes = {_item(snak) for part in parts for snak in part.P642}
        wholes.update(*map(_items, (claims.P361, claims.P2348, claims.P194)))
        organ.fifth = not REPUBLIC.isdisjoint(wholes)
        organ.starts.update(self._dates(each.mainsnak for each in _valid(claims.P571 + claims.P580)))
        organ.ends.update(self._dates(each.mainsnak for each in _valid(claims.P576 + claims.P582)))
        organ.identifiers.update(_strings(claims.P4123))

    def _name(self, entity: _Entity, labels: dict[str, None], aliases: dict[str, None]) -> None:
        """Note the French label and the other names, in the languages the queries ask for too."""
        if isinstance(entity.labels, dict):
            labels |= self._names(*(entity.labels[each].value for each in ("fr",) if each in entity.labels))
            aliases |= self._names(*(entity.labels[each].value for each in LANGUAGES if each in entity.labels))
        if isinstance(entity.aliases, dict):
            every = (each.value for code in ("fr", *LANGUAGES) for each in entity.aliases.get(code, ()))
            aliases |= self._names(*every)

    def _names(self, *values: str) -> dict[str, None]:
        return dict.fromkeys(name for value in values if (name := self._gathering.name(value)))

    def _dates(self, snaks: Iterator[_Snak] | list[_Snak]) -> Iterator[PartialDate]:
        for snak in snaks:
            value = _value(snak)
            if isinstance(value, _Value) and value.time is not None and value.precision is not None:
                date = self._gathering.date(value.time, str(value.precision))
                if date is not None:
                    yield date

    def _organs(self, kind: Kind, snaks: list[_Snak]) -> list[Organ | None]:
        """The organs that the values name; one None where there is no value."""
        ids = [id for snak in snaks if (id := _item(snak)) is not None]  # noqa: A001
        return [self._gathering.organ(kind, id) for id in ids] or [None]  # noqa: A001


def _is_nested(raw: Raw) -> bool:
    return bytes(raw)[:1] in (b"{", b"[")


def _valid(statements: list[_Statement]) -> list[_Statement]:
    """Those that Wikidata does not itself call wrong."""
    return [each for each in statements if each.rank != "deprecated"]


def _qualified(statement: _Statement) -> _Qualifiers:
    return statement.qualifiers if isinstance(statement.qualifiers, _Qualifiers) else _Qualifiers()


def _value(snak: _Snak) -> str | _Value | None:
    return snak.datavalue.value if snak.snaktype == "value" and snak.datavalue is not None else None


def _item(snak: _Snak) -> str | None:
    value = _value(snak)
    if not isinstance(value, _Value):
        return None
    found = value.id or (f"Q{value.number}" if value.number else "")
    return found if is_item(found) else None


def _items(statements: list[_Statement]) -> list[str]:
    return [item for each in _valid(statements) if (item := _item(each.mainsnak)) is not None]


def _string(snak: _Snak) -> str | None:
    value = _value(snak)
    return value if isinstance(value, str) else None


def _strings(statements: list[_Statement]) -> list[str]:
    return [text for each in _valid(statements) if (text := _string(each.mainsnak)) is not None]
