"""Asking the index: hits, facets, and what a name or number typed in full leads to. Each question has its time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from anq2rdf.errors import QueryStopped
from anq2rdf.query.search.direct import Direct, find_directly
from anq2rdf.query.search.facets import FACETS
from anq2rdf.query.search.place import connect
from anq2rdf.query.search.wording import Wording, read_wording

Order: TypeAlias = Literal["relevance", "date"]
Marked: TypeAlias = tuple[tuple[str, bool], ...]  # a text in pieces; those that were looked for are marked
PAGE: Final = 20  # hits
VALUES: Final = 100  # of a facet

_BEGIN, _END = "\x02", "\x03"  # no text in the index holds them
_STEPS: Final = 20_000  # of SQLite's machine between two looks at the clock: a millisecond or less
#: How much a word counts where it stands: title, question, answer, people, bodies, subjects, identifiers.
_WEIGHTS: Final = "10.0, 2.0, 1.0, 8.0, 3.0, 5.0, 10.0"
_MARKS: Final = "char(2), char(3)"
_EVERYTHING: Final = "question AS q"


class Search(Struct, frozen=True, kw_only=True):
    """What to look for. Without words everything is found; `filters` name values of facets by their keys."""

    words: str = ""
    filters: Mapping[str, str] = {}
    order: Order = "relevance"
    page: int = 1


class Counted(Struct, frozen=True):
    """One value of a facet, and how many hits have it."""

    key: str
    fr: str
    en: str
    hits: int
    chosen: bool = False

    def label(self, language: str) -> str:
        """What it is called in that language."""
        return self.en if language == "en" else self.fr


class Hit(Struct, frozen=True, kw_only=True):
    """One question."""

    iri: str
    uid: str | None
    number: int | None
    day: str | None
    author: str | None
    author_name: str | None
    title: Marked
    snippet: Marked
    values: dict[str, Counted]  # of its legislature, type, status, ministry, group, rubric
    answered: str | None
    days: int | None


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits, how many there are in all, and how they spread over each facet."""

    total: int
    hits: list[Hit]
    facets: dict[str, list[Counted]]
    direct: list[Direct]
    wording: Wording


class Index:
    """The index in one file. Safe to use from many threads: each question opens it anew."""

    def __init__(self, path: Path, seconds: float = 5.0) -> None:
        """`seconds` is what one question may take."""
        self.path, self._seconds = path, seconds
        self._all: dict[str, list[Counted]] | None = None  # the facets of everything: asked for again and again
        found = path.stat()
        self.mark = f"{path}:{found.st_ino}:{found.st_mtime_ns}"  # another index has another one

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The file, to read. Raises `QueryStopped` for what takes too long."""
        base = connect(self.path)
        until = time.monotonic() + self._seconds
        base.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            yield base
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise QueryStopped(f"the search took more than {self._seconds:g} seconds", remedy="narrow it") from None
        finally:
            base.close()

    def search(self, wanted: Search) -> Found:
        """The page of hits that is asked for; a page beyond the last one is empty."""
        wording = read_wording(wanted.words)
        with self.reading() as base:
            chosen = _chosen(base, wanted.filters)
            scope = _scope(base, wording, wanted.order)
            return Found(
                total=_total(base, scope, chosen),
                hits=_hits(base, scope, chosen, wording, wanted),
                facets=self._facets(base, scope, chosen, wanted.filters),
                direct=find_directly(base, wanted.words) if wanted.page == 1 else [],
                wording=wording,
            )

    def _facets(
        self, base: sqlite3.Connection, scope: str, chosen: Mapping[str, int], filters: Mapping[str, str]
    ) -> dict[str, list[Counted]]:
        everything = scope == _EVERYTHING and not chosen
        if everything and self._all is not None:
            return self._all
        facets = {facet: _facet(base, scope, chosen, facet, filters) for facet in FACETS}
        if everything:
            self._all = facets
        return facets


def _chosen(base: sqlite3.Connection, filters: Mapping[str, str]) -> dict[str, int]:
    """The filters by the numbers of their values; 0, which no value has, for an unknown key."""
    found = {}
    for facet, key in filters.items():
        row = base.execute("SELECT id FROM value WHERE facet = ? AND key = ?", (facet, key)).fetchone()
        found[facet] = row[0] if row else 0
    return found


def _scope(base: sqlite3.Connection, wording: Wording, order: Order) -> str:
    """The FROM that holds all hits: every question, or those with the words, each with its score."""
    if not wording.wanted and not wording.refused:
        return _EVERYTHING
    base.execute("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, score REAL)")
    if wording.wanted:
        score = f"bm25(words, {_WEIGHTS})" if order == "relevance" else "0"
        base.execute(
            f"INSERT INTO hit SELECT rowid, {score} FROM words WHERE words MATCH ?",  # noqa: S608
            (wording.match(),),
        )
    else:
        base.execute("INSERT INTO hit SELECT id, 0 FROM question")
    if wording.refused:
        base.execute("DELETE FROM hit WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)", (wording.without(),))
    return "hit CROSS JOIN question AS q USING (id)"  # in this order: the hits are fewer


def _where(chosen: Mapping[str, int]) -> str:
    # The names are those of FACETS and the values numbers of ours: nothing of the reader's is in this text.
    return " AND ".join([f"q.{facet} = {number:d}" for facet, number in chosen.items()]) or "1"


def _total(base: sqlite3.Connection, scope: str, chosen: Mapping[str, int]) -> int:
    total: int = base.execute(f"SELECT count(*) FROM {scope} WHERE {_where(chosen)}").fetchone()[0]  # noqa: S608
    return total


def _facet(
    base: sqlite3.Connection, scope: str, chosen: Mapping[str, int], facet: str, filters: Mapping[str, str]
) -> list[Counted]:
    """How many hits each value would leave, were it the one chosen in its facet."""
    others = {name: number for name, number in chosen.items() if name != facet}
    order = "v.key DESC" if facet == "year" else "CAST(v.key AS INTEGER) DESC" if facet == "legislature" else "n DESC"
    rows = base.execute(
        f"SELECT v.key, v.fr, v.en, n FROM (SELECT q.{facet} AS id, count(*) AS n FROM {scope} "  # noqa: S608
        f"WHERE {_where(others)} GROUP BY 1) JOIN value AS v USING (id) ORDER BY {order}, v.fr LIMIT {VALUES}"
    )
    return [Counted(key, fr, en, n, key == filters.get(facet)) for key, fr, en, n in rows]


def _hits(
    base: sqlite3.Connection, scope: str, chosen: Mapping[str, int], wording: Wording, wanted: Search
) -> list[Hit]:
    order = "score, q.id" if wanted.order == "relevance" and wording.wanted else "q.id"
    numbers = base.execute(
        f"SELECT q.id FROM {scope} WHERE {_where(chosen)} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (PAGE, PAGE * (max(wanted.page, 1) - 1)),
    ).fetchall()
    found = [number for (number,) in numbers]
    shown = _shown_marked(base, wording.match(), found) if wording.wanted else _shown_plain(base, found)
    return [_hit(base, number, *shown[number]) for number in found]


def _shown_marked(base: sqlite3.Connection, match: str, numbers: Sequence[int]) -> dict[int, tuple[Marked, Marked]]:
    """Title and extract of each. All in one pass: what a beginning* stands for is gathered anew in each."""
    if not numbers:
        return {}
    rows = base.execute(
        f"SELECT rowid, highlight(words, 0, {_MARKS}), snippet(words, 1, {_MARKS}, '…', 40), "  # noqa: S608
        f"snippet(words, 2, {_MARKS}, '…', 40) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? "
        f"AND +rowid IN ({', '.join('?' * len(numbers))})",
        (match, min(numbers), max(numbers), *numbers),
    )
    return {number: (marked(title or ""), marked(_best(snippets))) for number, title, *snippets in rows}


def _best(snippets: Sequence[str | None]) -> str:
    """The first extract with a mark, else the first."""
    told = [each for each in snippets if each]
    return next((each for each in told if _BEGIN in each), told[0] if told else "")


def _shown_plain(base: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[Marked, Marked]]:
    shown = {}
    for number in numbers:
        title, text = base.execute(
            "SELECT title, substr(coalesce(question, answer), 1, 301) FROM text WHERE id = ?", (number,)
        ).fetchone()
        short = f"{text[:300].rpartition(' ')[0]}…" if text and len(text) > 300 else text or ""
        shown[number] = marked(title or ""), marked(short)
    return shown


def marked(text: str) -> Marked:
    """The pieces of a text in which the index has marked what was looked for."""
    pieces: list[tuple[str, bool]] = []
    first, *rest = text.split(_BEGIN)
    if first:
        pieces.append((first, False))
    for each in rest:
        inside, _, after = each.partition(_END)
        pieces += [(piece, mark) for piece, mark in ((inside, True), (after, False)) if piece]
    return tuple(pieces)


_VALUES: Final = ("legislature", "type", "status", "ministry", "party", "rubric")


def _hit(base: sqlite3.Connection, number: int, title: Marked, snippet: Marked) -> Hit:
    iri, uid, told, day, author, name, answered, days, *values = base.execute(
        "SELECT iri, uid, number, day, author, author_name, answered, days, legislature, type, status, ministry, "
        "party, rubric FROM question WHERE id = ?",
        (number,),
    ).fetchone()
    known = {facet: _value(base, value) for facet, value in zip(_VALUES, values, strict=True) if value is not None}
    return Hit(
        iri=iri, uid=uid, number=told, day=day, author=author, author_name=name, title=title, snippet=snippet,
        values=known, answered=answered, days=days,
    )  # fmt: skip


def _value(base: sqlite3.Connection, number: int) -> Counted:
    key, fr, en = base.execute("SELECT key, fr, en FROM value WHERE id = ?", (number,)).fetchone()
    return Counted(key, fr, en, 0)
