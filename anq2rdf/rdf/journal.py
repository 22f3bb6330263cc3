"""The Journal officiel: editions, issues and pages as things of their own, because that is how they are cited."""

from __future__ import annotations

import datetime as dt
from typing import Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.shared import World
from anq2rdf.records import JournalReference, Series
from anq2rdf.statements import DATE, ENGLISH, FRENCH, INTEGER, IRI, Block, Node, Pair

_SERIES: Final[dict[Series, tuple[str, str, str]]] = {
    # edition: full name fr, full name en, how an issue is cited
    "an-questions": (
        "Journal officiel, Débats parlementaires, Assemblée nationale, Questions",
        "Official Journal, Parliamentary debates, National Assembly, Questions",
        "JO, Débats AN, Questions",
    ),
    "an-debats": (
        "Journal officiel, Débats parlementaires, Assemblée nationale, Compte rendu intégral",
        "Official Journal, Parliamentary debates, National Assembly, Verbatim report",
        "JO, Débats AN",
    ),
    "lois-decrets": (
        "Journal officiel, Lois et décrets",
        "Official Journal, Laws and decrees",
        "JO, Lois et décrets",
    ),
}
_MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def french_date(date: dt.date) -> str:
    """31 mars 2015; the first of a month is 1er."""
    return f"{'1er' if date.day == 1 else date.day} {_MONTHS[date.month - 1]} {date.year}"


def place(world: World, reference: JournalReference | None) -> Block:
    """publishedIn and publishedOnPage for a reference, as far as it tells edition, day and page."""
    return world.recall(("place", reference), lambda: Block(_place_pairs(world, reference)), passing=True)


def _place_pairs(world: World, reference: JournalReference | None) -> list[Pair]:
    if reference is None or reference.series is None or reference.date is None:
        return []
    series, date = reference.series, reference.date
    issue = world.reach(("issue", series, date.isoformat()), lambda: _issue(world, series, date))
    if reference.issue is not None:
        # Many records name an issue, few tell its number.
        world.tell(issue, world.minter.graph_journal, (v.ISSUE_NUMBER, INTEGER, str(reference.issue)))
    pairs: list[Pair] = [(v.PUBLISHED_IN, IRI, issue)]
    if reference.page is not None:
        pairs.append((v.PUBLISHED_ON_PAGE, IRI, _page(world, series, date, reference.page)))
    return pairs


def _issue(world: World, series: Series, date: dt.date) -> tuple[str, list[Node]]:
    iri = world.minter.issue(series, date)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.JOURNAL_ISSUE),
        (v.IN_SERIES, IRI, world.reach(("series", series), lambda: _series(world, series))),
        (v.PUBLICATION_DATE, DATE, date.isoformat()),
        (v.LABEL, FRENCH, f"{_SERIES[series][2]}, {french_date(date)}"),
    ]
    return iri, [Node(iri, world.minter.graph_journal, pairs)]


def _page(world: World, series: Series, date: dt.date, page: int) -> str:
    iri = world.minter.page(series, date, page)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.JOURNAL_PAGE),
        (v.IN_ISSUE, IRI, world.minter.issue(series, date)),
        (v.PAGE_NUMBER, INTEGER, str(page)),
    ]
    world.add([Node(iri, world.minter.graph_journal, pairs)])
    return iri


def _series(world: World, series: Series) -> tuple[str, list[Node]]:
    iri = world.minter.series(series)
    french, english, _ = _SERIES[series]
    pairs: list[Pair] = [(v.TYPE, IRI, v.JOURNAL_SERIES), (v.LABEL, FRENCH, french), (v.LABEL, ENGLISH, english)]
    return iri, [Node(iri, world.minter.graph_journal, pairs)]
