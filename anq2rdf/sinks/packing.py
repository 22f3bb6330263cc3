"""Packing on the way to the disk, fast enough that it never is what a run waits for.

Neither a name nor a time goes into the file: the same statements give the same bytes (with the same packer; a newer
one, or that of another processor, may pack the same content otherwise).
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable
from typing import IO, Final, cast

# Measured on N-Triples of questions: ISA-L at level 2 packs nine times as fast as zlib at its usual level 6, and a
# little better than zlib at 1, which does it where ISA-L is missing. zstd's threads would cost more than they save.
_ISAL_LEVEL: Final = 2
_ZLIB_LEVEL: Final = 1
_ZSTD_LEVEL: Final = 3


def packing(raw: IO[bytes], compression: str | None) -> IO[bytes]:
    """A stream that packs into `raw` and leaves it open when it is closed itself; `raw` for no compression."""
    if compression == "gzip":
        return _gzip(raw)
    if compression == "zstd":
        import zstandard

        packer = zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True)
        return cast("IO[bytes]", packer.stream_writer(raw, closefd=False))
    return raw


def _gzip(raw: IO[bytes]) -> IO[bytes]:
    kind: Callable[..., object] = gzip.GzipFile
    level = _ZLIB_LEVEL
    with contextlib.suppress(ImportError):
        from isal import igzip

        kind, level = igzip.IGzipFile, _ISAL_LEVEL
    return cast("IO[bytes]", kind(filename="", mode="wb", compresslevel=level, fileobj=raw, mtime=0))
