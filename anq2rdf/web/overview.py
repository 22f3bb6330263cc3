"""What a store holds at a glance, read from its search index: counts, the latest questions, what is most frequent."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from msgspec import Struct

from anq2rdf.query.search import Index

LATEST = 8


@dataclass
class Legislature:
    """The questions of one legislature; without an IRI, those of all."""

    iri: str | None = None
    number: int = 0  # 0 where it has none
    types: Counter[str] = field(default_factory=Counter)
    answered: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.types.total()

    @property
    def percent(self) -> int:
        """How many of a hundred are answered: 100 only where all are, 0 only where none is."""
        if self.answered in (0, self.total):
            return 100 if self.answered else 0
        return min(99, max(1, round(100 * self.answered / self.total)))


class Latest(Struct, frozen=True):
    """One of the questions published last."""

    iri: str
    title: str
    day: str | None
    type: str | None
    author: str | None


class Overview(Struct, frozen=True):
    """All of it."""

    legislatures: list[Legislature]
    whole: Legislature
    latest: list[Latest]
    frequent: list[str]  # a rubrique, a person, a ministry: the most frequent of each


def read_overview(index: Index) -> Overview:
    """Reads each question once. Raises `QueryStopped` where that takes too long."""
    with index.reading() as base:
        legislatures = _legislatures(base)
        return Overview(legislatures, _together(legislatures), _latest(base), _frequent(base))


def _legislatures(base: sqlite3.Connection) -> list[Legislature]:
    rows = base.execute(
        "SELECT l.iri, l.key, t.key, coalesce(s.key, '') = 'answered', n FROM "
        "(SELECT legislature, type, status, count(*) AS n FROM question GROUP BY 1, 2, 3) AS q "
        "LEFT JOIN value AS l ON l.id = legislature LEFT JOIN value AS t ON t.id = type "
        "LEFT JOIN value AS s ON s.id = status"
    )
    found: dict[str | None, Legislature] = {}
    for iri, key, kind, answered, number in rows:
        each = found.setdefault(iri, Legislature(iri, int(key) if key and key.isdecimal() else 0))
        each.types[kind or ""] += number
        each.answered += number if answered else 0
    return sorted(found.values(), key=lambda each: each.number)


def _together(legislatures: list[Legislature]) -> Legislature:
    types = sum((each.types for each in legislatures), Counter[str]())
    return Legislature(types=types, answered=sum(each.answered for each in legislatures))


def _latest(base: sqlite3.Connection) -> list[Latest]:
    rows = base.execute(
        "SELECT q.iri, coalesce(x.title, q.uid, q.iri), q.day, t.key, q.author_name FROM question AS q "
        "LEFT JOIN text AS x ON x.id = q.id LEFT JOIN value AS t ON t.id = q.type ORDER BY q.id LIMIT ?",
        (LATEST,),
    )
    return [Latest(*row) for row in rows]


def _frequent(base: sqlite3.Connection) -> list[str]:
    rows = [
        base.execute(f"SELECT {name} FROM {source} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchone()  # noqa: S608
        for name, source in (
            ("v.fr", "question JOIN value AS v ON v.id = rubric"),
            ("author_name", "question WHERE author_name IS NOT NULL"),
            ("v.fr", "question JOIN value AS v ON v.id = asked"),
        )
    ]
    return [row[0] for row in rows if row]
