"""The persons met, each put together from all rows and files that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final, NamedTuple

from anq2rdf.linking.candidates.dates import covers, settled
from anq2rdf.linking.candidates.organs import Organ, Resolved, begins_in_fifth
from anq2rdf.linking.items import Item, PartialDate, Position

Resolve = Callable[[Organ], Resolved]

#: Member of the French National Assembly: no other office says anything of a seat.
DEPUTY: Final = "Q3044918"
HUMAN: Final = "Q5"
MOST_POSITIONS: Final = 200  # of one item; nobody was elected that often


class Held(NamedTuple):
    """One combination of what was told of a position. Organs are compared by being the same one."""

    statement: str | None
    office: str | None
    term: Organ | None
    district: Organ | None
    group: Organ | None
    start: PartialDate | None
    end: PartialDate | None

    def tells(self) -> bool:
        """Whether there is anything but the office."""
        return any(self[2:])


class Person:
    """What was told of one item."""

    __slots__ = ("aliases", "assembly_ids", "births", "descriptions", "held", "id", "instances", "labels",
                 "nosdeputes", "redirects", "statements", "sycomore")  # fmt: skip

    def __init__(self, id: str) -> None:  # noqa: A002 (the record's word)
        self.id = id
        self.labels: dict[str, None] = {}
        self.aliases: dict[str, None] = {}
        self.descriptions: dict[str, None] = {}
        self.instances: set[str] = set()
        self.redirects: set[str] = set()
        self.assembly_ids: set[str] = set()
        self.sycomore: set[str] = set()
        self.nosdeputes: set[str] = set()
        self.births: set[PartialDate] = set()
        self.held: dict[Held, None] = {}
        self.statements: set[str] | None = None  # of the office; None: the answer does not name them

    def add_statements(self, ids: Iterable[str]) -> None:
        """Note statements of the office, whatever they tell; none at all where a dump has none."""
        self.statements = {*(self.statements or ()), *islice(ids, MOST_POSITIONS)}

    def absorb(self, other: Person) -> None:
        """Take over what was told of an item that has become this one."""
        self.labels |= other.labels
        self.aliases |= other.aliases
        self.descriptions |= other.descriptions
        for name in ("instances", "redirects", "assembly_ids", "sycomore", "nosdeputes", "births"):
            getattr(self, name).update(getattr(other, name))
        self.held |= other.held
        if other.statements is not None:
            self.add_statements(other.statements)
        self.redirects.add(other.id)
        self.redirects.discard(self.id)

    def item(self, resolve: Resolve) -> Item:
        """The record."""
        names = (*self.labels, *self.aliases)
        label = names[0] if names else ""
        return Item(
            id=self.id, label=label, aliases=tuple(sorted({name for name in names if name != label})),
            description=next(iter(self.descriptions), ""), assembly_ids=_by_number(self.assembly_ids),
            sycomore=_by_number(self.sycomore), nosdeputes=_by_number(self.nosdeputes), births=settled(self.births),
            positions=_positions(self.held, resolve), redirects=_by_number(self.redirects),
            human=HUMAN in self.instances if self.instances else None,
            offices=None if self.statements is None else len(self.statements),
        )  # fmt: skip


def _by_number(ids: set[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda each: (len(each), each)))


def _positions(held: dict[Held, None], resolve: Resolve) -> tuple[Position, ...]:
    """Each position once, in order of time; a row that tells less of one than another does is no position more."""
    whole = [one for one in held if not any(_within(one, other) for other in held if other is not one)]
    found = dict.fromkeys(_position(one, resolve) for one in whole)
    return tuple(sorted(found, key=_order))


def _within(less: Held, more: Held) -> bool:
    """Whether `less` tells nothing that `more` does not, and less of it."""
    if less.statement != more.statement and None not in (less.statement, more.statement):
        return False
    pairs = zip(less[2:], more[2:], strict=True)
    return less[2:] != more[2:] and all(_told_by(mine, theirs) for mine, theirs in pairs)


def _told_by(mine: object, theirs: object) -> bool:
    if isinstance(mine, PartialDate) and isinstance(theirs, PartialDate) and mine.doubtful:
        return mine == theirs or covers(theirs, mine)
    return mine is None or mine == theirs


def _position(held: Held, resolve: Resolve) -> Position:
    term, district, group = held.term, held.district, held.group
    place = resolve(district) if district else None
    return Position(
        office=held.office, legislature=_legislature(held, resolve(term)) if term else None,
        term=term.id if term else None, department=place.department if place else None,
        number=place.seat if place else None, constituency=district.id if district else None,
        group=group.id if group else None, group_label=(resolve(group).label or None) if group else None,
        start=held.start, end=held.end,
    )  # fmt: skip


def _legislature(held: Held, term: Resolved) -> int | None:
    """The legislature of the Fifth Republic; its own first day tells it where the term does not."""
    fifth = term.fifth
    if fifth is None and held.start is not None:
        fifth = begins_in_fifth(held.start)
    return term.number if fifth else None


def _order(position: Position) -> tuple[object, ...]:
    return (_day(position.start), position.legislature or 99, position.term or "", _day(position.end),
            position.department or "", position.number or 0, position.constituency or "", position.group or "",
            position.group_label or "", position.office or "")  # fmt: skip


def _day(date: PartialDate | None) -> tuple[int, int, int]:
    return (date.year, date.month or 0, date.day or 0) if date else (9999, 0, 0)
