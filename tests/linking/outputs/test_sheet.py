"""The table: no text harms a spreadsheet, and nothing a spreadsheet does to the file loses a text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.linking.outputs.sheet import Row, Sheet, guarded, read_sheet, unguarded, write_sheet
from anq2rdf.normalise.characters import clean
from tests.linking.outputs import made

TEXTS = st.one_of(
    st.sampled_from(made.HOSTILE), st.lists(st.sampled_from(made.HOSTILE), max_size=4).map("".join),
    st.text(st.sampled_from("'=+-@\t\r\n\";,a1."), max_size=6), st.text(max_size=30),
)  # fmt: skip
COLUMNS = ["subject", "label", "note"]


def rows(texts: list[tuple[str, str]]) -> Sheet:
    made_up = [Row(cells={"subject": f"PA{n}", "label": one, "note": other}) for n, (one, other) in enumerate(texts)]
    return Sheet(columns=COLUMNS, rows=made_up)


def told(sheet: Sheet) -> list[dict[str, str]]:
    return [{column: row[column] for column in COLUMNS} for row in sheet.rows]


def written(texts: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"subject": f"PA{n}", "label": clean(one)[0], "note": clean(other)[0]} for n, (one, other) in enumerate(texts)]


@pytest.mark.parametrize("name", ["review.tsv", "review.csv"])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(tmp_path: Path, name: str, texts: list[tuple[str, str]]) -> None:
    write_sheet(tmp_path / name, rows(texts))
    assert told(read_sheet(tmp_path / name, COLUMNS)) == written(texts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=4), ends=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_spreadsheet_makes_of_it_is_read(
    tmp_path: Path, encoding: str, delimiter: str, quoting: int, texts: list[tuple[str, str]], ends: str
) -> None:
    """Another separator, other quotes, another encoding, lines reversed, columns moved, one added: the same cells."""
    path = tmp_path / "review.csv"
    write_sheet(path, rows(texts))
    cells = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ends)
    writer.writerow([*cells[0][::-1], "my own"])
    # "\r" alone in a cell: a writer whose lines end in \n leaves it bare, and no reader can tell it from a line's end
    body = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in cells[1:]]
    writer.writerows([*row[::-1], "x"] for row in body[::-1])
    path.write_bytes(out.getvalue().encode(encoding))
    wanted = [
        {column: unguarded(guarded(cell).replace("\r\n", "\n").replace("\r", "\n")) for column, cell in row.items()}
        for row in written(texts)[::-1]
    ]
    assert told(read_sheet(path, COLUMNS)) == wanted


@given(TEXTS)
def test_no_cell_is_a_formula_and_the_guard_comes_off_again(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert cell[:1] not in set("=+-@\t\r＝＋－＠") or cell.lstrip("+-").replace(".", "").isdigit()


@pytest.mark.parametrize(("text", "cell"), [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3", "'-2+3"), ("-2.5", "-2.5"), ("+33", "+33"), ("'=x", "''=x"),
    ("'t Hooft", "'t Hooft"), ("Jeanne", "Jeanne"), ("", ""),
])  # fmt: skip
def test_guards_by_hand(text: str, cell: str) -> None:
    assert guarded(text) == cell


def test_excel_in_windows_1252_with_its_own_first_line(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_bytes("sep=;\r\nsubject;label;note\r\nPA1;Élodie Œuvré;d’accord\r\n;;\r\nPA2;x;\r\n".encode("cp1252"))
    found = read_sheet(path, COLUMNS)
    assert told(found)[0] == {"subject": "PA1", "label": "Élodie Œuvré", "note": "d’accord"}
    assert [row.line for row in found.rows] == [3, 5]


@pytest.mark.parametrize(("content", "says"), [
    (b"", "not a table"), (b"subject,label\nPA1,x\n", "not a table"), (b"\x00\x01\x02", "not a table"),
    (b'subject\tlabel\tnote\nPA1\t"x\ty\nPA2\tx\ty\n', "line 2"), (b"PK\x03\x04" + b"\xff" * 200_000, "not a table"),
])  # fmt: skip
def test_what_is_no_such_table_is_told_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "review.tsv").write_bytes(content)
    with pytest.raises(SourceError, match=says) as raised:
        read_sheet(tmp_path / "review.tsv", COLUMNS)
    assert "\n" not in raised.value.message
    assert raised.value.remedy


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        read_sheet(tmp_path / "none.tsv", COLUMNS)
