"""The directory of a zip (APPNOTE 6.3.10): found from the end of the file, walked in blocks, believed in nothing.

Strict about the container: a zip that is cut, glued to something or inconsistent is refused as a whole, and what is
missing is said where it can be known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from anq2rdf.sources.opening.fault import fault

_END = struct.Struct("<4s4H2LH")                 # 4.3.16 end of central directory
_END64 = struct.Struct("<4sQ2H2L4Q")             # 4.3.14 zip64 end of central directory
_LOCATOR64 = struct.Struct("<4sLQL")             # 4.3.15 where that stands
_RECORD = struct.Struct("<4s2B5H3L5H2L")         # 4.3.12 one file header
_LOCAL = struct.Struct("<4s2xHH4x3L2H")          # 4.3.7 the header before a member's bytes
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF            # "look into the zip64 fields"
_BLOCK = 1 << 20
_USUAL_NAMES = 512                               # bytes of name, extra field and comment of nearly every line


class End(Struct, frozen=True):
    """Where the directory lies, as the end of the file tells it."""

    count: int
    length: int
    offset: int
    position: int        # where the directory must end
    wraps: bool          # the count is kept in 16 bits


class Line(Struct, frozen=True, gc=False):
    """One file header of the directory, decoded."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int          # bytes
    size: int            # bytes when unpacked
    offset: int
    mode: int            # of Unix; 0 where it was packed elsewhere


def lines(file: BinaryIO, size: int) -> Iterator[tuple[int, Line]]:
    """Every line of the directory of a zip of `size` bytes, and where it stands in the file.

    Raises `SourceError` E206 when the directory is not whole.
    """
    end = _find_end(file, size)
    window = _Window(file, end.offset, end.length)
    count = 0
    while window.left:
        position = window.at
        fields = _RECORD.unpack(window.take(_RECORD.size))
        if fields[0] != b"PK\x01\x02":
            raise fault("E206", f"the archive's directory is broken after {count} members")
        names = window.take(fields[11] + fields[12] + fields[13])
        yield position, _line(fields, names)
        count += 1
    if (count & _FULL16 if end.wraps else count) != end.count:
        raise fault("E206", f"the archive's directory has {count} members where its end declares {end.count}")


def line_at(file: BinaryIO, position: int) -> Line:
    """The line that stood there before. Raises `SourceError` E206 when none does any more."""
    block = _read_at(file, position, _RECORD.size + _USUAL_NAMES)
    if len(block) < _RECORD.size or not block.startswith(b"PK\x01\x02"):
        raise fault("E206", "the archive's directory is no longer where it was")
    fields = _RECORD.unpack_from(block)
    length = fields[11] + fields[12] + fields[13]
    if length > _USUAL_NAMES:
        block = _read_at(file, position, _RECORD.size + length)
    return _line(fields, block[_RECORD.size :])


class _Window:
    """A stretch of the file, taken piece by piece and read in blocks."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file, self._next, self._buffer, self._used = file, start, b"", 0
        self.at, self.left = start, length

    def take(self, size: int) -> bytes:
        begin, end = self._used, self._used + size
        if end > len(self._buffer):
            fresh = _read_at(self._file, self._next, _BLOCK)
            self._next += len(fresh)
            self._buffer = self._buffer[begin:] + fresh
            begin, end = 0, size
        if size > self.left or end > len(self._buffer):
            raise fault("E206", "the archive's directory is cut; is the download complete?")
        self.left -= size
        self.at += size
        self._used = end
        return self._buffer[begin:end]


def _read_at(file: BinaryIO, start: int, size: int) -> bytes:
    try:
        file.seek(start)
        return file.read(size)
    except (OSError, OverflowError, ValueError):
        return b""


# ---- one line --------------------------------------------------------------------------------------------------------


def _line(fields: tuple[int, ...], names: bytes) -> Line:
    """The line of these fields; `names` begins with the member's name and its extra field."""
    size, packed, offset = fields[10], fields[9], fields[17]
    if _FULL32 in (size, packed, offset):
        size, packed, offset = _wide(size, packed, offset, names[fields[11] : fields[11] + fields[12]])
    return Line(
        _decoded(names[: fields[11]], fields[4]), fields[4], fields[5], fields[8], packed, size, offset,
        fields[16] >> 16 if fields[2] in {3, 19} else 0,       # Unix, macOS
    )


def _wide(size: int, packed: int, offset: int, extra: bytes) -> tuple[int, int, int]:
    """The three values, taken from the zip64 field (4.5.3) where 32 bits were too few: in this order, those alone."""
    values = [size, packed, offset]
    data = _extra_field(extra, 1)
    for at, value in enumerate(values):
        if value == _FULL32 and len(data) >= 8:
            values[at], data = int.from_bytes(data[:8], "little"), data[8:]
    return values[0], values[1], values[2]


def _extra_field(extra: bytes, wanted: int) -> bytes:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == wanted:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return b""


def _decoded(name: bytes, flags: int) -> str:
    """UTF-8 where it is flagged or valid (macOS does not flag it), else the cp437 of old."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "replace") if flags & 0x800 else name.decode("cp437")


# ---- the end ---------------------------------------------------------------------------------------------------------


def _find_end(file: BinaryIO, size: int) -> End:
    """The end record, which must be the very end of the file and account for all of it."""
    start = max(0, size - _END.size - _FULL16)
    tail = _read_at(file, start, size - start)
    at = last = tail.rfind(b"PK\x05\x06")
    while at >= 0 and _end_of(tail, at) != len(tail):
        at = tail.rfind(b"PK\x05\x06", 0, at)
    if at < 0:
        raise _cut(file, size, start + _end_of(tail, last) if last >= 0 else 0)
    fields = _END.unpack_from(tail, at)
    end = _end64(file, start + at) or End(fields[4], fields[5], fields[6], start + at, True)
    if fields[1] not in {0, _FULL16}:
        raise fault("E206", "it is one part of an archive in several")
    _demand_fit(end, size)
    return end


def _end_of(tail: bytes, at: int) -> int:
    """Where the record at `at` ends, its comment included; past the tail when it is cut."""
    if at + _END.size > len(tail):
        return at + _END.size
    return at + _END.size + int.from_bytes(tail[at + 20 : at + 22], "little")


def _end64(file: BinaryIO, position: int) -> End | None:
    locator = _read_at(file, position - _LOCATOR64.size, _LOCATOR64.size) if position >= _LOCATOR64.size else b""
    if not locator.startswith(b"PK\x06\x07"):
        return None
    _, _, offset, _ = _LOCATOR64.unpack(locator)
    record = _read_at(file, offset, _END64.size)
    if len(record) < _END64.size or not record.startswith(b"PK\x06\x06"):
        raise fault("E206", "the archive's zip64 directory is not where its end says")
    fields = _END64.unpack(record)
    return End(fields[7], fields[8], fields[9], offset, False)


def _demand_fit(end: End, size: int) -> None:
    gap = end.position - end.length - end.offset
    if gap < 0:
        raise fault("E206", f"bytes are missing; is the download complete? Expected {size - gap} bytes, found {size}")
    if gap > 0:
        raise fault("E206", f"{gap} bytes belong to no part of the archive; were two files glued together?")


def _cut(file: BinaryIO, size: int, end: int) -> Exception:
    """What to say of a zip without a proper end; `end` is where the last thing like one would end, or 0."""
    if 0 < end < size:
        return fault("E206", f"the archive ends after {end} bytes, but {size - end} bytes more follow")
    at_least = "" if end else "more than "
    expected = end or _walked(file, size)
    return fault(
        "E206",
        "the archive has no directory at its end; is the download complete? "
        f"Expected {at_least}{expected} bytes, found {size}",
    )


def _walked(file: BinaryIO, size: int) -> int:
    """How many bytes the members' own headers ask for: follows them from the first until the file ends."""
    at = 0
    while at < size:
        header = _read_at(file, at, _LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            break
        _, flags, _, _, packed, _, name, extra = _LOCAL.unpack(header)
        if flags & 8:                            # the size stands behind the bytes: nothing more can be known
            break
        at += _LOCAL.size + name + extra + packed
    return max(at, size)
