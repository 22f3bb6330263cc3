"""Writing zips of very many small members, whose parts are made in several processes.

`pack` gives the bytes of some members and what the directory must say of them; `Packed` archives put such parts after
one another. More than 65,535 members or 4 GiB make it a ZIP64 archive (APPNOTE.TXT 4.3.14, 4.5.3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

LEVEL = 6                          # as the official archives are packed
_DAY = (46 << 9) | (1 << 5) | 1    # 1 January 2026, in MS-DOS notation
_DEFLATE = 8
_UNIX = 3 << 8
_LARGE = 0xFFFF_FFFF
_MANY = 0xFFFF


class Entry(NamedTuple):
    """What the directory says of a member."""

    name: bytes
    crc: int
    packed_size: int
    size: int

    def head(self) -> bytes:
        """What stands before the member's bytes."""
        return b"PK\x03\x04" + self._common(20) + struct.pack("<HH", len(self.name), 0) + self.name

    def listed(self, offset: int) -> bytes:
        """Its line in the directory."""
        extra = struct.pack("<HHQ", 1, 8, offset) if offset >= _LARGE else b""
        tail = struct.pack("<HHHHHII", len(self.name), len(extra), 0, 0, 0, 0o644 << 16, min(offset, _LARGE))
        version = 45 if extra else 20
        return b"PK\x01\x02" + struct.pack("<H", _UNIX | version) + self._common(version) + tail + self.name + extra

    def _common(self, version: int) -> bytes:
        return struct.pack(
            "<HHHHHIII", version, 0, _DEFLATE, 0, _DAY, self.crc, self.packed_size, self.size
        )


class Part(NamedTuple):
    """Some members, ready to be written."""

    content: bytes
    entries: list[Entry]


def pack(members: Iterable[tuple[str, bytes]]) -> Part:
    """Deflate some members; names are ASCII and members smaller than 4 GiB."""
    pieces: list[bytes] = []
    entries: list[Entry] = []
    for name, content in members:
        deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
        packed = deflater.compress(content) + deflater.flush()
        entry = Entry(name.encode("ascii"), zlib.crc32(content), len(packed), len(content))
        pieces += [entry.head(), packed]
        entries.append(entry)
    return Part(b"".join(pieces), entries)


class Packed:
    """An archive of such parts."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("wb")
        self._directory = bytearray()
        self._count = 0
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def add(self, part: Part) -> None:
        """Write some members."""
        for entry in part.entries:
            self._directory += entry.listed(self._size)
            self._size += len(entry.head()) + entry.packed_size
        self._count += len(part.entries)
        self._stream.write(part.content)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._stream.write(self._directory)
            self._stream.write(self._end())
        self._stream.close()

    def _end(self) -> bytes:
        length, count, start = len(self._directory), self._count, self._size
        large = b""
        if count >= _MANY or start >= _LARGE or length >= _LARGE:
            large = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, _UNIX | 45, 45, 0, 0, count, count, length, start)
            large += b"PK\x06\x07" + struct.pack("<IQI", 0, start + length, 1)
        short = min(count, _MANY)
        return large + b"PK\x05\x06" + struct.pack(
            "<HHHHIIH", 0, 0, short, short, min(length, _LARGE), min(start, _LARGE), 0
        )
