"""An answer as a table for people: aligned columns, short IRIs, one safe line a row; one row is shown downwards."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import pyoxigraph as ox

from anq2rdf.problems import escaped

_GAP: Final = "  "
_NARROW: Final = 6  # no column is made narrower
_ENDLESS: Final = 1 << 30


def read_table(content: bytes) -> tuple[list[str], list[list[object | None]]]:
    """The variables and rows of an answer kept as TSV; an ASK gives one column with true or false."""
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.TSV)
    if isinstance(found, ox.QueryBoolean):
        return ["answer"], [[ox.Literal(bool(found))]]
    return [variable.value for variable in found.variables], [list(row) for row in found]


def draw_table(
    names: Sequence[str], rows: Sequence[Sequence[object | None]], shorten: Callable[[str], str], width: int | None
) -> str:
    """The table, ending with a newline. `width` cuts long cells to that many columns; None leaves them whole."""
    cells = [[_cell(term, shorten) for term in row] for row in rows]
    if len(cells) == 1 and len(names) > 1:
        return _downwards(names, cells[0], width)
    widths = [max([_length(name), *(_length(row[n]) for row in cells)]) for n, name in enumerate(names)]
    widths = _fitted(widths, width) if width else widths
    right = [bool(rows) and all(_is_number(row[n]) for row in rows) for n in range(len(names))]
    lines = [_line(names, widths, right), _GAP.join("-" * each for each in widths)]
    return "\n".join([*lines, *(_line(row, widths, right) for row in cells)]) + "\n"


def _cell(term: object | None, shorten: Callable[[str], str]) -> str:
    if isinstance(term, ox.NamedNode):
        return escaped(shorten(term.value), _ENDLESS)
    if isinstance(term, ox.Literal | ox.BlankNode):
        return escaped(" ".join(term.value.split()), _ENDLESS)
    return "" if term is None else escaped(str(term), _ENDLESS)


def _is_number(term: object | None) -> bool:
    if term is None:
        return True
    kinds = ("integer", "decimal", "double", "float")
    return isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in kinds


def _downwards(names: Sequence[str], cells: Sequence[str], width: int | None) -> str:
    head = max(map(_length, names))
    room = max(width - head - len(_GAP), _NARROW) if width else _ENDLESS
    return "".join(
        f"{_padded(name, head, right=False)}{_GAP}{_cut(cell, room)}".rstrip() + "\n"
        for name, cell in zip(names, cells, strict=True)
    )


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widest column gives way first, until all fit or none can give."""
    room = width - len(_GAP) * (len(widths) - 1)
    widths = list(widths)
    while sum(widths) > room and max(widths) > _NARROW:
        widest = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        excess = sum(widths) - room
        widths[widest] -= max(1, min(excess, widths[widest] - max(others, _NARROW)))
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    each = zip(cells, widths, right, strict=True)
    return _GAP.join(_padded(_cut(cell, width), width, right=to_right) for cell, width, to_right in each).rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _length(text))
    return blanks + text if right else text + blanks


def _cut(text: str, width: int) -> str:
    if _length(text) <= width:
        return text
    kept = ""
    for character in text:
        if _length(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _length(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
