"""A zip's members, judged one by one from the directory alone: what may be read, and why the rest may not.

Nothing is inflated here and nothing is ever written under a member's name.
"""

from __future__ import annotations

import stat

from anq2rdf.sources.opening.archive import Entry
from anq2rdf.sources.opening.extent import Extent, reopen
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.zip_directory import Line, lines

_CODINGS = {0: "stored", 8: "deflate"}
_METHODS = {                                     # APPNOTE 4.4.5
    1: "shrink", 2: "reduce", 3: "reduce", 4: "reduce", 5: "reduce", 6: "implode", 9: "deflate64", 10: "implode",
    12: "bzip2", 14: "lzma", 20: "zstd", 93: "zstd", 94: "mp3", 95: "xz", 96: "jpeg", 97: "wavpack", 98: "ppmd",
    99: "AES encryption",
}
_ENCRYPTED, _PATCHED = 0x2041, 0x20              # flags: encrypted, strongly encrypted or masked; patch data
_HEADER = 30                                     # the least that stands before a member's bytes


def zip_entries(extent: Extent, members: int) -> list[Entry]:
    """Every member of the zip that is this whole file, in the directory's order.

    Raises `SourceError` E206 when the container is damaged, E203 when it has more than `members` members.
    """
    found: list[Line] = []
    with reopen(extent) as file:
        for line in lines(file, extent.length):
            found.append(line)
            if len(found) > members:
                raise fault("E203", f"more than {members} members")
    overlapping = overlapping_offsets(found, extent.length)
    return [_entry(extent, line, overlapping) for line in found]


def overlapping_offsets(found: list[Line], end: int) -> set[int]:
    """The offsets of members whose bytes run into another's or past `end`: what overlapping bombs do."""
    faulty: set[int] = set()
    furthest, owner = 0, -1
    for line in sorted(found, key=lambda line: line.offset):
        if line.offset < furthest:
            faulty |= {owner, line.offset}
        own_end = line.offset + _HEADER + line.packed
        if own_end > furthest:
            furthest, owner = own_end, line.offset
        if own_end > end:
            faulty.add(line.offset)
    return faulty


def _entry(extent: Extent, line: Line, overlapping: set[int]) -> Entry:
    code, detail = _verdict(line, overlapping)
    data = Extent(
        path=extent.path, stamp=extent.stamp, start=line.offset, length=line.packed, local=True, size=line.size,
        crc=line.crc, coding="deflate" if line.method == 8 else "stored",
    )
    return Entry(line.name, data, code, detail)


def _verdict(line: Line, overlapping: set[int]) -> tuple[str, str]:
    """Why this member will not be read: code and detail, or two empty strings."""
    kind = stat.S_IFMT(line.mode)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "E205", "a symbolic link" if kind == stat.S_IFLNK else "a device"
    if line.flags & _ENCRYPTED:
        return "E207", "encrypted"
    if line.method not in _CODINGS or line.flags & _PATCHED:
        return "E207", _METHODS.get(line.method, f"method {line.method}")
    return ("E206", "its bytes overlap another member's") if line.offset in overlapping else ("", "")
