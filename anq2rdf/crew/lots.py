"""Lots: as many documents as are worth a journey to a worker and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from anq2rdf.sources import Piece

_FIRST: Final = 32  # documents in the first lot: a small input is shared out as well
_MOST: Final = 256  # a journey costs as much as converting a few; beyond this only what is held here grows
_BYTES: Final = 3 << 20  # unpacked; what comes back is some three times as much


class Lot(Struct, frozen=True):
    """Documents, and which of their records: all, or one by its number."""

    documents: list[Piece]
    record: int | None = None

    def apart(self) -> list[Lot]:
        """Each document by itself."""
        return [Lot([each]) for each in self.documents]


def lots(documents: Iterable[Piece]) -> Iterator[Lot | Piece]:
    """The documents in order; one too large to hold comes by itself, as it is."""
    held: list[Piece] = []
    size, most = 0, _FIRST
    for document in documents:
        small = document.small()
        if held and (not small or len(held) >= most or size >= _BYTES):
            yield Lot(held)
            held, size, most = [], 0, min(2 * most, _MOST)
        if small:
            held.append(document)
            size += _unpacked(document)
        else:
            yield document
    if held:
        yield Lot(held)


def _unpacked(document: Piece) -> int:
    extent = document.extent
    return extent.length if extent.size is None else extent.size
