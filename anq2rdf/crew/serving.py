"""What a worker process of our own runs: one task after the other, until its parent is gone or wants no more."""

from __future__ import annotations

import socket
import threading
from typing import Any

from anq2rdf.crew.work import learn
from anq2rdf.processes import Wire, end_with_parent


def serve(end: socket.socket, digest: bytes, packed: bytes) -> None:
    """Do what comes, send back what came of it."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    learn(digest, packed)
    wire = Wire(end)
    try:
        while True:
            task, given, named = wire.take()
            wire.put(_done(task, given, named))
    except (EOFError, OSError):
        return


def _done(task: Any, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return task(*given, **named)
    except BaseException as error:
        # Only its name: an exception that cannot be pickled, or that ends who unpickles it, would do harm.
        return RuntimeError(str(error) if isinstance(error, RuntimeError) else type(error).__name__)
