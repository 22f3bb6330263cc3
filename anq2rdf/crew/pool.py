"""Our own worker processes as an executor: each has a wire of its own, so that who is lost is known exactly.

`concurrent.futures.ProcessPoolExecutor` would nearly do, but its workers share one pipe for their results: one that is
killed while it sends leaves the reader waiting for the rest for ever, and one that ends takes everybody's work along.
"""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from anq2rdf.crew.serving import serve
from anq2rdf.crew.work import Recipe
from anq2rdf.processes import Wire, deaf

T = TypeVar("T")


class WorkerLost(BrokenExecutor):
    """The worker that had the task ended; says how. The next task gets another one."""


class Pool(Executor):
    """Processes that know the recipe, started as tasks come, replaced as they are lost.

    A task that takes more than `seconds` ends with `TimeoutError`, and its process with it.
    """

    def __init__(self, size: int, recipe: Recipe, seconds: float) -> None:
        self._recipe = recipe
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(size, "anq2rdf-worker", deaf)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._closed = False

    def submit(self, task: Callable[..., T], /, *given: Any, **named: Any) -> Future[T]:
        """Have it done by the next worker who is free."""
        return self._threads.submit(self._call, task, given, named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers finish what they have, then go."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self.kill()

    def kill(self) -> None:
        """End every worker at once; what they were doing is lost."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.close()

    def _call(self, task: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = self._hire()
        try:
            return worker.call((task, given, named), self._seconds)
        except (WorkerLost, TimeoutError):
            self._own.worker = None
            self._workers.discard(worker)
            worker.end()
            worker.close()
            raise

    def _hire(self) -> _Worker:
        with self._lock:  # or one that starts while all are ended would be left over
            if self._closed:
                raise WorkerLost("all workers were ended")
            worker = _Worker(self._recipe)
            self._workers.add(worker)
        return worker


class _Worker:
    """A process and our end of the wire."""

    def __init__(self, recipe: Recipe) -> None:
        context = get_context("spawn")  # the only way that is safe in a program with threads
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        self._process = context.Process(target=serve, args=(theirs, recipe.digest, recipe.packed), daemon=True)
        self._process.start()
        theirs.close()

    def call(self, task: tuple[Any, ...], seconds: float) -> Any:
        """The task's result. Raises what it raised (as a `RuntimeError`), `WorkerLost` or `TimeoutError`."""
        try:
            self._wire.put(task)
            late = not self._wire.waits(seconds)
            answer = None if late else self._wire.take()
        except (EOFError, OSError):
            raise WorkerLost(self._fate()) from None
        if late:
            raise TimeoutError(f"more than {seconds:g} seconds")
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None:
        """Kill the process, if it still lives, and see it off."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Let go of the wire; only when no thread may wait at it."""
        self._wire.close()

    def _fate(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        return next((known.name for known in signal.Signals if known == -code), f"signal {-code}")
