"""Containers: from a zip, a tar or a gzip to the documents in it, one nested level deep."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from anq2rdf.sources.opening.archive import order_of, pieces
from anq2rdf.sources.opening.extent import Extent
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.piece import Piece
from anq2rdf.sources.opening.signature import Kind
from anq2rdf.sources.opening.spool import Spool
from anq2rdf.sources.opening.tarred import tar_entries
from anq2rdf.sources.opening.unpack import unpack
from anq2rdf.sources.opening.zip_table import ZipTable

DEPTH = 2      # archives around a document: one, and one in that


def expand(piece: Piece, kind: Kind, spool: Spool, wanted: str | None = None) -> Iterator[Piece]:
    """The documents of a container in natural order of their names; with `wanted`, that member or folder alone.

    Raises `SourceError`: E202 too deep, E203 too many members or bytes, E206 damaged, E209 empty.
    """
    if piece.depth >= DEPTH:
        raise fault("E202", f"a {kind}")
    packed = _on_disk(piece, spool)
    if kind == "gzip":
        yield _gunzipped(piece, packed, wanted)
        return
    limits = piece.limits
    if kind == "tar.gz":
        inflated = unpack(msgspec.structs.replace(packed, coding="gzip"), limits, limits.total_bytes)
        packed = spool.write(inflated, limits.total_bytes)
    if kind == "zip":
        table = ZipTable(packed, limits.archive_members)
        _demand_size(piece, table.unpacked)
        yield from pieces(piece, table, wanted)
    else:
        entries = tar_entries(packed, limits.archive_members)
        _demand_size(piece, sum(entry.unpacked for entry in entries))
        yield from pieces(piece, sorted(entries, key=lambda entry: order_of(entry.name)), wanted)


def _on_disk(piece: Piece, spool: Spool) -> Extent:
    """Where the container lies as a whole file: where it was given, or spooled out of the archive around it."""
    if piece.extent.whole:
        return piece.extent
    piece.check()
    return spool.write(unpack(piece.extent, piece.limits, piece.limits.giant_bytes), piece.limits.archive_bytes)


def _gunzipped(piece: Piece, packed: Extent, wanted: str | None) -> Piece:
    """The one document of a gzip, verified to its end."""
    if wanted is not None:
        raise fault("E209", "it is the gzip of one file and has no members")
    extent = msgspec.structs.replace(packed, coding="gzip")
    inner = msgspec.structs.replace(piece, extent=extent, depth=piece.depth + 1, checked=False, kept=None)
    inner.check()
    return inner


def _demand_size(piece: Piece, total: int) -> None:
    """The archive is held to its caps as a whole.

    An inner one is held to the ratio from end to end: two modest ratios can multiply to a bomb.
    """
    limits = piece.limits
    if total > limits.total_bytes:
        raise fault("E203", f"more than {limits.total_bytes} bytes when unpacked")
    if piece.depth and total > limits.ratio_floor and total > limits.ratio * piece.extent.length:
        raise fault("E201", f"{total} bytes in all out of {piece.extent.length}")
