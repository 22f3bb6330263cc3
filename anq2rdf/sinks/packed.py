"""RDF files to read, unpacked by their name."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from anq2rdf.sinks.formats import compression_of


@contextlib.contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked by its name. Raises `OSError` for a damaged one."""
    with Path(path).open("rb") as raw, unpacked(raw, path) as stream:
        yield stream


@contextlib.contextmanager
def unpacked(raw: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """What the bytes of the file of that name hold, `.gz` and `.zst` unpacked as they are read.

    Raises `OSError` for a damaged one.
    """
    compression = compression_of(name)
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


class Digested(io.BufferedIOBase):
    """A stream that is hashed as it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of what was read so far, hexadecimal."""
        return self._digest.hexdigest()

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes, all that is left without it; empty at the end."""
        return self._seen(self._stream.read(-1 if size is None else size))

    def readline(self, size: int | None = -1, /) -> bytes:
        """The rest of the line, no more than `size` bytes."""
        return self._seen(self._stream.readline(-1 if size is None else size))

    def drain(self) -> None:
        """Read what is left."""
        while self.read(1 << 20):
            pass

    def _seen(self, block: bytes) -> bytes:
        self._digest.update(block)
        self.size += len(block)
        return block
