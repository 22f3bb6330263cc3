"""Bytes to records: open what was named, look at it, let the reader of its form speak.

    with open_sources(["Questions_ecrites_XV.json.zip", "page.html", "-"]) as sources:
        for document in sources:
            for reading in readings(document):
                ...

`opening/` opens what is named; `pages/` and `structured/` hold one file per published form, each with a `READER`
(`base.Reader`) that `choice` finds by itself and picks by the bytes; `intake`, `identity` and `contradictions` bring
the values of all forms into records and say what is wrong with them.
"""

from __future__ import annotations

from anq2rdf.sources.choice import reader_for, readers
from anq2rdf.sources.driver import UNREADABLE, readings
from anq2rdf.sources.encoding import decode
from anq2rdf.sources.opening.extent import Extent, reopen
from anq2rdf.sources.opening.inputs import Sources, open_sources
from anq2rdf.sources.opening.piece import Piece

__all__ = [
    "UNREADABLE", "Extent", "Piece", "Sources", "decode", "open_sources", "reader_for", "readers", "readings", "reopen",
]
