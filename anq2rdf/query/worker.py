"""A process that holds a store open and answers one question after the other: the other side of the fence."""

from __future__ import annotations

import socket
import threading
from typing import Final

from msgspec.structs import replace

from anq2rdf.errors import Anq2rdfError
from anq2rdf.processes import Wire, end_with_parent
from anq2rdf.query.answering import outcome
from anq2rdf.query.confinement import confine, deadline
from anq2rdf.query.question import Reply
from anq2rdf.sinks import open_store

_GRACE: Final = 0.3  # seconds: the parent comes first, and says better what happened


def serve(end: socket.socket, folder: str, memory: int) -> None:
    """Say whether this process is cut off from the network (or why there is no store), then answer what comes."""
    cut_off = confine(memory)
    threading.Thread(target=end_with_parent, daemon=True).start()
    wire = Wire(end)
    try:
        store = open_store(folder)
    except Anq2rdfError as error:
        wire.put(error)
        return
    try:
        wire.put(cut_off)
        while True:
            question, limits = wire.take()
            with deadline(limits.query_seconds + _GRACE):
                _put(wire, outcome(store, question, limits))
    except (EOFError, OSError):
        return


def _put(wire: Wire, found: Reply | Anq2rdfError) -> None:
    # The content by itself: pickled, a large one would be there once more on either side.
    if isinstance(found, Reply):
        wire.put(replace(found, content=b""))
        wire.put(found.content)
    else:
        wire.put(found)
