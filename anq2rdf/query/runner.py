"""Asking a store: checked before, stopped in time, whole or not at all."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from anq2rdf import sparql
from anq2rdf.errors import Anq2rdfError, QueryStopped, SinkError, UsageError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.query.parameters import Term
from anq2rdf.query.worker import Job, out_of_memory, work

_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


class Answer:
    """An answer in a temporary file, and how many rows or triples it has. Leaving its context removes the file."""

    def __init__(self, folder: tempfile.TemporaryDirectory[str], rows: int) -> None:
        self._folder = folder
        self.rows = rows
        self.path = Path(folder.name) / "answer"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()


def check_query(text: str) -> str:
    """The query's form, when it may run: it reads only, and asks nobody else. Raises `UsageError`.

    This reads tokens, not a parse tree: see `anq2rdf.sparql.federated` for what it takes to be on the safe side.
    """
    form = sparql.form(text)
    if form is None:
        raise UsageError("only SELECT, ASK, CONSTRUCT and DESCRIBE are run here; updates are refused")
    if sparql.federated(text):
        raise UsageError(
            "SERVICE is refused: a query here asks nobody but the store",
            remedy="run it where federation is allowed; if only a prefix is called so, rename it",
        )
    return form


def ask(
    store: str, text: str, format_: str = "tsv", parameters: Mapping[str, Term] | None = None, limits: Limits = DEFAULT
) -> Answer:
    """Run a query over all graphs of the store in the folder `store`, in a process of its own.

    `parameters` are terms for variables of the query. `format_` is csv, tsv, json or xml, or ttl for triples.
    Raises `UsageError` for a query that may not run or is not SPARQL, `SourceError` when there is no store,
    `QueryStopped` when it passes `limits.query_seconds`, `query_rows` or `query_memory_bytes`.
    """
    form = check_query(text)
    if (format_ == "ttl") != (form in _GRAPHS):
        fitting = "ttl" if form in _GRAPHS else "table, csv, tsv, json or xml"
        raise UsageError(f"a {form} cannot be given as {format_}", remedy=f"use -t {fitting}")
    try:
        folder = tempfile.TemporaryDirectory(prefix="anq2rdf-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SinkError("no temporary folder can be made", remedy="set TMPDIR to a folder with room") from error
    try:
        job = Job(
            store, text, dict(parameters or {}), folder.name, format_, limits.query_rows, limits.query_memory_bytes
        )
        return Answer(folder, _run(job, limits.query_seconds))
    except BaseException:
        folder.cleanup()
        raise


def _run(job: Job, seconds: float) -> int:
    context = multiprocessing.get_context("spawn")  # a fork would copy this process's threads and memory
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(job, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        return _outcome(ours, seconds)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _outcome(pipe: Connection, seconds: float) -> int:
    if not pipe.poll(seconds):
        raise QueryStopped(f"the query took more than {seconds:g} seconds", remedy="narrow it, or give --timeout")
    try:
        outcome: int | Anq2rdfError = pipe.recv()
    except EOFError:  # it died without a word, as the engine does when it gets no memory
        raise out_of_memory() from None
    if isinstance(outcome, Anq2rdfError):
        raise outcome
    return outcome
