"""A zip's members, judged one by one from the directory alone: what may be read, and why the rest may not.

Nothing is inflated here and nothing is ever written under a member's name.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable

from anq2rdf.sources.opening.archive import Entry
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.zip_directory import Line

_CODINGS = {0: "stored", 8: "deflate"}
_METHODS = {                                     # APPNOTE 4.4.5
    1: "shrink", 2: "reduce", 3: "reduce", 4: "reduce", 5: "reduce", 6: "implode", 9: "deflate64", 10: "implode",
    12: "bzip2", 14: "lzma", 20: "zstd", 93: "zstd", 94: "mp3", 95: "xz", 96: "jpeg", 97: "wavpack", 98: "ppmd",
    99: "AES encryption",
}
_ENCRYPTED, _PATCHED = 0x2041, 0x20              # flags: encrypted, strongly encrypted or masked; patch data
_ORDINARY = frozenset((0, stat.S_IFREG, stat.S_IFDIR))
HEADER = 30                                      # the least that stands before a member's bytes


def overlapping_offsets(found: Iterable[Line], end: int) -> set[int]:
    """The offsets of members whose bytes run into another's or past `end`: what overlapping bombs do."""
    faulty: set[int] = set()
    furthest, owner = 0, -1
    for offset, packed in sorted((line.offset, line.packed) for line in found):
        if offset < furthest:
            faulty |= {owner, offset}
        own_end = offset + HEADER + packed
        if own_end > furthest:
            furthest, owner = own_end, offset
        if own_end > end:
            faulty.add(offset)
    return faulty


def entry_of(extent: Extent, line: Line, overlapping: set[int]) -> Entry:
    """The member a line of the directory tells of, and why it will not be read, if so."""
    code, detail = _verdict(line, overlapping)
    data = Extent(
        path=extent.path, stamp=extent.stamp, start=line.offset, length=line.packed, local=True, size=line.size,
        crc=line.crc, coding="deflate" if line.method == 8 else "stored",
    )
    return Entry(line.name, data, code, detail)


def _verdict(line: Line, overlapping: set[int]) -> tuple[str, str]:
    """Why this member will not be read: code and detail, or two empty strings."""
    kind = stat.S_IFMT(line.mode)
    if kind not in _ORDINARY:
        return "E205", "a symbolic link" if kind == stat.S_IFLNK else "a device"
    if line.flags & _ENCRYPTED:
        return "E207", "encrypted"
    if line.method not in _CODINGS or line.flags & _PATCHED:
        return "E207", _METHODS.get(line.method, f"method {line.method}")
    return ("E206", "its bytes overlap another member's") if line.offset in overlapping else ("", "")
