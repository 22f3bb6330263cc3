"""Two sides beside each other: what we know, what Wikidata tells, and what the comparison is worth."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from anq2rdf.linking.decisions import Decision, Judgement, Witness
from anq2rdf.linking.items import Item, PartialDate
from anq2rdf.linking.report.words import named, why, words
from anq2rdf.linking.subjects import Subject
from anq2rdf.look.wording import day
from anq2rdf.normalise.departments import label_of

_ACTOR: Final = re.compile(r"PA[1-9][0-9]{0,11}")
_ITEM: Final = re.compile(r"Q[1-9][0-9]{0,15}")
_SEATS: Final = 8  # told of one person
_WITNESSES: Final = 30
_RIVALS: Final = 6
_AGAINST: Final = -1.0  # bits of a witness who contradicts
_FULL: Final = 16.0  # bits that fill half of a bar


class Side(Struct, frozen=True):
    """One of the two."""

    name: str
    id: str
    link: str | None
    facts: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """One feature compared; `x` and `width` place its bar between -16 and 16."""

    feature: str
    ours: str
    theirs: str
    why: str
    weight: float
    x: float
    width: float


class Rival(Struct, frozen=True):
    """Another pair that is not far behind."""

    ours: str | None  # where it is another of ours that has the same item
    theirs: Side
    score: float


class Pair(Struct, frozen=True, kw_only=True):
    """All of it."""

    decision: Decision
    ours: Side
    theirs: Side | None
    lines: tuple[Line, ...]
    rivals: tuple[Rival, ...]
    more: int  # rivals that are not shown


class Pairing:
    """Makes pairs, in one language."""

    def __init__(self, subjects: Mapping[str, Subject], items: Mapping[str, Item], language: str) -> None:
        self._subjects, self._items, self._language = subjects, items, language

    def pair(self, decision: Decision) -> Pair:
        """A decision as the page shows it."""
        best = decision.best
        return Pair(
            decision=decision,
            ours=self.ours(decision),
            theirs=self.theirs(best) if best else None,
            lines=tuple(self._lines(best, decision.kind)) if best else (),
            rivals=tuple(self._rival(each, decision) for each in decision.rivals[:_RIVALS]),
            more=max(0, len(decision.rivals) - _RIVALS),
        )

    def ours(self, decision: Decision) -> Side:
        """Our side: a deputy's page at the Assemblée, where there is an identifier."""
        subject = self._subjects.get(decision.subject)
        known = subject.id if subject and subject.id and _ACTOR.fullmatch(subject.id) else None
        link = f"https://www.assemblee-nationale.fr/dyn/deputes/{known}" if known else None
        facts = tuple(self._our_facts(subject)) if subject else ()
        return Side(decision.label, known or decision.subject.rpartition("/id/")[2], link, facts)

    def theirs(self, judgement: Judgement) -> Side:
        """Wikidata's side."""
        item = self._items.get(judgement.item)
        facts = tuple(self._their_facts(item)) if item else ()
        return Side(judgement.label or judgement.item, judgement.item, link_of(judgement.item), facts)

    def _born(self, when: str) -> str:
        return words(self._language)["born"].format(when)

    def _our_facts(self, subject: Subject) -> Iterator[str]:
        if subject.birth:
            yield self._born(day(subject.birth.isoformat(), self._language))
        yield from _shortened(
            _told(seat.legislature, seat.department, seat.number, (str(seat.start or ""), str(seat.end or "")))
            for seat in subject.seats
        )

    def _their_facts(self, item: Item) -> Iterator[str]:
        if item.description:
            yield item.description
        yield from (self._born(_date(each, self._language)) for each in item.births[:3])
        yield from _shortened(
            _told(each.legislature, each.department, each.number, tuple(
                "-".join(_parts(when.year, when.month, when.day)) if when else "" for when in (each.start, each.end)
            ))
            for each in item.positions
        )  # fmt: skip

    def _lines(self, judgement: Judgement, kind: str) -> Iterator[Line]:
        """What was there before anything was compared, then each witness: together they are the sum."""
        weights = math.fsum(each.weight for each in judgement.witnesses)
        yield self._line(Witness("prior", "pair", judgement.bits - weights), kind)
        yield from (self._line(each, kind) for each in judgement.witnesses[:_WITNESSES])

    def _line(self, witness: Witness, kind: str) -> Line:
        reach = max(-_FULL, min(_FULL, witness.weight))
        sentence = why(kind, witness.feature, witness.finding, self._language) or witness.finding
        feature = named("feature", witness.feature, self._language)
        return Line(feature, witness.ours, witness.theirs, sentence, witness.weight, min(reach, 0.0), abs(reach))

    def _rival(self, judgement: Judgement, decision: Decision) -> Rival:
        other = self._subjects.get(judgement.subject)
        ours = None if judgement.subject == decision.subject else (other.label if other else judgement.subject)
        return Rival(ours, self.theirs(judgement), judgement.score)


def link_of(item: str) -> str | None:
    """The page of an item; None for what is none."""
    return f"https://www.wikidata.org/wiki/{item}" if _ITEM.fullmatch(item) else None


def contradicted(decisions: Iterable[Decision]) -> list[tuple[Decision, list[Witness]]]:
    """The decisions in which the identifier is the same and something else speaks against the pair, the gravest first.

    What speaks against it by less than a bit is no more than another name of a group; a limit is no witness.
    """
    found = []
    for each in decisions:
        witnesses = each.best.witnesses if each.best else ()
        if any(one.feature == "identifier" and one.weight > 0 for one in witnesses):
            against = [one for one in witnesses if one.weight <= _AGAINST and one.feature != "limit"]
            found += [(each, against)] if against else []
    return sorted(found, key=lambda each: math.fsum(one.weight for one in each[1]))


def _told(legislature: int | None, department: str | None, number: int | None, days: tuple[str, ...]) -> str:
    """XIV · Rhône (1) · 2012-06-20 – 2017-06-20."""
    place = (label_of(department) or department) if department else ""
    place += f" ({number})" if place and number else ""
    span = " – ".join(days) if any(days) else ""
    return " · ".join(filter(None, (f"{legislature}e" if legislature else "", place, span)))


def _date(when: PartialDate, language: str) -> str:
    """A day spelt out, a month or a year in figures: as precise as it is told."""
    return day("-".join(_parts(when.year, when.month, when.day)), language)


def _parts(year: int, month: int | None, of_month: int | None) -> Iterator[str]:
    yield f"{year:04d}"
    if month:
        yield f"{month:02d}"
        if of_month:
            yield f"{of_month:02d}"


def _shortened(texts: Iterable[str]) -> Iterator[str]:
    every = [each for each in dict.fromkeys(texts) if each]
    yield from every[:_SEATS]
    if len(every) > _SEATS:
        yield "…"
