"""Unpacking: from an extent to its bytes, block by block, with every cap and checksum on the way.

Nothing is ever allocated by a declared size, and nothing is inflated beyond what was declared or is allowed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO

from anq2rdf.limits import Limits
from anq2rdf.sources.opening.extent import Extent, changed, reopen, stamp_of
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.inflating import ERRORS, Inflater, crc32, inflater

BLOCK = 256 << 10
_PACKED_BLOCK = 64 << 10
_LOCAL = struct.Struct("<4s22xHH")          # a zip's local header, APPNOTE 4.3.7: signature, …, name and extra lengths
_GZIP = b"\x1f\x8b"
_WITH_HEADER = zlib.MAX_WBITS | 16


def unpack(extent: Extent, limits: Limits, cap: int) -> Generator[bytes, None, None]:
    """Every byte of the extent, in blocks.

    Raises `SourceError`: E201 over `cap` bytes or the ratio, E206 damaged, E211 changed since it was hashed.
    """
    _refuse_early(extent, limits, cap)
    with reopen(extent) as file:
        yield from _checked(extent, limits, cap, file)
        if stamp_of(file) != extent.stamp:
            raise changed()


def _refuse_early(extent: Extent, limits: Limits, cap: int) -> None:
    size = extent.size if extent.size is not None else extent.length
    if size > cap:
        raise fault("E201", f"{size} bytes, where {cap} are allowed")
    if size > limits.ratio_floor and size > limits.ratio * extent.length:
        raise fault("E201", f"{size} bytes out of {extent.length}; a ratio of {limits.ratio} is allowed")


def _checked(extent: Extent, limits: Limits, cap: int, file: BinaryIO) -> Iterator[bytes]:
    """The blocks, counted and summed; the last line of defence against a directory that lies."""
    begin = _data_start(extent, file)
    count = crc = 0
    for block in _blocks(extent, file, begin):
        count += len(block)
        crc = crc32(block, crc)
        if count > cap:
            raise fault("E201", f"more than {cap} bytes")
        if extent.size is not None and count > extent.size:
            raise fault("E206", f"it holds more than the {extent.size} bytes its directory declares")
        if count > limits.ratio_floor and count > limits.ratio * (file.tell() - begin):
            raise fault("E201", f"it inflates more than {limits.ratio} times")
        yield block
    if extent.size is not None and count != extent.size:
        raise fault("E206", f"it holds {count} bytes where its directory declares {extent.size}")
    if extent.crc is not None and crc != extent.crc:
        raise fault("E206", f"its checksum is {crc:08x} where its directory declares {extent.crc:08x}")


def _data_start(extent: Extent, file: BinaryIO) -> int:
    if not extent.local:
        return extent.start
    file.seek(extent.start)
    header = _read(file, _LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise fault("E206", "its local header is not where the directory says")
    _, name, extra = _LOCAL.unpack(header)
    return int(extent.start + _LOCAL.size + name + extra)


def _blocks(extent: Extent, file: BinaryIO, begin: int) -> Iterator[bytes]:
    packed = _packed(file, begin, extent.length)
    if extent.coding == "stored":
        return packed
    return _inflated(packed) if extent.coding == "deflate" else _gunzipped(packed)


def _packed(file: BinaryIO, begin: int, length: int) -> Iterator[bytes]:
    file.seek(begin)
    left = length
    while left:
        block = _read(file, min(left, _PACKED_BLOCK))
        if not block:
            raise fault("E206", f"it ends {left} bytes early; is the download complete?")
        left -= len(block)
        yield block


def _read(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise fault("E210", error.strerror or "cannot be read") from None


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    one = inflater()
    for raw in packed:
        yield from _drained(one, raw)
        if one.eof:
            return
    _demand_end(one)


def _gunzipped(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Every member of a gzip file, one after the other; zero padding at the end is usual on tapes and allowed."""
    one = zlib.decompressobj(_WITH_HEADER)
    for block in packed:
        raw = block
        while raw:
            if one.eof:
                raw = raw.lstrip(b"\0")
                if not raw:
                    break
                one = zlib.decompressobj(_WITH_HEADER)
            yield from _drained(one, raw)
            raw = one.unused_data
    _demand_end(one)


def _drained(inflater: Inflater, raw: bytes) -> Iterator[bytes]:
    """What `raw` inflates to, never more than a block at once: that is what stops a bomb."""
    try:
        while block := inflater.decompress(raw, BLOCK):
            yield block
            raw = inflater.unconsumed_tail
            if inflater.eof:
                return
    except ERRORS:
        raise fault("E206", "its compressed bytes are wrong") from None


def _demand_end(inflater: Inflater) -> None:
    if not inflater.eof:
        raise fault("E206", "its compressed bytes end early; is the download complete?")
