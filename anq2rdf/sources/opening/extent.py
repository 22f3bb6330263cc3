"""An extent: where the bytes of one document lie on the disk, and how they are packed there.

It is all a worker process needs to open a document again, so it is small, picklable and holds no open file.
"""

from __future__ import annotations

import os
import stat
from typing import BinaryIO, Literal

from msgspec import Struct

from anq2rdf.sources.opening.fault import fault

Coding = Literal["stored", "deflate", "gzip"]


class Stamp(Struct, frozen=True):
    """What tells that a file is still the one that was hashed."""

    size: int            # bytes
    modified: int        # nanoseconds since 1970


class Extent(Struct, frozen=True, kw_only=True):
    """A stretch of a regular file."""

    path: str
    stamp: Stamp
    start: int = 0
    length: int                     # bytes as packed
    coding: Coding = "stored"
    size: int | None = None         # bytes as unpacked, where a directory declares it
    crc: int | None = None          # CRC-32 of the unpacked bytes, where a directory declares it
    local: bool = False             # a zip's local header stands at `start`, before the data

    @property
    def whole(self) -> bool:
        """Whether this is a whole file with nothing to unpack."""
        return self.coding == "stored" and not self.local and self.start == 0 and self.length == self.stamp.size


def open_regular(path: str) -> BinaryIO:
    """The file, opened for reading and unbuffered. Raises `SourceError` E210 for all but readable regular files."""
    try:
        file = open(path, "rb", buffering=0, opener=_open_at_once)  # noqa: SIM115 (the caller closes it)
    except (OSError, ValueError) as error:
        raise fault("E210", _reason(error)) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise fault("E210", "a device, a pipe or a socket, not a regular file")
    return file


def stamp_of(file: BinaryIO) -> Stamp:
    """The stamp of an open file."""
    state = os.fstat(file.fileno())
    return Stamp(state.st_size, state.st_mtime_ns)


def reopen(extent: Extent) -> BinaryIO:
    """The extent's file, opened again. Raises `SourceError` E211 when it is gone or no longer the same."""
    try:
        file = open_regular(extent.path)
    except Exception:
        raise fault("E211", "it is gone or no longer readable") from None
    if stamp_of(file) != extent.stamp:
        file.close()
        raise changed()
    return file


def changed() -> Exception:
    """The exception for a file that is not the one that was hashed."""
    return fault("E211", "its size or time of change differs from when it was hashed")


def _open_at_once(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a named pipe waits for a writer that may never come.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "cannot be opened") if isinstance(error, OSError) else "its name is no file's name"
