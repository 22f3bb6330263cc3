"""One writer at a time, who says who it is."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from anq2rdf.errors import SinkError
from anq2rdf.problems import escaped
from anq2rdf.sinks.parts import lock

LOCK: Final = "lock"


class Holder(Struct, frozen=True, kw_only=True):
    """The content of the lock file."""

    process: int
    host: str
    since: str  # ISO 8601, UTC
    command: str


class StoreLock:
    """The file STORE/lock, held by `flock`: the lock dies with its process, whatever the file still says."""

    def __init__(self, folder: Path) -> None:
        """Raises `SinkError`, naming the holder, while another run loads into the folder, and `OSError`."""
        self._path = folder / LOCK
        while True:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            if not lock(self._descriptor):
                told = _told(self._descriptor, folder)
                os.close(self._descriptor)
                raise told
            if self._is_there():
                break
            os.close(self._descriptor)  # who held it took it away with the folder, just now
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, msgspec.json.encode(_ourselves()) + b"\n")

    def release(self, *, remove: bool = False) -> None:
        """Let others in; `remove` takes the file away, where the folder is to go too."""
        with contextlib.suppress(OSError):
            if remove:
                self._path.unlink(missing_ok=True)
            else:
                os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _is_there(self) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False


def _ourselves() -> Holder:
    # Arguments may hold what is nobody's business: the program and its command say enough.
    command = " ".join(Path(each).name for each in sys.argv[:2])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(process=os.getpid(), host=socket.gethostname(), since=now, command=command)


def _told(descriptor: int, folder: Path) -> SinkError:
    place = escaped(str(folder))
    try:
        found = msgspec.json.decode(os.pread(descriptor, 4096, 0), type=Holder)
    except (OSError, msgspec.DecodeError):  # it has not said so yet
        who = "another process"
    else:
        who = f"process {found.process} on {found.host} since {found.since} ({found.command})"
    return SinkError(f"the store {place} is being loaded by {escaped(who)}", remedy="wait until it is done")
