"""Which library inflates: ISA-L where it is installed, which takes half the time, else the standard one."""

from __future__ import annotations

import zlib
from types import ModuleType
from typing import Protocol, cast


def _library() -> ModuleType:
    try:
        from isal import isal_zlib
    except ImportError:          # no wheel for this machine
        return zlib
    return isal_zlib


LIBRARY = _library()
ERRORS: tuple[type[Exception], ...] = (zlib.error, cast("type[Exception]", LIBRARY.error))
RAW = -zlib.MAX_WBITS


class Inflater(Protocol):
    """What both libraries' objects offer."""

    @property
    def eof(self) -> bool:
        """The compressed bytes have come to their own end."""

    @property
    def unconsumed_tail(self) -> bytes:
        """What was not looked at because the output was full."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end."""

    def decompress(self, data: bytes | memoryview, max_length: int = 0, /) -> bytes:
        """At most `max_length` bytes more."""


def inflater(wbits: int = RAW) -> Inflater:
    """A new one. Its `decompress` raises one of `ERRORS`."""
    return cast("Inflater", LIBRARY.decompressobj(wbits))


def crc32(data: bytes, before: int = 0) -> int:
    """The CRC-32 of the bytes, going on from `before`."""
    return cast("int", LIBRARY.crc32(data, before))
