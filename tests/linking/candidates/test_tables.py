"""Tables cell by cell: what other libraries write comes back as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anq2rdf.linking.candidates.columns import Columns
from anq2rdf.linking.candidates.gathering import Gathering, Row
from anq2rdf.linking.candidates.tables import read_table, term

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\"\\',;"), max_size=20)


class Kept(Gathering):
    """A gathering that keeps the rows as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []

    def add(self, row: Row, pointer: str = "") -> None:
        self.rows.append(dict(row))


def rows_of(data: bytes) -> list[dict[str, str]]:
    kept = Kept()
    read_table(data, kept, Columns())
    return kept.rows


def expected(table: list[list[str]]) -> list[dict[str, str]]:
    return [{name: cell for name, cell in zip(("item", "label", "alias"), row, strict=True) if cell} for row in table]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5), st.sampled_from(",;"), st.sampled_from(["\r\n", "\n"]))
def test_csv(table: list[list[str]], comma: str, end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=comma, lineterminator=end)
    writer.writerows([["item", "label", "alias"], *table])
    assert rows_of(out.getvalue().encode()) == [row for row in expected(table) if row or comma]


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
@example([("\\u0041", '"', "a\tb\nc\rd")])
def test_tsv_of_terms(table: list[tuple[str, ...]]) -> None:
    values = " ".join("(" + " ".join(str(ox.Literal(cell, language="fr")) for cell in row) + ")" for row in table)
    found: Any = ox.Store().query(f"SELECT ?item ?label ?alias {{ VALUES (?item ?label ?alias) {{ {values} }} }}")
    written = found.serialize(format=ox.QueryResultsFormat.TSV)
    assert rows_of(written) == expected([list(row) for row in table])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<http://www.wikidata.org/entity/Q1>", "http://www.wikidata.org/entity/Q1"),
        ('"Anne"@fr', "Anne"),
        ('"Anne"@fr-x-nom', "Anne"),
        ('"1990-05-23T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>', "1990-05-23T00:00:00Z"),
        ('"11"^^xsd:integer', "11"),
        ("11", "11"),
        ("'Anne'", "Anne"),
        (r'"d\'un \"trait\"\t\u00e9\U000000E9"', "d'un \"trait\"\téé"),
        ('Jean "Johnny" Dupont', 'Jean "Johnny" Dupont'),
        ('"dit ""le Grand"""', 'dit "le Grand"'),
        ("", ""),
        ('"', '"'),
        ("_:b0", "_:b0"),
    ],
)
def test_cells_of_tsv(cell: str, value: str) -> None:
    assert term(cell) == value


def test_formulas_are_text() -> None:
    found = rows_of(b'item,label\nQ1,"=HYPERLINK(""http://example.org"",""Anne"")"\n')
    assert found == [{"item": "Q1", "label": '=HYPERLINK("http://example.org","Anne")'}]


def test_one_column_is_a_table() -> None:
    assert rows_of(b"item\r\nQ1\r\nQ2\r\n") == [{"item": "Q1"}, {"item": "Q2"}]
    assert rows_of(b"?item\n<http://www.wikidata.org/entity/Q1>\n") == [{"item": "http://www.wikidata.org/entity/Q1"}]
