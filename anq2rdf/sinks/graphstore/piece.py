"""Parts of a graph's file: byte ranges that end between two lines, as bodies of requests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from anq2rdf.sinks.graphstore.spool import Graph

Advance = Callable[[int], None]


class Piece(NamedTuple):
    """Whole lines of one file."""

    path: Path
    start: int
    size: int

    def opened(self, advance: Advance) -> BinaryIO:
        """A stream of these bytes; `advance` is told how many were taken, also again after going back."""
        return cast("BinaryIO", _Range(self, advance))

    def lines(self) -> bytes:
        """The bytes."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.size)


def pieces(graph: Graph, size: int | None, statements: int | None = None) -> Iterator[Piece]:
    """The graph in parts of at most that many bytes (a longer line is one by itself) and statements."""
    if size is None:
        yield Piece(graph.path, 0, graph.size)
        return
    start = end = count = 0
    with graph.path.open("rb") as file:
        for line in file:
            if end > start and (end + len(line) - start > size or count == statements):
                yield Piece(graph.path, start, end - start)
                start, count = end, 0
            end += len(line)
            count += 1
    if end > start:
        yield Piece(graph.path, start, end - start)


class _Range(io.RawIOBase):
    """What requests needs of a body: its length, reading, and going back to the beginning."""

    def __init__(self, piece: Piece, advance: Advance) -> None:
        self._piece = piece
        self._advance = advance
        self._file = piece.path.open("rb")
        self._at = 0
        self._file.seek(piece.start)

    def __len__(self) -> int:
        return self._piece.size

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: a request may be sent again."""
        return True

    def tell(self) -> int:
        """Bytes taken."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to an offset from the beginning."""
        if whence != 0:
            raise io.UnsupportedOperation("only from the beginning")
        self._advance(offset - self._at)
        self._at = self._file.seek(self._piece.start + offset) - self._piece.start
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Up to that many bytes; empty at the end."""
        left = self._piece.size - self._at
        block = self._file.read(left if size < 0 else min(size, left))
        self._at += len(block)
        self._advance(len(block))
        return block

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
        super().close()
