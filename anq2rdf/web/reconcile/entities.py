"""What can be reconciled: one thing, with what is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from anq2rdf.linking.subjects import Subject


class Reference(Struct, frozen=True):
    """Another thing of ours, by its identifier."""

    id: str


Content: TypeAlias = Reference | str | int | dt.date


class Value(Struct, frozen=True):
    """One value of a property, and the legislature it was so in, where it was in one."""

    content: Content
    legislature: int | None = None


class Entity(Struct, frozen=True, kw_only=True):
    """One thing that can be reconciled."""

    id: str  # its IRI without the identifier space
    iri: str
    type: str
    label: str
    names: tuple[str, ...] = ()  # further ones
    keys: tuple[str, ...] = ()  # identifiers by which others know it: PA…, PO…, 69-01
    values: Mapping[str, tuple[Value, ...]] = {}
    subject: Subject | None = None  # of a deputy: what evidence is weighed on

    def contents(self, name: str) -> list[Content]:
        """The values of a property, each once, in their order."""
        return list(dict.fromkeys(value.content for value in self.values.get(name, ())))

    def day(self, name: str) -> dt.date | None:
        """The first value of a property that is a day."""
        return next((each for each in self.contents(name) if isinstance(each, dt.date)), None)

    def number(self, name: str) -> int | None:
        """The first value of a property that is a number."""
        return next((each for each in self.contents(name) if isinstance(each, int)), None)

    @property
    def weight(self) -> int:
        """How much it is spoken of: what comes first of equals."""
        return self.number("questions") or 0
