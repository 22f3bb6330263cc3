"""The statistics page, and each figure as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.look.wording import shown_number, shown_share
from anq2rdf.query.search import Index
from anq2rdf.web.rendering import language_of, page, tagged, words
from anq2rdf.web.site import Site, page_query
from anq2rdf.web.statistics.drawings import Artist
from anq2rdf.web.statistics.figure import Cell, Column, Figure
from anq2rdf.web.statistics.figures import Legislature, Scope, compute_figures, legislatures

_SECONDS: Final = 60.0  # once a generation and legislature: what is computed is kept
_KEPT: Final = 64
_AT_ONCE: Final = 1


class Shown(Struct, frozen=True):
    """A figure as the page shows it."""

    figure: Figure
    drawings: list[Markup]
    rows: list[list[str]]
    query: str
    editor: str


class Figures:
    """The figures of one site, computed when first asked for and kept as long as its store is the same."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Scope], list[Figure]] = {}
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def get(self, site: Site, scope: Scope) -> list[Figure]:
        """All figures of that scope."""
        index = Index(site.index.path, _SECONDS)
        key = (site.index.mark, scope)
        if key not in self._kept:
            found = await to_thread.run_sync(compute_figures, index, scope, limiter=self._limiter)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = found
        return self._kept[key]


async def _statistics(request: Request) -> Response:
    scope, known = await _scope(request)
    language = language_of(request)
    artist = Artist(words(language), language)
    figures = await _figures(request).get(request.app.state.site, scope)
    chosen = [each for each in known if each.key == scope.legislature]
    return page(
        request,
        "statistics.html",
        shown=[_shown(artist, figure, language) for figure in figures],
        legislatures=known,
        chosen=chosen[0] if chosen else None,
        selection="?" + urlencode({"legislature": chosen[0].key}) if chosen else "",
    )


def _shown(artist: Artist, figure: Figure, language: str) -> Shown:
    query = page_query(f"stats_{figure.name}")
    rows = [
        [_cell(column, cell, language) for column, cell in zip(figure.columns, row, strict=True)] for row in figure.rows
    ]
    # Drawn by ElementTree, which escapes every text and attribute.
    drawings = [Markup(drawing) for drawing in artist.draw(figure)]  # noqa: S704
    return Shown(figure, drawings, rows, query, "/sparql?" + urlencode({"query": query}))


def _cell(column: Column, cell: Cell, language: str) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str) or column.kind == "year":
        return str(cell)
    if column.kind == "share":
        return shown_share(cell, language)
    return shown_number(cell, language)


async def _data(request: Request) -> Response:
    scope, _ = await _scope(request)
    found = await _figures(request).get(request.app.state.site, scope)
    figure = next((each for each in found if each.name == request.path_params["name"]), None)
    if figure is None:
        raise HTTPException(404)
    if request.url.path.endswith(".csv"):
        return tagged(request, _csv(figure), "text/csv; charset=utf-8; header=present")
    return tagged(request, _json(figure, scope), "application/json")


def _csv(figure: Figure) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)  # RFC 4180
    table.writerow([column.name for column in figure.columns])
    table.writerows(figure.rows)
    return out.getvalue().encode()


def _json(figure: Figure, scope: Scope) -> bytes:
    names = [column.name for column in figure.columns]
    content: dict[str, Any] = {
        "figure": figure.name,
        "legislature": scope.legislature,
        "rows": [dict(zip(names, row, strict=True)) for row in figure.rows],
        "leftOut": figure.told,
    }
    return json.dumps(content, ensure_ascii=False).encode()


async def _scope(request: Request) -> tuple[Scope, list[Legislature]]:
    language = language_of(request)
    known = await to_thread.run_sync(legislatures, request.app.state.site.index, language)
    wanted = request.query_params.get("legislature") or None
    if wanted is not None and wanted not in [each.key for each in known]:
        raise HTTPException(404)
    return Scope(wanted, language), known


def _figures(request: Request) -> Figures:
    state = request.app.state
    if not hasattr(state, "figures"):
        state.figures = Figures()
    figures: Figures = state.figures
    return figures


routes: Final = [
    Route("/stats", _statistics),
    Route("/stats/{name}.csv", _data),
    Route("/stats/{name}.json", _data),
]
