"""The terms, constituencies and groups met on the way, and what they turn out to be once all is read.

Nothing is known of an item by its number: what a term is follows from its names, its ordinal, its republic and its
days; what a constituency is from its names, or its ordinal and its département's code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from anq2rdf.linking.candidates.dates import settled
from anq2rdf.linking.items import Kind, PartialDate, Thing
from anq2rdf.normalise.constituency import read_constituency
from anq2rdf.normalise.departments import code_of
from anq2rdf.normalise.legislatures import named_number, names_fifth
from anq2rdf.normalise.ordinals import parse_ordinal

#: The Constitution of the Fifth Republic: a term that begins later is one of its legislatures.
FIFTH_REPUBLIC: Final = (1958, 10, 4)
#: The Fifth Republic and its National Assembly, which a term may be part of.
REPUBLIC: Final = frozenset(("Q200686", "Q193582"))


class Resolved(NamedTuple):
    """What an organ turned out to be."""

    number: int | None  # of a term, of whatever republic
    fifth: bool | None  # whether a term is of the Fifth Republic; None: nothing tells
    department: str | None  # of a constituency
    seat: int | None  # its number
    label: str


class Organ:
    """What was told of one item, or of a label where no item is told."""

    __slots__ = ("aliases", "declared", "departments", "ends", "fifth", "id", "identifiers", "kind", "labels",
                 "ordinals", "starts", "terms")  # fmt: skip

    def __init__(self, kind: Kind, id: str | None) -> None:  # noqa: A002 (the record's word)
        self.kind = kind
        self.id = id
        self.declared: int | None = None  # a column of numbers says so: this legislature of the Fifth Republic
        self.labels: dict[str, None] = {}
        self.aliases: dict[str, None] = {}
        self.ordinals: set[str] = set()
        self.departments: set[str] = set()
        self.identifiers: set[str] = set()
        self.terms: set[Organ] = set()  # that a group belongs to
        self.starts: set[PartialDate] = set()
        self.ends: set[PartialDate] = set()
        self.fifth = False  # said to be part of the Fifth Republic

    def absorb(self, other: Organ) -> None:
        """Take over what was told of the same item elsewhere."""
        self.labels |= other.labels
        self.aliases |= other.aliases
        self.ordinals |= other.ordinals
        self.departments |= other.departments
        self.identifiers |= other.identifiers
        self.terms |= other.terms
        self.starts |= other.starts
        self.ends |= other.ends
        self.fifth = self.fifth or other.fifth

    def names(self) -> Iterable[str]:
        """Every name, the label first."""
        return (*self.labels, *self.aliases)

    def number(self) -> int | None:
        """The number of a term, of whatever republic: its names' where they agree, else its ordinal's."""
        if self.declared is not None:
            return self.declared
        return _only(map(named_number, self.names())) or _only(map(parse_ordinal, self.ordinals))

    def republic(self) -> bool | None:
        """Whether a term is of the Fifth Republic; None when nothing tells."""
        if self.declared is not None:
            return True
        said = {answer for name in self.names() if (answer := names_fifth(name)) is not None}
        said |= {begins_in_fifth(start) for start in self.starts} | ({True} if self.fifth else set())
        return said.pop() if len(said) == 1 else None

    def legislature(self) -> int | None:
        """The legislature of the Fifth Republic a term is, or the only one that a group belongs to."""
        if self.kind == "group":
            return _only(term.legislature() for term in self.terms)
        return self.number() if self.republic() else None

    def seat(self) -> tuple[str | None, int | None]:
        """Code of the département and number of a constituency, as far as its names or its codes agree."""
        read = [read_constituency(name) for name in self.names()]
        named = {(each.department, each.number) for each in read if each.department}
        departments = {code for code, _ in named} or {code for each in self.departments if (code := code_of(each))}
        if len(departments) != 1:
            return None, None
        told = {number for _, number in named if number}
        number = _only(told) if told else _only(map(parse_ordinal, self.ordinals))
        return departments.pop(), number

    def resolved(self) -> Resolved:
        """All of it at once, when everything was read."""
        if self.kind == "legislature":
            return Resolved(self.number(), self.republic(), None, None, self.label())
        department, seat = self.seat() if self.kind == "constituency" else (None, None)
        return Resolved(None, None, department, seat, self.label())

    def label(self) -> str:
        """The first name; empty where there is none."""
        return next(iter(self.names()), "")

    def thing(self) -> Thing | None:
        """The record of an item; None for a label without one."""
        if self.id is None:
            return None
        label = self.label()
        department, number = self.seat() if self.kind == "constituency" else (None, None)
        starts, ends = settled(self.starts), settled(self.ends)
        return Thing(
            id=self.id, kind=self.kind, label=label, aliases=tuple(sorted({*self.names()} - {label})),
            legislature=self.legislature() if self.kind in ("legislature", "group") else None,
            department=department, number=number, identifiers=tuple(sorted(self.identifiers)),
            start=starts[0] if starts else None, end=ends[-1] if ends else None,
        )  # fmt: skip


def begins_in_fifth(date: PartialDate) -> bool:
    """Whether a date is one of the Fifth Republic; a date of 1958 without its month is not taken for one."""
    return (date.year, date.month or 1, date.day or 1) >= FIFTH_REPUBLIC


def _only(values: Iterable[int | None]) -> int | None:
    """The one value there is; None when there are none or several."""
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None
