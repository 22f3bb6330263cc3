"""The members of a tar (POSIX ustar, pax and GNU): walked header by header in a plain file, never extracted.

Written here because the standard library reads a pax header of any declared size into memory, and follows links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from anq2rdf.sources.opening.archive import Entry
from anq2rdf.sources.opening.extent import Extent, reopen
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.signature import is_tar

_BLOCK = 512
_META_BYTES = 1 << 20        # a pax header or a long name; real ones are under 1 kB
_FILES = b"0\0" + b"7"       # regular, regular of old, contiguous
_LINKS = b"12"
_PAX = re.compile(rb"(\d{1,7}) ([^=\n]+)=")


def tar_entries(extent: Extent, members: int) -> list[Entry]:
    """Every member of the tar that is this whole file, in its order; folders are left out.

    Raises `SourceError` E206 when the container is damaged, E203 when it has more than `members` members.
    """
    found: list[Entry] = []
    with reopen(extent) as file:
        for entry in _walk(file, extent):
            found.append(entry)
            if len(found) > members:
                raise fault("E203", f"more than {members} members")
    return found


def _walk(file: BinaryIO, extent: Extent) -> Iterator[Entry]:
    at, extra = 0, dict[str, str]()
    while header := _header(file, at, extent.length):
        kind, size = header[156:157], _number(header[124:136])
        data = at + _BLOCK
        if kind in b"xLKg":
            extra |= _meta(file, kind, data, size)
        else:
            size = _size(extra, size)
            if kind not in b"5":
                yield _entry(extent, header, extra, data, size)
            size, extra = (0 if kind in b"123456" else size), {}
        _demand(data + size, extent.length)
        at = data + -(-size // _BLOCK) * _BLOCK


def _header(file: BinaryIO, at: int, length: int) -> bytes:
    """The header at `at`; b"" at the end, which is a block of zeros or the end of the file."""
    file.seek(at)
    header = file.read(_BLOCK)
    if not header.strip(b"\0"):
        return b""
    if len(header) < _BLOCK:
        _demand(at + _BLOCK, length)
    if not is_tar(header):
        raise fault("E206", f"the archive is broken after {at} bytes")
    return header


def _demand(end: int, length: int) -> None:
    if end > length:
        raise fault("E206", f"the archive is cut; is the download complete? Expected {end} bytes, found {length}")


def _number(field: bytes) -> int:
    """A size: octal digits, or GNU's base 256 for large files. Raises E206 for all else, and for less than nothing."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if not re.fullmatch(rb"[0-7]*", digits):
        raise fault("E206", "a member's size is not a number")
    return int(digits or b"0", 8)


def _size(extra: dict[str, str], size: int) -> int:
    declared = extra.get("size", "")
    return int(declared) if re.fullmatch(r"[0-9]{1,19}", declared) else size


# ---- one member ------------------------------------------------------------------------------------------------------


def _entry(extent: Extent, header: bytes, extra: dict[str, str], start: int, size: int) -> Entry:
    code, detail = _verdict(header[156:157], extra)
    data = Extent(path=extent.path, stamp=extent.stamp, start=start, length=size if not code else 0)
    return Entry(extra.get("path") or _name(header), data, code, detail)


def _verdict(kind: bytes, extra: dict[str, str]) -> tuple[str, str]:
    if kind == b"S" or any(key.startswith("GNU.sparse.") for key in extra):
        return "E207", "a sparse file"
    if kind in _FILES:
        return "", ""
    return "E205", "a link" if kind in _LINKS else "a device or something unknown"


def _name(header: bytes) -> str:
    name = header[:100].split(b"\0")[0]
    if header[257:263] == b"ustar\0" and header[345]:
        name = header[345:500].split(b"\0")[0] + b"/" + name
    return name.decode("utf-8", "replace")


def _meta(file: BinaryIO, kind: bytes, at: int, size: int) -> dict[str, str]:
    """What a header about the next header says: its long name (GNU) or its attributes (pax)."""
    if size > _META_BYTES:
        raise fault("E206", f"a member's name or attributes take {size} bytes")
    file.seek(at)
    data = file.read(size)
    if kind == b"L":
        return {"path": data.split(b"\0")[0].decode("utf-8", "replace")}
    return _attributes(data) if kind == b"x" else {}


def _attributes(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while (match := _PAX.match(data, at)) and int(match[1]) > match.end() - at:
        end = at + int(match[1])
        value = data[match.end() : end - 1].decode("utf-8", "replace")
        found[match[2].decode("utf-8", "replace")] = value
        at = end
    return found
