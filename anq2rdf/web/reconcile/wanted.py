"""What one query asks for, in the words that evidence is weighed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Final

from msgspec import Struct

from anq2rdf.linking.items import Item, Position
from anq2rdf.normalise.identifiers import actor
from anq2rdf.web.reconcile.requests import LIMIT

_POSITIONS: Final = 40  # that one query may speak of


class Place(Struct, frozen=True):
    """A département, a constituency of one, or a number that lacks its département."""

    department: str | None = None
    number: int | None = None


class Wanted(Struct, frozen=True, kw_only=True):
    """What one query asks for. `types` is None where it may be anything."""

    name: str  # empty where an identifier stood in its place
    types: frozenset[str] | None = None
    limit: int = LIMIT
    identifiers: tuple[str, ...] = ()
    legislatures: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    groups: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()

    def item(self) -> Item:
        """The person asked for, as evidence takes it."""
        return Item(id="", label=self.name, assembly_ids=self._assembly_ids(), positions=tuple(self._positions()))

    def takes(self, kind: str) -> bool:
        """Whether things of that type are asked for."""
        return self.types is None or kind in self.types

    def _assembly_ids(self) -> tuple[str, ...]:
        found = (actor(each.rpartition("/")[2]) for each in self.identifiers)
        return tuple(each.removeprefix("PA") for each in found if each)

    def _positions(self) -> Iterator[Position]:
        every = product(self.legislatures or (None,), self.places or (Place(),), self.groups or (None,))
        for number, (legislature, place, group) in enumerate(every):
            if number == _POSITIONS:
                return
            if legislature or place.department or group:
                yield Position(
                    legislature=legislature, department=place.department, number=place.number, group_label=group
                )
