"""What the seats of linked deputies tell: "57 of 58 linked members sit in it".

An independent road to an organ's item: whom we know for certain holds, by the register, a seat, and by Wikidata a
position that names an item for its constituency, group or term. Only people count whose own link does not rest on such
positions, else the argument would go in a circle.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Item, Position
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.linking.organs.spans import certain
from anq2rdf.linking.organs.wording import group_key
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.normalise.legislatures import delimitation

#: Features of a person's evidence that come from positions.
_OF_POSITIONS = frozenset({"term", "seat", "start", "end", "group", "office", "register"})
#: Bits a person's link keeps without them: odds of a thousand to one.
_STANDS = 10.0
_NEAR = dt.timedelta(days=31)

_Place = tuple[object, ...]  # what a seat and a body share


class Share(Struct, frozen=True):
    """How many linked people an item and a body have in common."""

    both: int = 0
    of_item: int = 0  # whose position names the item, at the time of the body
    of_body: int = 0  # who sat in the body, and whose position names any item of the kind


class Members:
    """The counts, to be asked for a body and an item; and the items that linked people name for a body."""

    def __init__(self, people: Iterable[Decision], subjects: Iterable[Subject], items: Iterable[Item]) -> None:
        self._both: dict[tuple[_Place, str], set[str]] = defaultdict(set)
        self._item: dict[tuple[_Place, str], set[str]] = defaultdict(set)
        self._body: dict[_Place, set[str]] = defaultdict(set)
        self._named: dict[_Place, set[str]] = defaultdict(set)
        subject_of = {subject.iri: subject for subject in subjects}
        item_of = {item.id: item for item in items}
        for decision in people:
            subject, item = subject_of.get(decision.subject), item_of.get(decision.best.item if decision.best else "")
            if subject and item and _certain(decision):
                self._count(subject, item)

    def _count(self, subject: Subject, item: Item) -> None:
        for position in item.positions:
            seats = [seat for seat in subject.seats if seat.mandate]
            for seat in _seats_of(position, seats):
                self._enter(subject.iri, seat, "constituency", position.constituency, _constituencies(seat))
                self._enter(subject.iri, seat, "group", position.group, _groups(seat))
            for seat in _by_start(position, seats):
                self._enter(subject.iri, seat, "legislature", position.term, [("legislature", seat.legislature)])

    def _enter(self, person: str, seat: Seat, kind: str, item: str | None, places: Sequence[_Place]) -> None:
        if item is None or not places:
            return
        self._item[_time(kind, seat.legislature), item].add(person)
        for place in places:
            self._both[place, item].add(person)
            self._body[place].add(person)
            self._named[place].add(item)

    def share(self, body: Body, item: str) -> Share:
        """The counts for this pair."""
        people: set[str] = set()
        for place in _places(body):
            people |= self._both.get((place, item), set())
        rivals = self._item.get((_time_of(body), item), set())
        sat = set().union(*(self._body.get(place, set()) for place in _places(body)))
        return Share(len(people), len(rivals), len(sat))

    def items(self, body: Body) -> set[str]:
        """The items linked people name for the body."""
        return set().union(*(self._named.get(place, set()) for place in _places(body)))


def _certain(decision: Decision) -> bool:
    """Whether the person is linked by what positions have no part in."""
    best = decision.best
    if decision.outcome != "linked" or best is None:
        return False
    if best.method in ("identifier", "reviewed"):
        return True
    from_positions = sum(one.weight for one in best.witnesses if one.feature in _OF_POSITIONS and one.weight > 0)
    return best.bits - from_positions >= _STANDS


def _seats_of(position: Position, seats: Sequence[Seat]) -> Iterator[Seat]:
    """The seats the position tells of: of its legislature, or of its days; none where it tells neither."""
    for seat in seats:
        if position.legislature is not None:
            if position.legislature == seat.legislature:
                yield seat
        elif _within(position, seat):
            yield seat


def _within(position: Position, seat: Seat) -> bool:
    start = certain(position.start)
    if start is None or seat.start is None:
        return False
    return seat.start - _NEAR <= start and (seat.end is None or start < seat.end)


def _by_start(position: Position, seats: Sequence[Seat]) -> Iterator[Seat]:
    """The seats that began when the position did: the term's number plays no part, it is what is to be found out."""
    start = certain(position.start)
    for seat in seats:
        if start and seat.start and seat.legislature is not None and abs(start - seat.start) <= _NEAR:
            yield seat


# ---- what a seat and a body share -----------------------------------------------------------------------------------


def _constituencies(seat: Seat) -> list[_Place]:
    year = delimitation(seat.legislature) if seat.legislature else None
    if year is None or seat.department is None or seat.number is None:
        return []
    return [("constituency", year, seat.department, seat.number)]


def _groups(seat: Seat) -> list[_Place]:
    return [("group", seat.legislature, key) for key in sorted({group_key(label) for label in seat.groups})]


def _places(body: Body) -> list[_Place]:
    match body.kind:
        case "legislature":
            return [("legislature", body.legislature)]
        case "constituency":
            return [("constituency", body.delimitation, body.department, body.number)]
        case "group":
            # By its name, not its short forms: one of them is often two groups' ("SOC", twice in the XVI).
            return [("group", body.legislature, group_key(body.label))]
    return []


def _time(kind: str, legislature: int | None) -> _Place:
    match kind:
        case "group":
            return kind, legislature
        case "constituency":
            return kind, delimitation(legislature) if legislature else None
    return (kind,)


def _time_of(body: Body) -> _Place:
    match body.kind:
        case "group":
            return "group", body.legislature
        case "constituency":
            return "constituency", body.delimitation
    return (body.kind,)
