"""Time in the Assembly compared: legislatures, then constituency, dates and group of the mandate that agrees best.

Constituencies are compared within one legislature, since their numbers were given anew in 1986 and 2010. Positions that
are not a deputy's are nothing for a pair.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from anq2rdf.linking.decisions import Witness
from anq2rdf.linking.evidence import times
from anq2rdf.linking.evidence.groups import are_one
from anq2rdf.linking.evidence.profiles import Deputy, Held, OwnSeat, Person
from anq2rdf.linking.evidence.wording import in_words, legislatures_in_words, place_in_words
from anq2rdf.linking.items import PartialDate, Position
from anq2rdf.linking.subjects import Seat
from anq2rdf.linking.weights import bits
from anq2rdf.normalise.legislatures import LEGISLATURES


class _Match(NamedTuple):
    """One position beside one seat."""

    bits: float
    witnesses: tuple[Witness, ...]
    held: Held | None = None


def term(deputy: Deputy, person: Person, whole: frozenset[int]) -> Witness | None:
    """How the legislatures told compare; None where nothing can be said."""
    finding = _term(deputy, person, whole)
    if finding is None:
        return None
    ours, theirs = legislatures_in_words(deputy.legislatures), legislatures_in_words(person.legislatures)
    return witness("term", finding, ours, theirs)


def _term(deputy: Deputy, person: Person, whole: frozenset[int]) -> str | None:
    told = person.legislatures
    if not told or not (deputy.complete or deputy.legislatures):
        return None
    if not deputy.complete:     # their questions tell some of their legislatures only
        return "within" if told & deputy.legislatures else "none"
    known = told & (whole | deputy.legislatures)
    return _among_known(known, deputy) if known else _of_others(told, deputy)


def _of_others(told: frozenset[int], deputy: Deputy) -> str | None:
    """The finding where none of the legislatures told is one whose mandates are known."""
    if not deputy.legislatures:     # a senator may have been a deputy before
        return None
    return "earlier" if max(told) >= min(LEGISLATURES) else "none"


def _among_known(within: frozenset[int], deputy: Deputy) -> str:
    if within == deputy.legislatures:
        return "same"
    if within < deputy.legislatures:
        return "within"
    return "overlap" if within & deputy.legislatures else "none"


def mandate(deputy: Deputy, person: Person) -> list[Witness]:
    """Constituency, dates and group of the position that agrees best; and that another one contradicts it."""
    found = [_best(held, deputy) for held in person.held]
    found = [each for each in found if each.witnesses]
    if not found:
        return []
    best = max(found, key=lambda each: each.bits)
    others = [each.witnesses[0] for each in found if each is not best and _is_contradicted(each)]
    if others and not _is_contradicted(best):
        return [*best.witnesses, witness("seat", "elsewhere", others[0].ours, others[0].theirs)]
    return list(best.witnesses)


def capped(witnesses: list[Witness]) -> list[Witness]:
    """The witnesses, and one that takes away what they exceed the limit by: they tell of one election."""
    excess = math.fsum(each.weight for each in witnesses) - bits("limit", "seat")
    return [*witnesses, Witness("limit", "seat", -excess)] if excess > 0 else witnesses


def witness(feature: str, finding: str, ours: str = "", theirs: str = "") -> Witness:
    """A finding with its weight from the table."""
    return Witness(feature, finding, bits(feature, finding), ours, theirs)


def _is_contradicted(match: _Match) -> bool:
    first = match.witnesses[0]
    return first.feature == "seat" and first.weight < 0


def _best(held: Held, deputy: Deputy) -> _Match:
    matches = [_match(held, seat) for seat in _comparable(held, deputy)]
    return max(matches, key=lambda each: each.bits, default=_Match(0.0, ()))


def _comparable(held: Held, deputy: Deputy) -> Iterable[OwnSeat]:
    if held.legislatures:
        return [seat for each in sorted(held.legislatures) for seat in deputy.seats.get(each, ())]
    return [seat for seats in deputy.seats.values() for seat in seats]


def _match(held: Held, own: OwnSeat) -> _Match:
    found = tuple(_witnesses(held, own))
    return _Match(math.fsum(each.weight for each in found), found, held)


def _witnesses(held: Held, own: OwnSeat) -> Iterator[Witness]:
    position, seat = held.position, own.seat
    if place := _place(held, seat):
        theirs = place_in_words(position.legislature, position.department, position.number)
        yield witness("seat", place, place_in_words(seat.legislature, seat.department, seat.number), theirs)
    if seat.mandate and held.legislatures:
        yield from _dates(position, seat)
    if held.group and own.groups:
        same = next((each for each in own.groups if are_one(each, held.group)), None)
        yield witness("group", "equal" if same else "differs", (same or own.groups[0]).recorded, held.group.recorded)


def _place(held: Held, seat: Seat) -> str | None:
    position = held.position
    if position.department is None or seat.department is None:
        return None
    same = position.department == seat.department
    if len(held.legislatures) != 1:      # which map the number is of is not told
        return "undated" if same and position.number is not None and position.number == seat.number else None
    if not same:
        return "differs"
    if position.number is None or seat.number is None:
        return "department"
    return "equal" if position.number == seat.number else "number"


def _dates(position: Position, seat: Seat) -> Iterator[Witness]:
    start, end = _day(position.start), _day(position.end)
    if start and seat.start:
        near, midterm = abs(start - seat.start) <= times.TOLERANCE, times.begins_midterm(seat.start, seat.legislature)
        finding = ("midterm" if midterm else "same") if near else "differs"
        yield witness("start", finding, in_words(seat.start), in_words(start))
    if end and seat.end:
        near, midterm = abs(end - seat.end) <= times.TOLERANCE, times.ends_midterm(seat.end, seat.legislature)
        if midterm or not near:
            yield witness("end", "midterm" if near else "differs", in_words(seat.end), in_words(end))


def _day(date: PartialDate | None) -> dt.date | None:
    """The day, where it is one for certain."""
    return times.undoubted(date).exact if date else None
