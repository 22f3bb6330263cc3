"""Every exception the package raises on purpose.

    Anq2rdfError
    ├── UsageError        the call is wrong: options, names, formats               exit 2
    │   └── QueryRefused    … because a query would write, or ask somebody else   exit 2
    ├── SourceError       an input could not be read                              exit 3
    │   └── LimitExceeded   … because it passes a cap of `anq2rdf.limits`         exit 3
    ├── SinkError         the output could not be written                         exit 4
    ├── RemoteError       the network gave up; trying again later may work        exit 5
    ├── QueryStopped      a query met a limit: time, memory, rows, bytes, depth   exit 6
    └── QueryBusy         a query did not start: others have all the processes    exit 6

A fault of one *record* is never an exception: it is a `anq2rdf.problems.Problem`, and the run goes on.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar


class Anq2rdfError(Exception):
    """Root of the tree: one clear sentence, what to do about it, and a code for `anq2rdf explain`."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, remedy: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders: keyword arguments would be lost by the default.
        return _rebuild, (type(self), self.message, self.remedy, self.code)


class UsageError(Anq2rdfError):
    """The call itself is wrong."""

    exit_code = 2


class QueryRefused(UsageError):
    """A query that is never run here, however well it is written: it would write, or ask somebody else."""


class SourceError(Anq2rdfError):
    """An input could not be read."""

    exit_code = 3


class LimitExceeded(SourceError):
    """An input passes one of the caps in `anq2rdf.limits`."""


class SinkError(Anq2rdfError):
    """The output could not be written; nothing half-written was left under its final name."""

    exit_code = 4


class RemoteError(Anq2rdfError):
    """The network gave up after the allowed retries."""

    exit_code = 5


class QueryStopped(Anq2rdfError):
    """A query was stopped by a limit; `limit` says which: time, memory, rows, bytes or depth.

    Or by nobody wanting its answer any more: then `limit` is "wish".
    """

    exit_code = 6

    def __init__(self, message: str, *, remedy: str = "", code: str = "", limit: str = "time") -> None:
        super().__init__(message, remedy=remedy, code=code)
        self.limit = limit

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), remedy=self.remedy, code=self.code, limit=self.limit), (self.message,)


class QueryBusy(Anq2rdfError):
    """A query was not begun: every process that answers has another one. Later it may work."""

    exit_code = 6


def _rebuild(kind: type[Anq2rdfError], message: str, remedy: str, code: str) -> Anq2rdfError:
    return kind(message, remedy=remedy, code=code)
