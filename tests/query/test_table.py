"""Answers as tables for people."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.query.table import draw_table

A, B = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/long")


def draw(names: list[str], rows: list[list[object | None]], width: int | None = None) -> list[str]:
    return draw_table(names, rows, lambda iri: iri.replace("http://example.org/", "ex:"), width).splitlines()


def test_columns_are_aligned_numbers_to_the_right() -> None:
    assert draw(["who", "n"], [[A, ox.Literal(7)], [B, ox.Literal(123)], [None, None]]) == [
        "who        n",
        "-------  ---",
        "ex:a       7",
        "ex:long  123",
        "",
    ]


def test_one_row_is_shown_downwards() -> None:
    assert draw(["who", "text"], [[A, ox.Literal("deux\nlignes", language="fr")]]) == [
        "who   ex:a",
        "text  deux lignes",
    ]


def test_on_a_terminal_the_widest_column_gives_way() -> None:
    lines = draw(["a", "b"], [[ox.Literal("x" * 80), ox.Literal("yyyy")]] * 2, 40)
    assert max(map(len, lines)) == 40
    assert lines[2].endswith("…  yyyy")


def test_in_a_pipe_nothing_is_cut() -> None:
    assert "x" * 500 in "\n".join(draw(["a", "b"], [[ox.Literal("x" * 500), A]] * 2))


def test_no_value_can_steer_the_terminal() -> None:
    [line] = draw(["a"], [[ox.Literal("\x1b[2J\u202e!")]])[2:]
    assert line == "\\x1b[2J\\u202e!"


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), min_size=2, max_size=5), st.integers(24, 80))
def test_every_row_is_one_line_within_the_width(rows: list[list[str]], width: int) -> None:
    texts = [[ox.Literal(cell.encode("utf-8", "replace").decode()) for cell in row] for row in rows]
    lines = draw(["a", "b", "c"], texts, width)  # type: ignore[arg-type]
    assert len(lines) == len(rows) + 2
    assert all(sum(not unicodedata.combining(each) for each in line) <= width for line in lines)  # marks take no column
