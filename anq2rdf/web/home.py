"""The first page: what is here, and where to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.query import LibraryQuery, library
from anq2rdf.web.rendering import page
from anq2rdf.web.site import Row, Site

TYPES: Final = ("QE", "QG", "QOSD")
_HIGHLIGHTS: Final = ("CQ02", "CQ03", "CQ04", "CQ05", "CQ07", "CQ16")


@dataclass
class Legislature:
    """The questions of one legislature."""

    iri: str
    number: int
    years: tuple[str, str] = ("", "")  # the second is empty while it runs
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


async def _home(request: Request) -> Response:
    site: Site = request.app.state.site
    legislatures = count(await site.rows("legislatures"))
    latest, frequent = await site.rows("latest"), await site.rows("frequent")
    return page(
        request,
        "home.html",
        legislatures=legislatures,
        most=max((each.total for each in legislatures), default=0),
        types=TYPES,
        whole=_together(legislatures),
        latest=latest,
        examples=_names(frequent),
        highlights=_highlights(),
        address=str(request.base_url),
    )


def count(rows: Sequence[Row]) -> list[Legislature]:
    """The legislatures in the order of their numbers, from rows of one type and status each."""
    found: dict[str, Legislature] = {}
    for row in rows:
        iri = _value(row, "legislature")
        years = _value(row, "from")[:4], _value(row, "to")[:4]
        each = found.setdefault(iri, Legislature(iri, _number(_value(row, "number")), years))
        questions = int(_value(row, "questions"))
        each.types[_local(row, "type")] += questions
        each.answered += questions if _local(row, "status") == "answered" else 0
    return sorted(found.values(), key=lambda each: each.number)


def _together(legislatures: Sequence[Legislature]) -> Legislature:
    types = sum((each.types for each in legislatures), Counter[str]())
    return Legislature("", 0, types=types, answered=sum(each.answered for each in legislatures))


def _names(rows: Sequence[Row]) -> list[str]:
    """One name for each kind: a label may stand in several languages or spellings."""
    firsts = {_value(row, "kind"): _value(row, "name") for row in reversed(rows)}
    return [firsts[kind] for kind in sorted(firsts)]


@cache
def _highlights() -> list[LibraryQuery]:
    known = {query.id: query for query in library()}
    return [known[name] for name in _HIGHLIGHTS if name in known]


def _value(row: Row, name: str) -> str:
    term = row[name]
    return "" if term is None else term.value


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0  # a store may hold anything


def _local(row: Row, name: str) -> str:
    return _value(row, name).rpartition("/")[2]


routes: Final = [Route("/", _home)]
