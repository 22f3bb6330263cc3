"""What is asked of a store, what comes back, and what may be asked at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf import sparql
from anq2rdf.errors import QueryRefused, QueryStopped, UsageError
from anq2rdf.limits import DEFAULT, Limits

Term: TypeAlias = ox.NamedNode | ox.Literal

ROWS: Final[Mapping[str, ox.QueryResultsFormat]] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final[Mapping[str, ox.RdfFormat]] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
}
_GIVING_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


class Question(Struct, frozen=True):
    """What to ask.

    `form` is one of `ROWS` or `GRAPHS`, as the query gives. `given` are terms for variables that the query's outer
    SELECT projects. The two lists of graphs are the dataset of the SPARQL protocol (§2.1.4) and win over the query's
    FROM; where neither says anything, all graphs of the store are asked together.
    """

    text: str
    form: str = "json"
    given: Mapping[str, Term] = {}
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    limits: Limits | None = None  # None: those of the workers; the memory is theirs anyway


class Reply(Struct, frozen=True):
    """The whole answer in the form asked for."""

    content: bytes
    rows: int = 0  # or triples; 1 for a yes or no
    generation: str = ""  # of the store that gave it: another one may answer otherwise


def gives_graph(text: str) -> bool:
    """Whether the query's answer is a graph (CONSTRUCT, DESCRIBE) and no table."""
    return sparql.form(text) in _GIVING_GRAPHS


def check(question: Question, limits: Limits = DEFAULT) -> None:
    """Pass what may run: it reads only, asks nobody else, names no file, fits its form, and the parser survives it.

    This reads tokens, not a parse tree: see `anq2rdf.sparql.federated` for what it takes to be on the safe side.
    Raises `QueryRefused`, `UsageError` or, for brackets too deep, `QueryStopped`.
    """
    check_text(question.text)
    if sparql.depth(question.text) > limits.query_depth:
        raise too_deep(f"the query has brackets within brackets, more than {limits.query_depth} deep")
    graph = gives_graph(question.text)
    if question.form not in (GRAPHS if graph else ROWS):
        fitting = "ttl" if graph else "table, csv, tsv, json or xml"
        raise UsageError(
            f"a {sparql.form(question.text)} cannot be given as {question.form}", remedy=f"use -t {fitting}"
        )


def check_text(text: str) -> None:
    """Refuse a query that would write, ask another endpoint or read a file."""
    if sparql.updates(text):
        raise QueryRefused("only SELECT, ASK, CONSTRUCT and DESCRIBE are run here; updates are refused")
    if sparql.federated(text):
        raise QueryRefused(
            "SERVICE is refused: a query here asks nobody but the store",
            remedy="run it where federation is allowed; if only a prefix is called so, rename it",
        )
    if sparql.names_files(text):
        raise QueryRefused("FROM names graphs of the store; files are not read", remedy="name a graph of the store")


def too_deep(what: str) -> QueryStopped:
    """The error of a query that the engine's parser or planner could not follow."""
    return QueryStopped(what, remedy="write it flatter", limit="depth")
