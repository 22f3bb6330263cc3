"""Questions to one store, asked in processes that hold it open and can be ended at any time.

    with Workers(folder, size=2) as workers:
        reply = workers.ask(Question("SELECT …", "json"))

A process answers one question after the other. One that takes too long is ended, and another takes its place; so is
one that dies, as the engine does when it gets no more memory.
"""

from __future__ import annotations

import io
import multiprocessing
import queue
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.errors import Anq2rdfError, QueryStopped, UsageError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import escaped
from anq2rdf.query.parameters import Term
from anq2rdf.sinks import open_store
from anq2rdf.sinks.prefixes import PREFIXES

_GRAPHS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_ROWS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class Question(Struct, frozen=True):
    """What to ask. `given` are terms for variables that the query's outer SELECT projects."""

    text: str
    form: str = "json"
    given: Mapping[str, Term] = {}


class Reply(Struct, frozen=True):
    """The whole answer in the form asked for."""

    content: bytes


class Workers:
    """A fixed number of processes on one store. Safe to use from many threads."""

    def __init__(self, store: Path, *, size: int = 2, limits: Limits = DEFAULT) -> None:
        """Raises `SourceError` where there is no store."""
        open_store(str(store))
        self._store, self._limits = store, limits
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        for _ in range(size):
            self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, question: Question, seconds: float | None = None) -> Reply:
        """The answer within so many seconds, waiting for a free process included.

        Raises `UsageError` for what is no query that may run, `QueryStopped` at a limit.
        """
        limit = self._limits.query_seconds if seconds is None else seconds
        try:
            worker = self._idle.get(timeout=limit)
        except queue.Empty:
            raise QueryStopped("all processes are busy", remedy="ask again later") from None
        try:
            outcome = worker.ask(question, limit)
        except BaseException:
            self._end(worker)
            self._start()
            raise
        self._idle.put(worker)
        if isinstance(outcome, Anq2rdfError):
            raise outcome
        return outcome

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            ending, self._all = self._all, set()
        for worker in ending:
            worker.end()

    def _start(self) -> None:
        worker = _Worker(self._store, self._limits)
        with self._lock:
            self._all.add(worker)
        self._idle.put(worker)

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()


class _Worker:
    def __init__(self, store: Path, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(store, limits, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, question: Question, seconds: float) -> Reply | Anq2rdfError:
        try:
            self._pipe.send(question)
            if not self._pipe.poll(seconds):
                raise QueryStopped(f"the query took more than {seconds:g} seconds", remedy="narrow it")
            outcome: Reply | Anq2rdfError = self._pipe.recv()
        except (EOFError, OSError):
            raise QueryStopped("the query needs more memory than it may use", remedy="narrow it") from None
        return outcome

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(folder: Path, limits: Limits, pipe: Connection) -> None:
    from anq2rdf.query.worker import _limit_memory, _silence

    _limit_memory(limits.query_memory_bytes)
    _silence()
    store = open_store(str(folder))
    while True:
        try:
            question: Question = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_answer(store, question))
        except Anq2rdfError as error:
            pipe.send(error)
        except Exception as error:
            pipe.send(UsageError(f"the query cannot be run: {escaped(' '.join(str(error).split()))[:200]}"))


def _answer(store: ox.Store, question: Question) -> Reply:
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in question.given.items()
    }
    found = store.query(question.text, use_default_graph_as_union=True, substitutions=given)
    out = io.BytesIO()
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, output=out, format=_GRAPHS[question.form], prefixes=PREFIXES)
    else:
        found.serialize(out, format=_ROWS[question.form])
    return Reply(out.getvalue())
