"""Made-up deputies and items."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

from anq2rdf.linking.items import Item, PartialDate, Position
from anq2rdf.linking.subjects import Seat, Subject

BASE = "https://example.org/id/person/"
_BEGINS = {13: dt.date(2007, 6, 20), 14: dt.date(2012, 6, 20), 15: dt.date(2017, 6, 21)}
_ENDS = {13: dt.date(2012, 6, 19), 14: dt.date(2017, 6, 20), 15: dt.date(2022, 6, 21)}


def day(iso: str) -> PartialDate:
    """A date with as many parts as are written."""
    return PartialDate(*map(int, iso.split("-")))


def seat(legislature: int, department: str | None = "51", number: int | None = 6, **more: Any) -> Seat:
    """A mandate from the first to the last day of the legislature."""
    given: dict[str, Any] = {"start": _BEGINS.get(legislature), "end": _ENDS.get(legislature), "mandate": "PM1"}
    return Seat(legislature=legislature, department=department, number=number, **(given | more))


def deputy(id_: str, given: str, family: str, *seats: Seat, birth: str | None = None) -> Subject:
    """A deputy of the register."""
    return Subject(
        iri=BASE + id_, id=id_, label=f"{given} {family}", given=given, family=family, seats=seats,
        birth=dt.date.fromisoformat(birth) if birth else None,
    )


def by_name(label: str, legislature: int, department: str | None = None) -> Subject:
    """Somebody a page names, without an identifier."""
    return Subject(
        iri=f"{BASE}L{legislature}/{label.replace(' ', '-').lower()}", label=label,
        seats=(Seat(legislature=legislature, department=department, start=dt.date(2014, 1, 7)),),
    )


def held(legislature: int | None = None, department: str | None = None, number: int | None = None, **more: Any) -> Position:
    """A position as deputy."""
    return Position(office="Q3044918", legislature=legislature, department=department, number=number, **more)


def item(id_: str, label: str, *positions: Position, pa: str = "", birth: str = "", **more: Any) -> Item:
    """An item; `pa` and `birth` may be several, with blanks between."""
    return Item(
        id=id_, label=label, positions=positions, assembly_ids=tuple(pa.split()), births=tuple(map(day, birth.split())),
        **more,
    )


def assembly(legislature: int, first: int = 500_000) -> list[Subject]:
    """577 deputies of one legislature, no two of one surname, none of a name that tests use otherwise."""
    syllables = ("ba", "co", "du", "fi", "gra", "lu", "mon", "pe", "ri", "so", "ta", "vin")
    families = ("".join(three).capitalize() for three in product(syllables, repeat=3))
    given = ("Zoé", "Ugo", "Inès", "Oscar", "Edmée", "Ulysse")
    return [
        deputy(f"PA{first + i}", given[i % 6], next(families), seat(legislature, f"{i // 20 + 1:02d}", i % 20 + 1))
        for i in range(577)
    ]
