"""Regular expressions that first look for a character every match must begin with.

Looking for one character in a text is some hundred times quicker than trying an expression at each place, and most
texts hold none of those that damage begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

_MOST: Final = 64  # characters to look for; with more of them the expression alone is as quick
# One way on: a plain character or a class of plain ones, not optional. What follows does not matter here.
_START: Final = re.compile(r"([^.^$*+?{}\[\]\\|()])(?![*?{])|\[((?:[^\\\]\[^-](?:-[^\\\]\[-])?)+)\](?![*?{])")
_PART: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)


def finder(pattern: str, flags: re.RegexFlag) -> Callable[[str], bool]:
    """Whether a text has a match somewhere. Raises `re.error` for what is no expression."""
    search = re.compile(pattern, flags).search
    starts = None if flags else first_characters(pattern)
    if starts is None:
        return lambda text: search(text) is not None
    wanted = tuple(sorted(starts))

    def find(text: str) -> bool:
        for character in wanted:
            if character in text:
                return search(text) is not None
        return False

    return find


def first_characters(pattern: str) -> set[str] | None:
    """Every character a match can begin with; None when that is not plain to see, or when they are many."""
    found: set[str] = set()
    for way in _ways(pattern):
        start = _START.match(way)
        if start is None:
            return None
        found.update(_members(start[2]) if start[2] else start[1])
        if len(found) > _MOST:
            return None
    return found


def _ways(pattern: str) -> Iterator[str]:
    """The alternatives at the top of an expression."""
    depth, begin, at = 0, 0, 0
    for part in _PART.finditer(pattern):
        if part.start() != at:
            break
        at = part.end()
        depth += (part[0] == "(") - (part[0] == ")")
        if part[0] == "|" and depth == 0:
            yield pattern[begin : part.start()]
            begin = at
    yield pattern[begin:] if at == len(pattern) else ""  # not understood: "" has no first character


def _members(inner: str) -> Iterator[str]:
    for member in re.finditer(r"(.)(?:-(.))?", inner, re.DOTALL):
        last = member[2] or member[1]
        yield from map(chr, range(ord(member[1]), min(ord(last), ord(member[1]) + _MOST) + 1))
