"""Both sides of a pair, made ready to be compared many times."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from anq2rdf.linking.evidence import times
from anq2rdf.linking.evidence.groups import Label
from anq2rdf.linking.evidence.names import OwnName, Words
from anq2rdf.linking.items import Item, PartialDate, Position
from anq2rdf.linking.subjects import Seat, Subject

#: Member of the French National Assembly, of whatever republic.
DEPUTY = "Q3044918"
#: Seats of the Assembly since 1986; from so many constituencies known, a legislature counts as known whole.
_SEATS = 577
_WHOLE = 0.95


class OwnSeat(NamedTuple):
    """A seat of a deputy."""

    seat: Seat
    groups: tuple[Label, ...]


class Deputy(NamedTuple):
    """A subject. `complete`: the register gave all their mandates, as far back as it reaches."""

    subject: Subject
    digits: str  # of PA…, as Wikidata records them; empty without an identifier
    name: OwnName
    seats: Mapping[int | None, tuple[OwnSeat, ...]]  # by legislature
    legislatures: frozenset[int]
    complete: bool


class Held(NamedTuple):
    """A position as deputy."""

    position: Position
    legislatures: frozenset[int]
    group: Label | None


class Person(NamedTuple):
    """An item."""

    item: Item
    names: tuple[tuple[str, Words], ...]  # as recorded, and folded; each way of folding once
    slugs: tuple[tuple[str, Words], ...]
    held: tuple[Held, ...]
    legislatures: frozenset[int]


def deputy(subject: Subject, whole: frozenset[int]) -> Deputy:
    """The subject made ready; `whole` are the legislatures known whole."""
    seats: dict[int | None, list[OwnSeat]] = defaultdict(list)
    for seat in subject.seats:
        seats[seat.legislature].append(OwnSeat(seat, tuple(map(Label.of, seat.groups))))
    by_mandates = any(seat.mandate for seat in subject.seats) or (bool(whole) and not subject.seats)
    return Deputy(
        subject=subject,
        digits=(subject.id or "").removeprefix("PA"),
        name=OwnName.of(subject.given, subject.family, subject.label),
        seats={legislature: tuple(held) for legislature, held in seats.items()},
        legislatures=frozenset(seat.legislature for seat in subject.seats if seat.legislature is not None),
        complete=subject.id is not None and by_mandates,
    )


def person(item: Item) -> Person:
    """The item made ready."""
    held = tuple(
        Held(each, times.told(each), Label.of(each.group_label) if each.group_label else None)
        for each in item.positions
        if each.office in (None, DEPUTY)
    )
    return Person(
        item=item,
        names=_folded((item.label, *item.aliases)),
        slugs=_folded(item.nosdeputes),
        held=held,
        legislatures=frozenset(number for each in held for number in each.legislatures),
    )


def known_whole(subjects: Iterable[Subject]) -> frozenset[int]:
    """The legislatures nearly all of whose constituencies have a mandate here: the register's, not a few questions'."""
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for legislature, department, number in _constituencies(subjects):
        found[legislature].add((department, number))
    return frozenset(legislature for legislature, those in found.items() if len(those) >= _WHOLE * _SEATS)


def _constituencies(subjects: Iterable[Subject]) -> Iterator[tuple[int, str, int]]:
    for subject in subjects:
        for seat in subject.seats:
            if seat.mandate and seat.legislature is not None and seat.department and seat.number is not None:
                yield seat.legislature, seat.department, seat.number




def exact_births(births: Iterable[PartialDate]) -> Iterator[dt.date]:
    """Those that have a day."""
    return (day for each in births if (day := each.exact) is not None)


def _folded(names: Iterable[str]) -> tuple[tuple[str, Words], ...]:
    found: dict[tuple[str, ...], tuple[str, Words]] = {}
    for name in names:
        words = Words.of(name)
        if words.every:
            found.setdefault(words.every, (name, words))
    return tuple(found.values())
