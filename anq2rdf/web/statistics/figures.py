"""The figures, computed from the index with SQL. Labels are in the reader's language, numbers are whole.

What a figure leaves out is counted in its `told` and said on the page: questions without a day, answers without a
delay, ministries with few answers. Delays are from the publication of a question to that of its first answer. Questions
to the Government are answered in the sitting that publishes them: they are in no delay.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from math import ceil
from statistics import median
from typing import Final

from msgspec import Struct

from anq2rdf.query.search import Index
from anq2rdf.web.statistics.figure import Column, Figure

MINISTRIES: Final = 20
FLOWS: Final = 20
RUBRICS: Final = 20
LINES: Final = 6  # rubriques through time


class Legislature(Struct, frozen=True):
    """One to choose from."""

    key: str
    label: str


class Scope(Struct, frozen=True):
    """What is counted: all questions, or those of one legislature; and the language of labels."""

    legislature: str | None = None
    language: str = "fr"


def legislatures(index: Index, language: str) -> list[Legislature]:
    """Those that have questions, the latest first."""
    label = _label(language)
    with index.reading() as base:
        rows = base.execute(
            f"SELECT key, {label} FROM value WHERE facet = 'legislature' ORDER BY CAST(key AS INTEGER) DESC"  # noqa: S608
        )
        return [Legislature(*row) for row in rows]


def compute_figures(index: Index, scope: Scope) -> list[Figure]:
    """All figures, in the order of the page."""
    with index.reading() as base:
        base.execute("CREATE TEMP TABLE scope (id INTEGER PRIMARY KEY)")
        base.execute(
            "INSERT INTO scope SELECT q.id FROM question AS q LEFT JOIN value AS l ON l.id = q.legislature "
            "WHERE :legislature IS NULL OR l.key = :legislature",
            {"legislature": scope.legislature},
        )
        return [make(base, scope.language) for make in _FIGURES]


def _years(base: sqlite3.Connection, language: str) -> Figure:
    rows = base.execute(
        "SELECT y.key, count(*), sum(q.answers > 0) FROM scope JOIN question AS q USING (id) "
        "JOIN value AS y ON y.id = q.year GROUP BY 1 ORDER BY 1"
    )
    return Figure(
        name="years",
        columns=(Column("year", "year"), Column("questions"), Column("answered"), Column("rate", "share")),
        rows=tuple((int(year), number, answered, answered / number) for year, number, answered in rows),
        told={"undated": _undated(base)},
    )


def _types(base: sqlite3.Connection, language: str) -> Figure:
    rows = base.execute(
        f"SELECT y.key, t.{_label(language)}, count(*), sum(q.answers > 0) FROM scope JOIN question AS q USING (id) "  # noqa: S608
        "JOIN value AS y ON y.id = q.year JOIN value AS t ON t.id = q.type GROUP BY y.key, t.id ORDER BY y.key, t.key"
    )
    return Figure(
        name="types",
        columns=(
            Column("year", "year"), Column("type", "text"), Column("questions"), Column("answered"),
            Column("rate", "share"),
        ),
        rows=tuple((int(year), kind, number, answered, answered / number) for year, kind, number, answered in rows),
        told={"undated": _undated(base)},
    )  # fmt: skip


def _undated(base: sqlite3.Connection) -> int:
    return _one(base, "SELECT count(*) FROM scope JOIN question AS q USING (id) WHERE q.year IS NULL")


def _delays(base: sqlite3.Connection, language: str) -> Figure:
    """By ministry attributed, else asked. Median and 90th percentile are of answers; who waits is beside them."""
    rows = base.execute(
        f"SELECT m.id, m.{_label(language)}, q.days, q.answers FROM scope JOIN question AS q USING (id) "  # noqa: S608
        "JOIN value AS m ON m.id = q.ministry LEFT JOIN value AS t ON t.id = q.type "
        "WHERE t.key IS NOT 'QG' ORDER BY m.id, q.days"
    ).fetchall()
    found = [_delay(list(group)) for _, group in groupby(rows, key=lambda row: row[0])]
    shown = sorted((row for row in found if row[2]), key=lambda row: (-row[2], row[0]))
    return Figure(
        name="delays",
        columns=(
            Column("ministry", "text"), Column("questions"), Column("delays_counted"), Column("median", "days"),
            Column("p90", "days"), Column("unanswered", "share"),
        ),
        rows=tuple(shown[:MINISTRIES]),
        told={
            "undelayed": sum(1 for _, _, days, answers in rows if answers and days is None),
            "ministries": len(found) - len(shown[:MINISTRIES]),
        },
    )  # fmt: skip


def _delay(rows: Sequence[tuple[int, str, int | None, int]]) -> tuple[str, int, int, float | None, int | None, float]:
    delays = [days for _, _, days, _ in rows if days is not None]  # in their order already
    silent = sum(1 for _, _, _, answers in rows if not answers)
    middle = median(delays) if delays else None
    return rows[0][1], len(rows), len(delays), middle, percentile(delays, 90), silent / len(rows)


def percentile(ordered: Sequence[int], hundredth: int) -> int | None:
    """The least value that so many hundredths of all do not exceed (nearest rank); None of no value."""
    return ordered[ceil(len(ordered) * hundredth / 100) - 1] if ordered else None


def _flows(base: sqlite3.Connection, language: str) -> Figure:
    """From the ministry asked to the one attributed at last, where they differ by more than the government."""
    label = _label(language)
    moves = base.execute(
        f"SELECT a.{label}, m.{label}, count(*) AS n FROM scope JOIN question AS q USING (id) "  # noqa: S608
        "JOIN value AS a ON a.id = q.asked JOIN value AS m ON m.id = q.ministry "
        "WHERE q.asked <> q.ministry GROUP BY q.asked, q.ministry ORDER BY n DESC, 1, 2"
    ).fetchall()
    asked = "SELECT count(*) FROM scope JOIN question AS q USING (id) WHERE q.asked IS NOT NULL"
    rest = moves[FLOWS:]
    return Figure(
        name="flows",
        columns=(Column("from", "text"), Column("to", "text"), Column("questions")),
        rows=tuple(moves[:FLOWS]),
        told={
            "moved": sum(number for _, _, number in moves),
            "asked": _one(base, asked),
            "rest": sum(number for _, _, number in rest),
            "rest_flows": len(rest),
        },
    )


def _rubrics(base: sqlite3.Connection, language: str) -> Figure:
    rows = _top_rubrics(base, language)
    return Figure(
        name="rubrics",
        columns=(Column("rubric", "text"), Column("questions"), Column("answered"), Column("rate", "share")),
        rows=tuple((name, number, answered, answered / number) for _, name, number, answered in rows[:RUBRICS]),
        told={
            "rest": sum(number for _, _, number, _ in rows[RUBRICS:]),
            "rest_rubrics": len(rows[RUBRICS:]),
            "none": _one(base, "SELECT count(*) FROM scope JOIN question AS q USING (id) WHERE q.rubric IS NULL"),
        },
    )


def _top_rubrics(base: sqlite3.Connection, language: str) -> list[tuple[int, str, int, int]]:
    return base.execute(
        f"SELECT r.id, r.{_label(language)}, count(*) AS n, sum(q.answers > 0) FROM scope "  # noqa: S608
        "JOIN question AS q USING (id) JOIN value AS r ON r.id = q.rubric GROUP BY r.id ORDER BY n DESC, r.key"
    ).fetchall()


def _rubric_years(base: sqlite3.Connection, language: str) -> Figure:
    top = _top_rubrics(base, language)[:LINES]
    counts: Counter[tuple[int, int]] = Counter()
    years: set[int] = set()
    for rubric, _, _, _ in top:
        for year, number in base.execute(
            "SELECT CAST(y.key AS INTEGER), count(*) FROM scope JOIN question AS q USING (id) "
            "JOIN value AS y ON y.id = q.year WHERE q.rubric = ? GROUP BY 1",
            (rubric,),
        ):
            counts[year, rubric] = number
            years.add(year)
    span = range(min(years), max(years) + 1) if years else range(0)
    return Figure(
        name="rubric_years",
        columns=(Column("year", "year"), Column("rubric", "text"), Column("questions")),
        rows=tuple((year, name, counts[year, rubric]) for year in span for rubric, name, _, _ in top),
    )


def _label(language: str) -> str:
    return "en" if language == "en" else "fr"


def _one(base: sqlite3.Connection, query: str) -> int:
    number: int = base.execute(query).fetchone()[0]
    return number


_FIGURES: Final[Iterable[Callable[[sqlite3.Connection, str], Figure]]] = (
    _years,
    _types,
    _delays,
    _flows,
    _rubrics,
    _rubric_years,
)
