"""Which questions a run has met, what each said, and where it stood first: some 40 bytes a question.

Places are asked for only where a question comes twice, so they are kept packed, a thousand together: names of one
archive differ in a few digits.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Final

import msgspec

from anq2rdf.fingerprints import Table
from anq2rdf.problems import Place

_KEY: Final = 16  # bytes of digest: two of a million questions share one by 10^-27
_DIGEST: Final = 8
_ORDINAL: Final = 5
_TOGETHER: Final = 1024

_Packed = tuple[str, str | None, str | None]


class Firsts:
    """The first of each question."""

    def __init__(self) -> None:
        self._table = Table(_KEY, _DIGEST + _ORDINAL)
        self._blocks: list[bytes] = []
        self._open: list[_Packed] = []

    def meet(self, uid: str, content: bytes, place: Place) -> tuple[bytes, int] | None:
        """The content's digest (8 bytes) and the ordinal of the first of that uid; None if this is the first."""
        ordinal = len(self._table)
        key = hashlib.blake2b(uid.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()
        met = self._table.first(key, content + ordinal.to_bytes(_ORDINAL, "big"))
        if met is None:
            self._keep(place)
            return None
        return met[:_DIGEST], int.from_bytes(met[_DIGEST:], "big")

    def place(self, ordinal: int) -> Place:
        """Where the first of that ordinal was read. Takes a fraction of a millisecond."""
        block, rest = divmod(ordinal, _TOGETHER)
        places = self._open if block == len(self._blocks) else _unpacked(self._blocks[block])
        file, member, pointer = places[rest]
        return Place(file=file, member=member, pointer=pointer)

    def __len__(self) -> int:
        return len(self._table)

    def _keep(self, place: Place) -> None:
        self._open.append((place.file, place.member, place.pointer))
        if len(self._open) == _TOGETHER:
            self._blocks.append(zlib.compress(msgspec.msgpack.encode(self._open), 1))
            self._open = []


def _unpacked(block: bytes) -> list[_Packed]:
    return msgspec.msgpack.decode(zlib.decompress(block), type=list[_Packed])
