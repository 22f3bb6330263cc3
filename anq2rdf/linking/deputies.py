"""The deputies of a graph, and what the register adds: names in parts, birth, every seat and group.

The graph holds what the questions reached; the register, where it is given, knows each PA identifier whole, so what it
tells of somebody takes the place of what the graph tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from msgspec.structs import replace

from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.normalise import identifiers
from anq2rdf.rdf import Minter
from anq2rdf.records import Mandate, Membership, Organ

if TYPE_CHECKING:
    from anq2rdf.register import Register

Row = Mapping[str, str]  # the values of one solution by variable, without the unbound ones

_QUERIES: Final = Path(__file__).parent / "graph"
_FIGURES: Final = re.compile(r"[0-9]{1,9}")


def of_graph(store: ox.Store) -> list[Subject]:
    """Every deputy the store describes, in order of IRIs, whatever graphs the statements stand in."""
    return of_answers(lambda query: _rows(store, query))


def of_answers(ask: Callable[[str], Iterable[Row]]) -> list[Subject]:
    """The same of a store that answers elsewhere; `ask` gives the solutions of a SELECT over all its graphs."""

    def rows(name: str) -> dict[str, list[Row]]:
        return _grouped(ask((_QUERIES / f"{name}.rq").read_text(encoding="utf-8")))

    groups, mandates, asked, found = rows("groups"), rows("mandates"), rows("asked"), rows("deputies")
    return [_subject(iri, found[iri], mandates[iri], groups[iri], asked[iri]) for iri in sorted(found)]


def of_register(register: Register, base: str) -> list[Subject]:
    """Everybody the register has an identifier for, in order of identifiers.

    A third of them never sat in the Assembly since 2002: senators and ministers. They have no seat, but an identifier.
    """
    minter = Minter(base)
    bare = [Subject(iri=minter.person(each.id), label=each.id, id=each.id) for each in register.persons()]
    return with_register(bare, register)


def with_register(subjects: Iterable[Subject], register: Register) -> list[Subject]:
    """The same deputies, as the register knows those whose identifier it knows."""
    mandates: dict[str, list[Mandate]] = defaultdict(list)
    for mandate in register.mandates():
        mandates[mandate.person].append(mandate)
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for membership in register.memberships():
        memberships[membership.person].append(membership)
    return [_completed(each, register, mandates, memberships) for each in subjects]


def _completed(
    subject: Subject,
    register: Register,
    mandates: Mapping[str, list[Mandate]],
    memberships: Mapping[str, list[Membership]],
) -> Subject:
    person = register.person(subject.id) if subject.id else None
    if person is None:
        return subject
    joined = [(each, register.organ(each.organ)) for each in memberships.get(person.id, ())]
    return replace(
        subject,
        label=f"{person.given} {person.family}".strip(),
        given=person.given,
        family=person.family,
        birth=person.birth,
        seats=tuple(_seat(each, joined) for each in mandates.get(person.id, ())),
    )


def _seat(mandate: Mandate, joined: Iterable[tuple[Membership, Organ | None]]) -> Seat:
    names: dict[str, None] = {}
    for membership, organ in joined:
        if organ is not None and organ.legislature in (None, mandate.legislature) and _meet(mandate, membership):
            names |= dict.fromkeys(name for name in (organ.label, organ.short, organ.abbreviation) if name)
    return Seat(
        legislature=mandate.legislature,
        department=mandate.department,
        number=mandate.number,
        start=mandate.start,
        end=mandate.end,
        groups=tuple(names),
        mandate=mandate.id,
    )


def _meet(mandate: Mandate, membership: Membership) -> bool:
    """Whether they have a day in common; an end that is not there has not come."""
    last, until = mandate.end or dt.date.max, membership.end or dt.date.max
    return membership.start <= last and (mandate.start is None or until >= mandate.start)


# ---- the graph -------------------------------------------------------------------------------------------------------


def _rows(store: ox.Store, query: str) -> list[Row]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: str(term.value) for name in names if (term := row[name]) is not None} for row in solutions]


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["person"]].append(row)
    return found


def _subject(
    iri: str, told: Sequence[Row], mandates: Sequence[Row], groups: Sequence[Row], asked: Sequence[Row]
) -> Subject:
    names = sorted({name for row in told if (name := row.get("name") or row.get("label"))})
    joined: dict[str | None, list[str]] = defaultdict(list)
    for row in groups:
        joined[row.get("legislature")].append(row["group"])
    return Subject(
        iri=iri,
        label=names[0] if names else iri.rpartition("/")[2],
        id=next((found for row in told if (found := identifiers.actor(row.get("identifier")))), None),
        seats=tuple(_told_seat(row, joined) for row in _seats(mandates, asked)),
        questions=sum(_number(row.get("questions")) or 0 for row in asked),
    )


def _seats(mandates: Sequence[Row], asked: Sequence[Row]) -> list[Row]:
    """The mandates, and what questions tell of legislatures in which no mandate says where it was held."""
    placed = {row.get("legislature") for row in mandates if "department" in row}
    return [*mandates, *(row for row in asked if "department" in row and row.get("legislature") not in placed)] or [
        *asked
    ]


def _told_seat(row: Row, joined: Mapping[str | None, list[str]]) -> Seat:
    legislature = row.get("legislature")
    return Seat(
        legislature=_number(legislature),
        department=row.get("department"),
        number=_number(row.get("number")),
        start=_day(row.get("start")),
        end=_day(row.get("end")),
        groups=tuple(joined.get(legislature, ())),
        mandate=row.get("mandate"),
    )


def _number(raw: str | None) -> int | None:
    """A whole number; what is none, in a graph that we did not make, says nothing."""
    return int(raw) if raw is not None and _FIGURES.fullmatch(raw) else None


def _day(raw: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((raw or "")[:10])
    except ValueError:
        return None
