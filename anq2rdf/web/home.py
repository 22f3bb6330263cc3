"""The first page: what is here, and where to go."""

from __future__ import annotations

from functools import cache
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.query import LibraryQuery, library
from anq2rdf.query.search import Index
from anq2rdf.web.overview import Overview, read_overview
from anq2rdf.web.rendering import page
from anq2rdf.web.site import Site

TYPES: Final = ("QE", "QG", "QOSD")
_HIGHLIGHTS: Final = ("CQ02", "CQ03", "CQ19", "CQ05", "CQ07", "CQ16")
_SECONDS: Final = 20.0  # for the one look at everything; it is kept


async def _home(request: Request) -> Response:
    site: Site = request.app.state.site
    return page(
        request,
        "home.html",
        overview=await _overview(request),
        years=await _years(site),
        types=TYPES,
        highlights=_highlights(),
        address=str(request.base_url),
    )


async def _overview(request: Request) -> Overview:
    """What is kept as long as the store is the same."""
    index: Index = request.app.state.site.index
    kept: tuple[str, Overview] | None = getattr(request.app.state, "overview", None)
    if kept is None or kept[0] != index.mark:
        kept = (index.mark, await to_thread.run_sync(read_overview, Index(index.path, _SECONDS)))
        request.app.state.overview = kept
    return kept[1]


async def _years(site: Site) -> dict[str, str]:
    """From when to when each legislature sat: `2017–2022`, `2024–`, or nothing where that is unknown."""
    found = {}
    for row in await site.rows("legislatures"):
        iri, *days = (row[name] for name in ("legislature", "from", "to"))
        first, last = (day.value[:4] if day is not None else "" for day in days)
        if iri is not None and first:
            found[iri.value] = f"{first}–{last}"
    return found


@cache
def _highlights() -> list[LibraryQuery]:
    known = {query.id: query for query in library()}
    return [known[name] for name in _HIGHLIGHTS if name in known]


routes: Final = [Route("/", _home)]
