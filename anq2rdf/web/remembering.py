"""Answers the pages got, kept as long as the store holds what they were given from.

Visitors look at the same things, and every page names the same ministries, groups and codes. What strangers ask
themselves is not kept here: it is not what the next page asks.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

_MOST: Final = 48 << 20  # bytes of answers
_LARGEST: Final = 1 << 20  # what is bigger would push out too many others


class Answers:
    """Answers by query, the least recently asked for going first. Safe to use from many threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size, self._generation = most, 0, ""
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, query: str, generation: str) -> bytes | None:
        """The answer that this generation of the store gave."""
        with self._lock:
            if generation != self._generation or query not in self._kept:
                return None
            self._kept.move_to_end(query)
            return self._kept[query]

    def keep(self, query: str, generation: str, answer: bytes) -> None:
        """Remember one; answers of another generation are forgotten."""
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._size, self._generation = 0, generation
            if len(answer) <= _LARGEST and query not in self._kept:
                self._kept[query] = answer
                self._size += _weight(query, answer)
            while self._size > self._most:
                self._size -= _weight(*self._kept.popitem(last=False))


def _weight(query: str, answer: bytes) -> int:
    return len(query) + len(answer) + 200  # and the places they stand in
