"""What a client sends, read and checked: batches of queries and requests for values (§4.1, §7.3 of the specification).

Unknown fields are let be: OpenRefine sends some of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

from anq2rdf.limits import Limits
from anq2rdf.web.refusals import Refusal

T = TypeVar("T")
LIMIT: Final = 10  # candidates where a query says nothing
MOST: Final = 100  # candidates, and values of a property
_PROPERTIES: Final = 50  # of one query or request


class Named(Struct, frozen=True):
    """A thing that the client has matched before, or a type."""

    id: str
    name: str | None = None


Given = str | bool | int | float | Named | None


class AskedProperty(Struct, frozen=True):
    """What a query says besides a name."""

    pid: str
    v: Given | list[Given] = None

    @property
    def values(self) -> Sequence[Given]:
        """What is given, as a list."""
        given = self.v if isinstance(self.v, list) else [self.v]
        return [each for each in given if each is not None and each != ""][:MOST]


class Query(Struct, frozen=True):
    """One query of a batch."""

    query: str | None = None
    type: str | list[str | Named] | None = None
    limit: int | None = None
    properties: list[AskedProperty] = []

    @property
    def types(self) -> list[str]:
        """The identifiers of the types asked for."""
        given = self.type if isinstance(self.type, list) else [self.type or ""]
        names = [each.id if isinstance(each, Named) else each for each in given]
        return [each for each in names if each]


class WantedProperty(Struct, frozen=True):
    """A property whose values are wanted."""

    id: str
    settings: dict[str, Any] = {}


class Extension(Struct, frozen=True):
    """Values wanted of some properties of some things."""

    ids: list[str]
    properties: list[WantedProperty]


def read_batch(text: str, limits: Limits) -> dict[str, Query]:
    """The queries by their keys. Raises `Refusal` for what is none, or too many (413, as §3.1 has it)."""
    batch = _decoded(text, dict[str, Query], "queries")
    if len(batch) > limits.reconcile_queries:
        raise Refusal(
            413, f"there are {len(batch):,} queries in one batch", remedy=f"send {limits.reconcile_queries} at a time"
        )
    for key, query in batch.items():
        _check(key, query)
    return batch


def read_extension(text: str, limits: Limits) -> Extension:
    """What is wanted. Raises `Refusal` as `read_batch` does."""
    wanted = _decoded(text, Extension, "extend")
    if len(wanted.ids) > limits.reconcile_ids:
        raise Refusal(
            413, f"values of {len(wanted.ids):,} things are wanted", remedy=f"send {limits.reconcile_ids:,} at a time"
        )
    if len(wanted.properties) > _PROPERTIES:
        raise Refusal(400, f"more than {_PROPERTIES} properties are wanted", remedy="send fewer")
    return wanted


def _check(key: str, query: Query) -> None:
    where = f"the query {_short(key)}"
    if query.query is None and not query.properties:
        raise Refusal(400, f"{where} has neither `query` nor `properties`", remedy="give one of them")
    if query.limit is not None and query.limit < 1:
        raise Refusal(400, f"the limit of {where} is not positive", remedy="leave it out, or give 1 or more")
    if len(query.properties) > _PROPERTIES:
        raise Refusal(400, f"{where} has more than {_PROPERTIES} properties", remedy="send fewer")


def _decoded(text: str, kind: type[T], field: str) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise Refusal(400, f"`{field}` is not as the specification has it: {_short(str(error), 200)}") from None
    except RecursionError:
        raise Refusal(400, f"`{field}` is nested too deep") from None
    except msgspec.DecodeError as error:
        raise Refusal(400, f"`{field}` is not JSON: {_short(str(error), 200)}") from None


def _short(text: str, most: int = 40) -> str:
    """What a client sent, in one line of a sensible length."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"
