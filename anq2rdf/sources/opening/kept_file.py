"""Files kept open in this process: an archive is opened once, not for each of its members.

Bytes are read at a position (pread), so that nothing is shared but the descriptor. Where the system cannot do that
(Windows), nothing is kept and every document opens its file by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from anq2rdf.sources.opening.extent import Extent, reopen

CAN_KEEP = hasattr(os, "pread")
_MOST = 4

_kept: dict[str, KeptFile] = {}


class KeptFile:
    """An open file; it closes when nobody uses it any more."""

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        self._number = number

    def read(self, start: int, length: int) -> bytes:
        """The bytes from `start` on, fewer at the end of the file. Raises `OSError`."""
        return os.pread(self._number, length, start)

    def is_still(self, extent: Extent) -> bool:
        """Whether the file is the one that was hashed, unchanged and still there."""
        state = os.fstat(self._number)
        return (
            state.st_mtime_ns == extent.stamp.modified and state.st_size == extent.stamp.size and state.st_nlink > 0
        )

    def __del__(self, close: Callable[[int], None] = os.close) -> None:      # bound: the module may be gone by then
        close(self._number)


def kept_file(extent: Extent) -> KeptFile:
    """The extent's file, opened now or before; whether it `is_still` the same is to be asked after reading.

    Raises `SourceError` E211 when it must be opened and is gone or changed.
    """
    found = _kept.get(extent.path)
    if found is None:
        with reopen(extent) as file:
            found = KeptFile(os.dup(file.fileno()))
        for path in list(_kept)[: max(0, len(_kept) - _MOST + 1)]:      # other threads may keep files too
            let_go(path)
        _kept[extent.path] = found
    return found


def let_go(path: str) -> None:
    """Open it anew next time."""
    _kept.pop(path, None)


def release() -> None:
    """Let go of every file."""
    _kept.clear()
