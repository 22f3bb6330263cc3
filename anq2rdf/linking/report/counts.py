"""What a run comes to, in numbers. Drawings and tables are made of these, and of nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from anq2rdf.linking.decisions import Decision, Outcome
from anq2rdf.linking.subjects import Subject

OUTCOMES: Final[tuple[Outcome, ...]] = ("linked", "review", "none")
PERSON: Final = "person"


class Row(Struct, frozen=True):
    """How many of some are linked, for a person to see, without an item."""

    name: str
    linked: int = 0
    review: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.linked + self.review + self.none

    @property
    def share(self) -> float:
        """How many of them are linked, of 1; 0 of nobody."""
        return self.linked / self.total if self.total else 0.0

    def of(self, outcome: Outcome) -> int:
        """One of the three numbers."""
        return {"linked": self.linked, "review": self.review, "none": self.none}[outcome]


class Reason(Struct, frozen=True):
    """How many had one outcome for one reason."""

    outcome: Outcome
    reason: str
    number: int


def count(decisions: Iterable[Decision], name: str = "") -> Row:
    """The three numbers."""
    found = Counter(each.outcome for each in decisions)
    return Row(name, found["linked"], found["review"], found["none"])


def by_legislature(decisions: Iterable[Decision], subjects: Mapping[str, Subject]) -> list[Row]:
    """One row a legislature, in their order; somebody of several is in each. Last those of whom none is known."""
    found: dict[int | None, list[Decision]] = defaultdict(list)
    for each in decisions:
        subject = subjects.get(each.subject)
        known = {seat.legislature for seat in subject.seats} - {None} if subject else set()
        for legislature in known or {None}:
            found[legislature].append(each)
    order = sorted(found, key=lambda legislature: (legislature is None, legislature or 0))
    return [count(found[each], "" if each is None else str(each)) for each in order]


def by_kind(decisions: Iterable[Decision]) -> list[Row]:
    """One row a kind of thing other than people, by name."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        if each.kind != PERSON:
            found[each.kind].append(each)
    return [count(found[kind], kind) for kind in sorted(found)]


def by_method(decisions: Iterable[Decision]) -> list[tuple[str, int]]:
    """How links came about, the most frequent way first."""
    found = Counter(each.best.method for each in decisions if each.outcome == "linked" and each.best is not None)
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))


def by_reason(decisions: Iterable[Decision]) -> list[Reason]:
    """Why each outcome, the outcomes in their order, the most frequent reason first."""
    found = Counter((each.outcome, each.reason) for each in decisions)
    order = sorted(found, key=lambda each: (OUTCOMES.index(each[0]), -found[each], each[1]))
    return [Reason(outcome, reason, found[outcome, reason]) for outcome, reason in order]


def spread(decisions: Sequence[Decision], start: float, width: float, number: int) -> dict[Outcome, list[int]]:
    """How many best pairs have how many bits, by outcome; what lies beyond the bins is in the first or last one."""
    found = {outcome: [0] * number for outcome in OUTCOMES}
    for each in decisions:
        if each.best is not None:
            place = int((each.best.bits - start) // width)
            found[each.outcome][min(max(place, 0), number - 1)] += 1
    return found
