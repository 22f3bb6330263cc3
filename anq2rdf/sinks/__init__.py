"""Statements → somewhere: text writers, whole-or-nothing files, the embedded store.

A *writer* turns nodes into bytes and keeps no state, so pieces made by worker processes can be joined in order:

    start() · nodes(…) · joint · nodes(…) · … · finish()

A *sink* takes the bytes in that order and either ends complete under its final name or leaves nothing:

    w = writer("ttl")
    with open_target("questions.ttl.gz") as target:
        for piece in (w.start(), w.nodes(nodes), w.finish()):
            target.write(piece)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from anq2rdf.errors import UsageError
from anq2rdf.sinks.base import Sink, Writer
from anq2rdf.sinks.files import Target, open_target
from anq2rdf.sinks.formats import FORMATS, Format, compression_of, format_named, format_of, is_rdf
from anq2rdf.sinks.ntriples import NTriplesWriter
from anq2rdf.sinks.turtle import TurtleWriter

if TYPE_CHECKING:
    from anq2rdf.sinks.embedded import StoreSink, open_store

__all__ = [
    "FORMATS", "Format", "Sink", "StoreSink", "Target", "Writer",
    "compression_of", "format_named", "format_of", "is_rdf", "open_store", "open_target", "writer",
]


def writer(
    name: str,
    *,
    graphs: bool | None = None,
    base: str | None = None,
    context: Literal["inline", "link"] = "inline",
) -> Writer:
    """The writer of a format: nt, nq, ttl, trig or jsonld.

    `graphs` says whether named graphs are written; by default nq and trig do and jsonld does not. nt and ttl cannot.
    `base` shortens instance IRIs in Turtle and TriG. `context` embeds the JSON-LD context or points at it.
    Raises `UsageError` for an unknown name and for graphs where the format has none.
    """
    chosen = format_named(name)
    if graphs and not chosen.can_name_graphs:
        raise UsageError(
            f"{chosen.title} has no named graphs", remedy="write nq, trig or jsonld, or leave the graphs out"
        )
    named = chosen.names_graphs if graphs is None else graphs
    if chosen.name in ("nt", "nq"):
        return NTriplesWriter(chosen, graphs=named)
    if chosen.name in ("ttl", "trig"):
        return TurtleWriter(chosen, graphs=named, base=base)
    from anq2rdf.sinks.jsonld import JsonLdWriter

    return JsonLdWriter(chosen, graphs=named, link=context == "link")


def __getattr__(name: str) -> object:
    # The store loads its engine: only when it is asked for.
    if name in ("StoreSink", "open_store"):
        return getattr(import_module("anq2rdf.sinks.embedded"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
