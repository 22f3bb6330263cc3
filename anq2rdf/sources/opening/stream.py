"""A stream over blocks: what readers of giant files read from."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class BlockStream(io.RawIOBase):
    """Blocks of bytes as a file. What the blocks' iterator raises passes through; closing it closes the iterator."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__()
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as the block at hand reaches; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        target = memoryview(buffer).cast("B")
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        """Let go of the file behind the blocks."""
        if isinstance(self._blocks, Generator):
            self._blocks.close()
        self._rest = memoryview(b"")
        super().close()


def stream_over(blocks: Iterator[bytes]) -> BinaryIO:
    """The blocks as a buffered binary file."""
    return cast("BinaryIO", io.BufferedReader(BlockStream(blocks), 256 << 10))
