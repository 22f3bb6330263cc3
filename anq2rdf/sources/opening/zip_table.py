"""A zip's directory in order of its members' names, without holding it: real ones have a million lines.

A first walk finds out what must be known beforehand: that the directory is whole, how much there is, whether members
overlap, how the names are ordered. Where they come in natural order, as most archives that number their members well
have them, the second walk hands them out as they stand. Else each line's place is kept, eight bytes, in runs that are
in order for themselves (names sorted as text make one run for each length of number), and the runs are merged.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from typing import BinaryIO

from anq2rdf.sources.opening.archive import Entry, Key, order_of
from anq2rdf.sources.opening.extent import Extent, changed, reopen, stamp_of
from anq2rdf.sources.opening.fault import fault
from anq2rdf.sources.opening.zip_directory import Line, line_at, lines
from anq2rdf.sources.opening.zipped import HEADER, entry_of, overlapping_offsets

_MOST_RUNS = 512        # beyond them the names are in no order at all, and are sorted in memory


class ZipTable:
    """The members of the zip that is this whole file.

    Made by a walk that raises `SourceError`: E206 when the container is damaged, E203 over `members` members.
    """

    def __init__(self, extent: Extent, members: int) -> None:
        self.unpacked = 0       # bytes in all, as the directory declares them
        self._extent = extent
        self._runs = _Runs()
        self._overlapping: set[int] = set()
        with reopen(extent) as file:
            apart = self._walk(file, members)
            if self._runs.in_disorder:
                self._runs = _sorted(file, extent.length)
            elif len(self._runs.positions) == 1:
                self._runs = _Runs()
            if not apart:
                self._overlapping = overlapping_offsets((line for _, line in lines(file, extent.length)), extent.length)

    def _walk(self, file: BinaryIO, members: int) -> bool:
        """Whether every member stands behind the one before it, and all of them in the file."""
        furthest, apart = 0, True
        for count, (position, line) in enumerate(lines(file, self._extent.length), 1):
            if count > members:
                raise fault("E203", f"more than {members} members")
            self.unpacked += line.size
            apart = apart and line.offset >= furthest
            furthest = line.offset + HEADER + line.packed
            self._runs.add(order_of(line.name), position)
        return apart and furthest <= self._extent.length

    def __iter__(self) -> Iterator[Entry]:
        """Every member, in natural order. Raises `SourceError` E211 when the file has changed since."""
        with reopen(self._extent) as file:
            for line in self._ordered(file):
                yield entry_of(self._extent, line, self._overlapping)
            if stamp_of(file) != self._extent.stamp:
                raise changed()

    def _ordered(self, file: BinaryIO) -> Iterator[Line]:
        runs = self._runs.positions
        if not runs:
            return (line for _, line in lines(file, self._extent.length))
        if len(runs) == 1:
            return (line_at(file, position) for position in runs[0])
        return (line for _, _, line in merge(*[_keyed(file, run) for run in runs]))


class _Runs:
    """Places of lines in runs; none while the lines come in order."""

    def __init__(self) -> None:
        self.positions: list[array[int]] = []
        self.in_disorder = False
        self._tops: list[Key] = []      # the last key of each run, ascending

    def add(self, key: Key, position: int) -> None:
        """Put a line behind the greatest that is not greater than it."""
        if self.in_disorder:
            return
        at = bisect_right(self._tops, key) - 1
        if at >= 0:
            self._tops[at] = key
            self.positions[at].append(position)
        else:
            self._tops.insert(0, key)
            self.positions.insert(0, array("Q", [position]))
        self.in_disorder = len(self._tops) > _MOST_RUNS


def _sorted(file: BinaryIO, size: int) -> _Runs:
    """One run of all lines, sorted in memory."""
    runs = _Runs()
    keyed = sorted((order_of(line.name), position) for position, line in lines(file, size))
    runs.positions = [array("Q", [position for _, position in keyed])]
    return runs


def _keyed(file: BinaryIO, run: array[int]) -> Iterator[tuple[Key, int, Line]]:
    for position in run:
        line = line_at(file, position)
        yield order_of(line.name), position, line
