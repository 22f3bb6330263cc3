"""Tables: CSV, TSV as SPARQL 1.1 writes it (terms in signs) and TSV of plain values.

https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from anq2rdf.errors import SourceError
from anq2rdf.linking.candidates.columns import Columns
from anq2rdf.linking.candidates.gathering import Gathering
from anq2rdf.sources.encoding import decode

_LONGEST_CELL: Final = 32 << 20  # what a label of ten million characters takes: it is left out later, and said
# A literal of SPARQL's TSV with what follows it: "…"@fr, "…"^^<…>.
_LITERAL: Final = re.compile(
    r"""(["'])((?:(?!\1)[^\\]|\\.)*+)\1(?:@[A-Za-z0-9-]+|\^\^<[^<>]*>|\^\^\w*:\w+)?""", re.DOTALL
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

Cells = list[str]


def read_table(data: bytes, gathering: Gathering, columns: Columns) -> None:
    """Take in every row. Raises `SourceError` for a table whose rows do not fit its header, or without items."""
    decoded = decode(data)
    if decoded.fallback:
        gathering.notices.add("E212", decoded.codec)
    rows = _rows(decoded.text)
    _, names = next(rows, (0, []))
    columns.require_item(names)
    for number, cells in rows:
        if len(cells) != len(names):
            raise SourceError(
                f"row {number} has {len(cells)} cells where the header has {len(names)}",
                remedy="is the file complete? a service that ran out of time ends its answer anywhere",
            )
        gathering.add(columns.row(zip(names, cells, strict=True)), f"row {number}")


def _rows(text: str) -> Iterator[tuple[int, Cells]]:
    """Number and cells of each row that is not empty, the header (1) first."""
    header = text.partition("\n")[0]
    tabs = "\t" in header or (header.startswith("?") and "," not in header and ";" not in header)
    every = _tab_separated(text) if tabs else _comma_separated(text, header)
    return ((number, cells) for number, cells in enumerate(every, 1) if cells and cells != [""])


def _comma_separated(text: str, header: str) -> Iterator[Cells]:
    """CSV by RFC 4180; with semicolons where a French spreadsheet wrote it."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    comma = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(
            f"line {reader.line_num} is no CSV: {error}", remedy="is the file complete? look for a stray quotation mark"
        ) from error


def _tab_separated(text: str) -> Iterator[Cells]:
    """TSV: no value holds a tab or a line break but as an escape."""
    for line in text.split("\n"):
        yield [term(cell) for cell in line.removesuffix("\r").split("\t")]


def term(cell: str) -> str:
    """The value of a cell: of an IRI in <>, of a literal in quotation marks with its escapes undone, else as it is."""
    if cell.startswith("<") and cell.endswith(">"):
        return _unescaped(cell[1:-1])
    found = _LITERAL.fullmatch(cell) if cell[:1] in ('"', "'") else None
    if found:
        return _unescaped(found[2])
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')  # a spreadsheet's way
    return cell


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _ESCAPED.get(found[3], found[3])
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"
