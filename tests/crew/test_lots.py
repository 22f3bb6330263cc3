"""Lots: every document once, in order, none too large."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.crew.lots import Lot, lots
from anq2rdf.limits import DEFAULT
from anq2rdf.records import SourceFile
from anq2rdf.sources import Piece
from anq2rdf.sources.opening.extent import Extent, Stamp

FILE = SourceFile(name="a.zip", sha256="", size=0, media_type="application/zip")
MEBIBYTE = 1 << 20


def document(size: int | None) -> Piece:
    extent = Extent(path="a.zip", stamp=Stamp(0, 0), length=1, coding="deflate", size=size)
    return Piece(file=FILE, extent=extent, limits=DEFAULT, member=str(size))


def sizes(documents: list[Piece]) -> int:
    return sum(each.extent.size or 0 for each in documents)


@given(st.lists(st.none() | st.integers(0, 2 * MEBIBYTE), max_size=900))
def test_every_document_once_and_in_order(found: list[int | None]) -> None:
    documents = [document(size) for size in found]
    given = list(lots(documents))
    assert [each for lot in given for each in (lot.documents if isinstance(lot, Lot) else [lot])] == documents
    for lot in given:
        if isinstance(lot, Lot):
            assert 0 < len(lot.documents) <= 256
            assert sizes(lot.documents) < 4 * MEBIBYTE  # three, and the one that passes them
        else:
            assert not lot.small()


def test_lots_grow_so_that_few_documents_are_shared_out_as_well() -> None:
    counts = [len(lot.documents) for lot in lots([document(8_000)] * 2_000) if isinstance(lot, Lot)]
    assert counts == [32, 64, 128, 256, 256, 256, 256, 256, 256, 240]
