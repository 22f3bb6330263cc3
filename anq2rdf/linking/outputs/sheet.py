"""A table that people open in a spreadsheet and give back: whatever that made of it is read again.

Written is UTF-8, with tabs; a name ending in `.csv` gets semicolons and a byte order mark, which is what a French
Excel opens by a double click. Read is what spreadsheets save: tabs, semicolons or commas, UTF-8 with or without a mark,
UTF-16 or Windows-1252, lines in any order, columns added or moved. (https://www.rfc-editor.org/rfc/rfc4180)
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.limits import DEFAULT
from anq2rdf.normalise.characters import clean
from anq2rdf.problems import escaped
from anq2rdf.sinks.files import open_target

_DELIMITERS: Final = ("\t", ";", ",")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# What makes a spreadsheet compute a cell, also in its full width, behind any number of the apostrophes that prevent it
# (https://owasp.org/www-community/attacks/CSV_Injection). A plain number is harmless.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class Row(Struct, kw_only=True):
    """One line, by column; a column that is not there is empty."""

    cells: dict[str, str]
    line: int = 0  # where it begins in the file; 0: in none yet

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Sheet(Struct, kw_only=True):
    """A table with its columns in order."""

    columns: list[str]
    rows: list[Row]


def guarded(text: str) -> str:
    """The cell for a text: one that a spreadsheet would compute gets an apostrophe before it."""
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write_sheet(path: str | Path, sheet: Sheet) -> None:
    """Write it whole or not at all; nothing is lost of an older file until the new one is on the disk."""
    spreadsheet = Path(path).suffix.lower() == ".csv"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if spreadsheet else "\t", lineterminator="\r\n")
    writer.writerow(map(guarded, sheet.columns))
    for row in sheet.rows:
        writer.writerow([guarded(clean(row[column])[0]) for column in sheet.columns])
    with open_target(str(path)) as target:
        target.write(out.getvalue().encode("utf-8-sig" if spreadsheet else "utf-8"))


def read_sheet(path: str | Path, needed: Sequence[str]) -> Sheet:
    """The table, whatever spreadsheet saved it.

    Raises `SourceError` for a file that is not there, that lacks one of the `needed` columns or ends within quotes.
    """
    place, text = escaped(str(path)), _text(Path(path))
    lines = text.splitlines(keepends=True) if text else []
    skipped = 1 if lines and re.fullmatch(r'"?sep=.?"?\s*', lines[0], re.IGNORECASE) else 0
    table = "".join(lines[skipped:])
    delimiter = _delimiter(table, needed)
    if delimiter is None:
        raise SourceError(
            f"{place} is not a table with the columns {', '.join(needed)}",
            remedy="keep the first line as it was written; columns may be moved, not renamed",
        )
    return _read(place, table, delimiter, skipped)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > DEFAULT.member_bytes:
            raise LimitExceeded(f"{escaped(str(path))} is larger than {DEFAULT.member_bytes >> 20} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot read {escaped(str(path))}: {(error.strerror or str(error)).lower()}", remedy="check the name"
        ) from error
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _delimiter(table: str, needed: Iterable[str]) -> str | None:
    for delimiter in _DELIMITERS:
        with contextlib.suppress(csv.Error):  # a line longer than any table's first one
            header = next(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter), [])
            if set(needed) <= {column.strip() for column in header}:
                return delimiter
    return None


def _read(place: str, table: str, delimiter: str, skipped: int) -> Sheet:
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    columns: list[str] = []
    start = 1
    try:
        for cells in reader:
            line, start = start + skipped, reader.line_num + 1
            if not columns:
                columns = [unguarded(column.strip()) for column in cells]
            elif any(cell.strip() for cell in cells):
                told = dict(zip(columns, map(unguarded, cells), strict=False))
                rows.append(Row(cells={column: cell for column, cell in told.items() if column}, line=line))
    except csv.Error as error:
        raise SourceError(
            f"{place}, line {start + skipped}: {error}", remedy="a quoted cell is not closed, or is far too long"
        ) from error
    return Sheet(columns=[column for column in dict.fromkeys(columns) if column], rows=rows)
