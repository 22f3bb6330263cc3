"""Asking a store one question, in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from anq2rdf.errors import QueryStopped
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.query.question import Question, Reply, Term
from anq2rdf.query.workers import Workers


def ask(
    store: str, text: str, format_: str = "tsv", parameters: Mapping[str, Term] | None = None, limits: Limits = DEFAULT
) -> Reply:
    """Run a query over all graphs of the store in the folder `store`.

    `parameters` are terms for variables of the query. `format_` is csv, tsv, json or xml, or ttl for triples.
    Raises `UsageError` for a query that may not run or is not SPARQL, `SourceError` when there is no store,
    `QueryStopped` when it passes one of the limits on queries.
    """
    try:
        with Workers(Path(store), size=1, spare=0, limits=limits) as workers:
            return workers.ask(Question(text, format_, dict(parameters or {})))
    except QueryStopped as stopped:
        if stopped.limit == "time":
            stopped.remedy = "narrow it, or give --timeout"
        raise
