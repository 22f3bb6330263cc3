"""The query library: every query with its explanation, a form for its parameters, and its rows when it is run.

A query runs when it is asked to, in the site's workers, with its parameters bound as terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox
from anyio import to_thread
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.query.library import LibraryQuery, find_query, library
from anq2rdf.query.parameters import bind_parameters
from anq2rdf.query.workers import Question
from anq2rdf.web.rendering import page, tagged
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.answers import asked

ROWS: Final = 500  # on a page; the files have all
_GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")
_FORMS: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/sparql-results+json",
    "ttl": "text/turtle; charset=utf-8",
}


class Cell(Struct, frozen=True):
    """One value of a row; `link` where it leads somewhere."""

    text: str
    link: str | None = None
    number: bool = False


class Table(Struct, frozen=True):
    """The answer to a query: rows to show, how many there are; or a graph as text."""

    names: Sequence[tuple[str, bool]] = ()  # and whether the column holds numbers
    rows: Sequence[Sequence[Cell]] = ()
    total: int = 0
    graph: str = ""


async def _list(request: Request) -> Response:
    return page(request, "queries.html", queries=library())


async def _query(request: Request) -> Response:
    query = _found(request)
    settings = _settings(request, query)
    table, trouble = None, ""
    if "run" in request.query_params and not query.federated:
        try:
            content = await _ask(request, query, _page_form(query))
            table = await to_thread.run_sync(_table, request.app.state.site, query, content)
        except UsageError as error:
            trouble = str(error)
    return page(
        request,
        "query.html",
        status=400 if trouble else 200,
        query=query,
        settings=settings,
        table=table,
        trouble=trouble,
        federated=query.federated,
        graph=gives_graph(query),
        rest=urlencode({name: value for name, value in settings.items() if value}),
        editor="/sparql?" + urlencode({"query": query.text}),
        most=ROWS,
    )


async def _file(request: Request) -> Response:
    query, form = _found(request), request.url.path.rpartition(".")[2]
    if (form == "ttl") != gives_graph(query) or query.federated:
        raise HTTPException(404)
    try:
        return tagged(request, await _ask(request, query, form), _FORMS[form])
    except UsageError as error:
        raise HTTPException(400, str(error)) from None


def _found(request: Request) -> LibraryQuery:
    try:
        return find_query(request.path_params["name"])
    except UsageError:
        raise HTTPException(404) from None


def _settings(request: Request, query: LibraryQuery) -> dict[str, str]:
    """What each parameter is set to, as typed; its default where it is not."""
    given = {each.name: request.query_params.get(each.name, "").strip() for each in query.parameters}
    return {each.name: given[each.name] or each.default or "" for each in query.parameters}


async def _ask(request: Request, query: LibraryQuery, form: str) -> bytes:
    site: Site = request.app.state.site
    given = {name: value for name, value in _settings(request, query).items() if value}
    question = Question(query.text, form, bind_parameters(query, given, site.base))
    return (await asked(request, question)).content


def gives_graph(query: LibraryQuery) -> bool:
    """Whether the answer is a graph and no table."""
    return sparql.form(query.text) in _GRAPHS


def _page_form(query: LibraryQuery) -> str:
    return "ttl" if gives_graph(query) else "json"


def _table(site: Site, query: LibraryQuery, content: bytes) -> Table:
    if gives_graph(query):
        return Table(graph=content.decode())
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return Table((("ask", False),), ([Cell(str(bool(found)).lower())],), 1)
    rows = list(found)
    shown = [[_cell(site, term) for term in row] for row in rows[:ROWS]]
    numbers = [all(row[place].number for row in shown) for place in range(len(found.variables))]
    names = [(variable.value, number) for variable, number in zip(found.variables, numbers, strict=True)]
    return Table(names, shown, len(rows))


def _cell(site: Site, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell:
    if isinstance(term, ox.NamedNode):
        path = site.path_of(term.value)
        return Cell(path.removeprefix("/doc/") if path else term.value, site.link_of(term.value))
    if isinstance(term, ox.Literal):
        return Cell(term.value, number=term.datatype.value.endswith(("#integer", "#decimal", "#double")))
    return Cell("" if term is None else str(term))


routes: Final = [
    Route("/queries", _list),
    *[Route(f"/queries/{{name}}.{form}", _file) for form in _FORMS],
    Route("/queries/{name}", _query),
]
