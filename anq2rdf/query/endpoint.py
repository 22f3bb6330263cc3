"""Asking a SPARQL endpoint over HTTP: the same questions as the embedded store, the same forms, the same limits.

The answer is fetched in the forms that engines write best (results as JSON, graphs as N-Triples), read whole, and
written anew: so a row is a row whoever gave it, and an answer that was cut or is an error page never passes for one.
Protocol: https://www.w3.org/TR/sparql11-protocol/#query-operation (a POST form).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from anq2rdf import sparql
from anq2rdf.errors import QueryRefused, RemoteError, SourceError, UsageError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import escaped
from anq2rdf.query.answering import written
from anq2rdf.query.binding import bind_terms
from anq2rdf.query.question import GRAPHS, ROWS, Reply, Term, gives_graph
from anq2rdf.query.transport import Answered, post
from anq2rdf.remote.address import shown, store_address

_RESULTS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.8, application/json;q=0.5"
_STATEMENTS: Final = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_TYPES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_LIST_GRAPHS: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { } }"


def ask_endpoint(
    address: str,
    text: str,
    form: str = "tsv",
    parameters: Mapping[str, Term] | None = None,
    limits: Limits = DEFAULT,
    *,
    all_graphs: bool = False,
) -> Reply:
    """Ask the endpoint at an http(s) address. `parameters` are terms for variables of the query, bound in its text.

    `all_graphs` asks its named graphs together, where its default graph is not their union already. Raises `UsageError`
    for a query that does not read, does not fit the form, or that the endpoint calls wrong; for the rest see
    `anq2rdf.query.transport.post`.
    """
    _check(address, text, form)
    fields = [("query", bind_terms(text, parameters or {}))]
    if all_graphs:
        fields += _graphs(address, limits)
    if gives_graph(text):
        answer = post(address, fields, _STATEMENTS, limits)
        return written(_triples(answer, address), form, limits)
    return written(_results(post(address, fields, _RESULTS, limits), address), form, limits)


def _check(address: str, text: str, form: str) -> None:
    store_address(address)
    kind = sparql.form(text)
    if kind is None:
        raise QueryRefused("only SELECT, ASK, CONSTRUCT and DESCRIBE are asked; updates are refused")
    if form not in (GRAPHS if gives_graph(text) else ROWS):
        fitting = "ttl, nt or jsonld" if gives_graph(text) else "table, csv, tsv, json or xml"
        raise UsageError(f"a {kind} cannot be given as {form}", remedy=f"use -t {fitting}")


def _graphs(address: str, limits: Limits) -> list[tuple[str, str]]:
    """The dataset of the protocol (§2.1.4): every named graph, both in the default graph and by name."""
    found = _results(post(address, [("query", _LIST_GRAPHS)], _RESULTS, limits), address)
    names = [str(row["g"].value) for row in found] if isinstance(found, ox.QuerySolutions) else []
    return [(field, name) for name in names for field in ("default-graph-uri", "named-graph-uri")]


def _results(answer: Answered, address: str) -> ox.QuerySolutions | ox.QueryBoolean:
    form = _TYPES.get(answer.media_type)
    if form is None:
        raise _stranger(answer, address, "results of a query")
    try:
        found = ox.parse_query_results(answer.content, format=form)
        # The end is read as well before any of it is passed on: an answer may be cut, or go on with an error.
        if isinstance(found, ox.QuerySolutions):
            for _ in found:
                pass
            found = ox.parse_query_results(answer.content, format=form)
    except (SyntaxError, ValueError) as error:
        raise _broken(address, error) from None
    return found


def _triples(answer: Answered, address: str) -> Iterator[ox.Triple]:
    form = ox.RdfFormat.from_media_type(answer.media_type)
    if form is None:
        raise _stranger(answer, address, "statements")
    try:
        for quad in ox.parse(answer.content, format=form):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise _broken(address, error) from None


def _stranger(answer: Answered, address: str, wanted: str) -> SourceError:
    return SourceError(
        f"{shown(address)} answered with {escaped(answer.media_type or 'nothing that says what it is', 60)}, "
        f"not with {wanted}",
        remedy="is this the address of the SPARQL endpoint? Many end with /query or /sparql",
    )


def _broken(address: str, error: Exception) -> RemoteError:
    return RemoteError(
        f"{shown(address)} answered with less than an answer: {escaped(' '.join(str(error).split()), 160)}",
        remedy="the endpoint stopped on the way, perhaps at a limit of its own; narrow the query",
    )
