"""A group and a place printed in one line, told apart by what is known to be a place."""

from __future__ import annotations

import re
from functools import cache

from anq2rdf.normalise.constituency import parse_constituency
from anq2rdf.normalise.departments import is_region
from anq2rdf.normalise.names import fold
from anq2rdf.normalise.text import label as one_line

_DASH = re.compile(r"\s[-–—]\s")

#: Groups of the register whose own name holds a dash between blanks; newer ones are read by their place alone.
GROUPS_WITH_DASH: tuple[str, ...] = (
    "Rassemblement - Union pour un Mouvement Populaire",
    "La France insoumise - Nouvelle Union Populaire écologique et sociale",
    "LFI - NUPES",
    "Gauche démocrate et républicaine - NUPES",
    "GDR - NUPES",
    "Écologiste - NUPES",
    "La France insoumise - Nouveau Front Populaire",
    "LFI - NFP",
)


def split_group_place(text: str) -> tuple[str | None, str | None]:
    """Group and place of a line such as "(Socialiste - Puy-de-Dôme)" or "Île-de-France - Renaissance".

    The side that is a département, a constituency or a région is the place, whichever comes first, and the longest
    such. Both are None when no side is one, or both are: position alone decides nothing.
    """
    line = _unwrapped(one_line(text) or "")
    if not line or fold(line) in _dashed():
        return line or None, None
    if is_place(line):
        return None, line
    if not _DASH.search(line):
        return line, None
    return _decided(line)


def is_place(label: str) -> bool:
    """Whether a label is that of a département, of a constituency of one, or of a région."""
    return parse_constituency(label).department is not None or is_region(label)


def _decided(line: str) -> tuple[str | None, str | None]:
    """The one reading of the line in which a group stands beside a place."""
    cuts = [(line[: dash.start()].strip(), line[dash.end() :].strip()) for dash in _DASH.finditer(line)]
    first = [(left, right) for left, right in cuts if is_place(left)]
    last = [(left, right) for left, right in cuts if is_place(right)]
    if bool(first) == bool(last):
        return None, None
    if last:
        return last[0]  # the first cut leaves the longest place at the end
    place, group = first[-1]
    return group, place


def _unwrapped(line: str) -> str:
    """The line without the pair of parentheses that encloses all of it."""
    if not (line.startswith("(") and line.endswith(")")):
        return line
    inside = line[1:-1]
    depth = 0
    for sign in inside:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return line
    return inside.strip()


@cache
def _dashed() -> frozenset[str]:
    return frozenset(map(fold, GROUPS_WITH_DASH))
