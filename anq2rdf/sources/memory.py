"""What a pure function gave before: ministries, groups, days and places in the JO come back thousands of times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST: Final = 16_384            # entries; beyond them it begins anew
_LONGEST: Final = 512            # characters of a key: hostile values must not pile up


class Memory(dict[K, V]):
    """`memory[key]` is what `make(key)` gives, made once for keys that are short."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self._make(key)
        if _length(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = value
        return value


def _length(key: object) -> int:
    if isinstance(key, tuple):
        return sum(map(_length, key))
    return len(key) if isinstance(key, str) else key.bit_length() // 3 if isinstance(key, int) else 0
