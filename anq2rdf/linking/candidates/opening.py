"""An input as a stream of plain bytes, whatever it was packed by: told by how it begins, never by its name."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.sources.opening.signature import kind_of, other_archive
from anq2rdf.sources.opening.stream import stream_over

_BLOCK: Final = 256 << 10
_HEAD: Final = 64 << 10
_BZIP2: Final = b"BZh"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
STDIN: Final = Path("-")


class Input(NamedTuple):
    """What is read: its name for people, how it begins, and all of it from the beginning."""

    name: str
    head: bytes
    stream: BinaryIO


@contextmanager
def opened(given: Path | BinaryIO, limits: Limits) -> Iterator[Input]:
    """The input, unpacked on the way. Raises `SourceError`, also while it is read; `LimitExceeded` over the cap."""
    name = _name(given)
    try:
        with _raw(given) as file:
            blocks = _capped(_blocks(file), limits.giant_bytes)
            head = _gathered(blocks)
            with stream_over(chain((head,), blocks)) as stream:
                yield Input(name, head, stream)
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror or escaped(str(error))}") from error


def _name(given: Path | BinaryIO) -> str:
    if not isinstance(given, Path):
        return Path(str(getattr(given, "name", "") or "stdin")).name
    return "stdin" if given == STDIN else given.name


@contextmanager
def _raw(given: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The file itself; what was opened by somebody else is theirs to close."""
    if isinstance(given, Path) and given != STDIN:
        with given.open("rb") as file:
            yield file
    else:
        yield sys.stdin.buffer if isinstance(given, Path) else given


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    first = _gathered(iter(lambda: file.read(_HEAD), b""))
    packed = chain((first,), iter(lambda: file.read(_BLOCK), b""))
    if first.startswith(_ZSTD):
        return _unpacked_zstd(packed)
    kind = kind_of(first)
    if kind == "gzip":
        return _unpacked(gzip.GzipFile(fileobj=stream_over(packed)), "gzip")
    if first.startswith(_BZIP2):
        return _unpacked(bz2.BZ2File(stream_over(packed)), "bzip2")
    if kind is not None or (other := other_archive(first)) is not None:
        raise SourceError(f"it is packed as {kind or other}", remedy="unpack it first: gzip, bzip2 and zstd are read")
    return packed


def _gathered(blocks: Iterator[bytes]) -> bytes:
    """The first blocks, until there is enough to tell what it is."""
    head = b""
    for block in blocks:
        head += block
        if len(head) >= _HEAD:
            break
    return head


def _unpacked(plain: io.BufferedIOBase, packing: str) -> Iterator[bytes]:
    try:
        with plain:
            while block := plain.read(_BLOCK):
                yield block
    except (EOFError, OSError, zlib.error) as error:
        raise _damaged(packing) from error


def _unpacked_zstd(packed: Iterator[bytes]) -> Iterator[bytes]:
    import zstandard

    one = zstandard.ZstdDecompressor().decompressobj()
    try:
        for raw in packed:
            rest = raw
            while rest:
                if one.eof:
                    one = zstandard.ZstdDecompressor().decompressobj()
                yield one.decompress(rest)
                rest = one.unused_data
    except zstandard.ZstdError as error:
        raise _damaged("zstd") from error
    if not one.eof:
        raise _damaged("zstd")


def _damaged(packing: str) -> SourceError:
    return SourceError(f"its {packing} is damaged or cut short", remedy="is the download complete?", code="E206")


def _capped(blocks: Iterator[bytes], cap: int) -> Iterator[bytes]:
    left = cap
    for block in blocks:
        left -= len(block)
        if left < 0:
            raise too_big(cap)
        yield block


def too_big(cap: int) -> LimitExceeded:
    """The error for an input that goes on beyond a cap."""
    return LimitExceeded(f"it has more than the {cap >> 20} MB allowed", remedy="save it in parts", code="E201")


def read_whole(stream: BinaryIO, cap: int, begun: bytes = b"") -> bytes:
    """All the rest, after what was read already. Raises `LimitExceeded`."""
    data = begun + stream.read(max(0, cap + 1 - len(begun)))
    if len(data) > cap:
        raise too_big(cap)
    return data
