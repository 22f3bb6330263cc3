"""Questions to one store, asked in processes that hold it open and can be ended at any time.

    with Workers(folder, size=2) as workers:
        reply = workers.ask(Question("SELECT …", "json"))

A process answers one question after the other. One that takes too long is ended, and so is one whose asker goes away;
one that dies, as the engine does when it gets no more memory, dies alone. Each is replaced in the background, and one
more than can be asked at once is kept ready, so that nobody else waits for that. When the store gets a new generation
the next question is answered from it; those under way end on the one they began with.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from msgspec.structs import replace

from anq2rdf.errors import Anq2rdfError, QueryBusy, SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.processes import deaf
from anq2rdf.query.process import Call, Worker
from anq2rdf.query.question import Question, Reply
from anq2rdf.sinks.generations import current

__all__ = ["Call", "Question", "Reply", "Workers"]

_ON_ITS_WAY: Final = 10.0  # seconds: whoever has a place has a process, at the latest when the next one is started


class Workers:
    """`size` processes to ask at once, and `spare` ones. Safe to use from many threads."""

    def __init__(self, store: Path, *, size: int = 2, spare: int = 1, limits: Limits = DEFAULT) -> None:
        """Raises `SourceError` where there is no store."""
        self._store, self._limits, self._size = store, limits, size
        self._places = threading.BoundedSemaphore(size)
        self._idle: queue.LifoQueue[Worker | Anq2rdfError] = queue.LifoQueue()
        self._all: set[Worker] = set()
        self._closed = False
        # One thread starts and buries all: what it starts hears no Ctrl-C, as it does not itself.
        self._keeper = ThreadPoolExecutor(1, "anq2rdf-keeper", deaf)
        for _ in range(size + spare):
            self._keeper.submit(self._hire)
        first = self._idle.get()
        if isinstance(first, Anq2rdfError):
            self.close()
            raise first
        self.are_cut_off = first.is_cut_off
        self._idle.put(first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def generation(self) -> str:
        """A name for what the store holds now: another one, other answers."""
        return generation_of(self._store)

    @property
    def ready(self) -> int:
        """How many processes wait for a question."""
        return self._idle.qsize()

    def ask(self, question: Question, call: Call | None = None, *, gives_way: bool = False) -> Reply:
        """The whole answer. One that `gives_way` goes on at the lowest priority when it is not there at once.

        Raises `UsageError` for what is no query or may not run, `QueryBusy` when no process is free in time, and
        `QueryStopped` at a limit, or when `call` is given up meanwhile.
        """
        if not self._places.acquire(timeout=self._limits.query_wait_seconds):
            raise _busy()
        try:
            return self._asked(self._free(), question, call or Call(), gives_way=gives_way)
        finally:
            self._places.release()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        self._closed = True
        for _ in range(self._size):  # who waits for a process waits for nothing
            self._idle.put(QueryBusy("nothing is asked here any more"))
        for worker in list(self._all):
            worker.kill()
        self._keeper.shutdown(wait=True, cancel_futures=True)
        for worker in list(self._all):
            worker.bury()
        self._all.clear()

    def _asked(self, worker: Worker, question: Question, call: Call, *, gives_way: bool) -> Reply:
        try:
            with call.at(worker):
                found = worker.ask(question, question.limits or self._limits, gives_way=gives_way)
        except BaseException:
            self._replace(worker)
            raise
        if worker.is_worn:
            self._replace(worker)
        else:
            self._idle.put(worker)
        if isinstance(found, Anq2rdfError):
            raise found
        return replace(found, generation=worker.generation)

    def _free(self) -> Worker:
        now = self.generation
        while True:
            try:
                found = self._idle.get(timeout=_ON_ITS_WAY)
            except queue.Empty:
                raise _busy() from None
            if isinstance(found, Anq2rdfError):
                self._later(self._hire)
                raise found
            if found.is_alive() and found.generation == now:
                return found
            self._replace(found)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._later(self._hire)  # first: what has died may take a while to give its memory back
        self._later(self._bury, worker)

    def _later(self, task: object, *given: Worker) -> None:
        if not self._closed:
            with contextlib.suppress(RuntimeError):  # closed at this very moment
                self._keeper.submit(task, *given)  # type: ignore[arg-type]

    def _hire(self) -> None:
        for trial in range(2):  # one that something outside kills as it starts says nothing about the next
            try:
                worker = Worker(self._store, self.generation, self._limits.query_memory_bytes)
            except (Anq2rdfError, OSError) as error:
                if trial or isinstance(error, SourceError):
                    self._idle.put(_told(error))
                    return
            else:
                self._all.add(worker)
                self._idle.put(worker)
                return

    def _bury(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.bury()


def _told(error: Anq2rdfError | OSError) -> Anq2rdfError:
    if isinstance(error, Anq2rdfError):
        return error
    return Anq2rdfError(f"no process for queries can be started: {error}")


def _busy() -> QueryBusy:
    return QueryBusy("all processes that answer queries are taken", remedy="ask again in some seconds")


def generation_of(store: Path) -> str:
    """A name for what the store in that folder holds now; empty where there is none."""
    try:
        return current(store).name
    except SourceError:
        return ""
