"""What a run has met, in a few bytes an entry: a set of 64-bit fingerprints, and a table of fixed-width values.

A Python set of a million ints costs some 70 bytes an entry, a dict of strings to tuples several hundred; a run over
every legislature keeps a million of each. Here entries lie side by side in some thousand `bytes`, found by a search
in C: about 10 bytes for a fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_BUCKETS: Final = 1 << 16  # the first two bytes of a key choose one
_TAIL: Final = 6  # bytes of a 64-bit fingerprint that are left to keep


class Fingerprints:
    """A set of ints below 2^64 that are evenly spread, as digests are."""

    __slots__ = ("_buckets", "_count")

    def __init__(self, known: Iterable[int] = ()) -> None:
        self._buckets = [b""] * _BUCKETS
        self._count = 0
        self.update(known)

    def add(self, fingerprint: int) -> bool:
        """Take it in; tells whether it is new. Raises `OverflowError` for what is no 64-bit number."""
        tail = (fingerprint >> 16).to_bytes(_TAIL, "big")
        place = fingerprint & 0xFFFF
        bucket = self._buckets[place]
        if _find(bucket, tail, _TAIL) >= 0:
            return False
        self._buckets[place] = bucket + tail
        self._count += 1
        return True

    def update(self, fingerprints: Iterable[int]) -> None:
        """Take them all in."""
        for each in fingerprints:
            self.add(each)

    def __contains__(self, fingerprint: int) -> bool:
        tail = (fingerprint >> 16).to_bytes(_TAIL, "big")
        return _find(self._buckets[fingerprint & 0xFFFF], tail, _TAIL) >= 0

    def __len__(self) -> int:
        return self._count


class Table:
    """A map of digests to values, both of a fixed width in bytes. The first value of a key stays."""

    __slots__ = ("_buckets", "_count", "_tail", "_width")

    def __init__(self, key: int, value: int) -> None:
        self._tail = key - 2
        self._width = self._tail + value
        self._buckets = [b""] * _BUCKETS
        self._count = 0

    def first(self, key: bytes, value: bytes) -> bytes | None:
        """The value that stands there since before, or None where this one now does. Raises `ValueError` on a width."""
        tail = key[2:]
        if len(tail) != self._tail or len(tail) + len(value) != self._width:
            raise ValueError(f"a key of {len(key)} and a value of {len(value)} bytes do not fit")
        place = key[0] << 8 | key[1]
        bucket = self._buckets[place]
        at = _find(bucket, tail, self._width)
        if at >= 0:
            return bucket[at + self._tail : at + self._width]
        self._buckets[place] = bucket + tail + value
        self._count += 1
        return None

    def __len__(self) -> int:
        return self._count


def _find(bucket: bytes, tail: bytes, width: int) -> int:
    """Where an entry begins with these bytes, or -1. They may also stand across two entries, or in a value."""
    at = bucket.find(tail)
    while at > 0 and at % width:
        at = bucket.find(tail, at + 1)
    return at
