"""A small member of an archive at once: one read, one call that inflates, every check of `unpack`.

Where anything is out of the ordinary nothing is said here: `unpack` goes over it again and knows what is wrong.
"""

from __future__ import annotations

import struct

from anq2rdf.limits import Limits
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.inflating import ERRORS, crc32, inflater
from anq2rdf.sources.opening.kept_file import CAN_KEEP, kept_file, let_go

_LOCAL = struct.Struct("<4s22xHH")      # a zip's local header, APPNOTE 4.3.7: signature, …, name and extra lengths
_FAULTS: tuple[type[Exception], ...] = (OSError, *ERRORS)
_HEADROOM = 512                         # for the local header with its name; where it is longer, `unpack` reads


def read_at_once(extent: Extent, limits: Limits) -> bytes | None:
    """All bytes of the extent, checked to the end; None where it is no small sound member of a zip.

    Raises `SourceError` E211.
    """
    size = extent.size
    if not (CAN_KEEP and extent.local) or size is None or size > min(limits.ratio_floor, limits.member_bytes):
        return None
    file = kept_file(extent)
    try:
        raw = file.read(extent.start, _HEADROOM + extent.length)
        data = _unpacked(extent, size, raw)
    except _FAULTS:
        return None
    if data is None or len(data) != size or crc32(data) != extent.crc:
        return None
    if file.is_still(extent):
        return data
    let_go(extent.path)
    return None


def _unpacked(extent: Extent, size: int, raw: bytes) -> bytes | None:
    """What the member holds, at most one byte more than it declares."""
    if len(raw) < _LOCAL.size or not raw.startswith(b"PK\x03\x04"):
        return None
    _, name, extra = _LOCAL.unpack_from(raw)
    begin = _LOCAL.size + name + extra
    packed = memoryview(raw)[begin : begin + extent.length]
    if len(packed) < extent.length:
        return None
    if extent.coding == "stored":
        return bytes(packed)
    one = inflater()
    data = one.decompress(packed, size + 1)
    return data if one.eof else None
