"""The parent's hand on one worker process, and on one question that is under way."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from anq2rdf.errors import Anq2rdfError, QueryStopped
from anq2rdf.limits import Limits
from anq2rdf.processes import Wire
from anq2rdf.query.question import Question, Reply, too_deep
from anq2rdf.query.worker import serve

_STARTS: Final = 30.0  # seconds a process may take to be there
_PROMPT: Final = 0.5  # seconds; what takes longer gives way to what does not
_LOWEST: Final = 19
_LARGE: Final = 8 << 20  # bytes of an answer after which a process holds more memory than it needs


class Worker:
    """A process that has opened the store. Raises `SourceError` where there is none."""

    def __init__(self, store: Path, generation: str, memory: int) -> None:
        context = get_context("spawn")  # a fork would copy this process's threads and memory
        ours, theirs = socket.socketpair()
        self.generation = generation
        self.is_worn = False  # better replaced than asked again
        self._wire = Wire(ours)
        self._process = context.Process(target=serve, args=(theirs, str(store), memory), daemon=True)
        self._process.start()
        theirs.close()
        self.is_cut_off = self._begun()

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.exitcode is None

    def ask(self, question: Question, limits: Limits, *, gives_way: bool) -> Reply | Anq2rdfError:
        """Its answer, or its error. Raises `QueryStopped` where it ends instead; then it is dead or must be killed.

        With `gives_way` a question that is not prompt goes on at the lowest priority.
        """
        try:
            self._wire.put((question, limits))
            if not self._waits(limits.query_seconds, gives_way=gives_way):
                raise _too_slow(limits)
            return self._taken()
        except (EOFError, OSError):
            raise self._fate(limits) from None

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        with contextlib.suppress(ValueError):  # buried already
            self._process.kill()

    def bury(self) -> None:
        """Kill it and let go of everything it had; only when nobody asks it any more."""
        self.kill()
        self._process.join()
        self._process.close()
        self._wire.close()

    def _begun(self) -> bool:
        found: object = None
        with contextlib.suppress(EOFError, OSError):
            found = self._wire.take() if self._wire.waits(_STARTS) else None
        if isinstance(found, bool):
            return found
        self._process.join(1)
        code = self._process.exitcode
        self.bury()
        if isinstance(found, Anq2rdfError):
            raise found
        raise Anq2rdfError(
            f"a process for queries ended as it started (exit code {code})",
            remedy="give queries more memory; in a program, start it under `if __name__ == '__main__':`",
        )

    def _taken(self) -> Reply | Anq2rdfError:
        found: Reply | Anq2rdfError = self._wire.take()
        if isinstance(found, Anq2rdfError):
            return found
        content: bytes = self._wire.take()
        self.is_worn = self.is_worn or len(content) > _LARGE
        return replace(found, content=content)

    def _waits(self, seconds: float, *, gives_way: bool) -> bool:
        if not gives_way or seconds <= _PROMPT:
            return self._wire.waits(seconds)
        if self._wire.waits(_PROMPT):
            return True
        self._give_way()
        return self._wire.waits(seconds - _PROMPT)

    def _give_way(self) -> None:
        self.is_worn = True  # nobody but root can take it back
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, _LOWEST)

    def _fate(self, limits: Limits) -> QueryStopped:
        self._process.join(1)
        code = self._process.exitcode
        if sys.platform != "win32":
            if code == -signal.SIGALRM:
                return _too_slow(limits)
            if code in (-signal.SIGSEGV, -signal.SIGBUS):
                return too_deep("the query is nested, or its chains are long, beyond what the engine can follow")
        return QueryStopped(
            "the query needs more memory than it may use", remedy="narrow it, or leave out ORDER BY", limit="memory"
        )


class Call:
    """One question under way, which any thread may give up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._given_up = False

    @property
    def is_under_way(self) -> bool:
        """Whether a process has it."""
        return self._worker is not None

    def give_up(self) -> None:
        """End the process that has it; nothing happens once there is an answer."""
        with self._lock:
            self._given_up = True
            if self._worker is not None:
                self._worker.kill()

    @contextlib.contextmanager
    def at(self, worker: Worker) -> Iterator[None]:
        """While that worker has it. Raises `QueryStopped` when it was given up."""
        with self._lock:
            self._worker = None if self._given_up else worker
        try:
            if self._given_up:
                raise QueryStopped("nobody waits for the answer", limit="wish")
            yield
        except QueryStopped:
            if self._given_up:
                raise QueryStopped("nobody waits for the answer", limit="wish") from None
            raise
        finally:
            with self._lock:
                self._worker = None


def _too_slow(limits: Limits) -> QueryStopped:
    return QueryStopped(f"the query took more than {limits.query_seconds:g} seconds", remedy="narrow it", limit="time")
