"""An organ as it is to be linked, whatever it was read from."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from anq2rdf.linking.items import Kind

KINDS: tuple[Kind, ...] = ("legislature", "constituency", "group", "ministry")


class Body(Struct, frozen=True, kw_only=True):
    """A legislature, a constituency on one map, a group of one legislature, a ministry of one government."""

    iri: str
    kind: Kind
    label: str
    names: tuple[str, ...] = ()  # other labels and short forms, as recorded
    id: str | None = None  # PO…
    legislature: int | None = None  # its own number; of a group, the one it belongs to
    department: str | None = None  # of a constituency: code
    number: int | None = None  # of a constituency
    delimitation: int | None = None  # of a constituency: the map's year, 1986 or 2010
    start: dt.date | None = None
    end: dt.date | None = None  # None: not ended, or not known


def in_order(body: Body) -> tuple[int, int, str]:
    """The order decisions are given in: by kind, then by IRI, numbers as numbers where they end it."""
    return KINDS.index(body.kind), len(body.iri), body.iri
