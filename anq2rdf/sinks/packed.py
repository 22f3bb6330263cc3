"""RDF files to read, unpacked by their name."""

from __future__ import annotations

import contextlib
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from anq2rdf.sinks.formats import compression_of


@contextlib.contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, `.gz` and `.zst` unpacked as they are read. Raises `OSError` for a damaged one."""
    with Path(path).open("rb") as raw:
        compression = compression_of(path)
        if compression == "gzip":
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="rb"))
        elif compression == "zstd":
            yield from _zstd(raw)
        else:
            yield raw


def _zstd(raw: IO[bytes]) -> Iterator[IO[bytes]]:
    import zstandard

    try:
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        yield cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", reader), 1 << 20))
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error


class Joined(io.RawIOBase):
    """Bytes already read, then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left without it; empty at the end."""
        if not self._head:
            return self._rest.read(size)
        taken = self._head[: size if size >= 0 else len(self._head)]
        self._head = self._head[len(taken):]
        return bytes(taken) if size >= 0 else bytes(taken) + self._rest.read()
