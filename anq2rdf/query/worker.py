"""One query in a process of its own: what runs on the other side of the fence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.errors import Anq2rdfError, QueryStopped, SinkError, UsageError
from anq2rdf.problems import escaped
from anq2rdf.sinks import open_store
from anq2rdf.sinks.prefixes import PREFIXES


class Job(Struct, frozen=True):
    """What to do."""

    store: str
    text: str
    parameters: dict[str, ox.NamedNode | ox.Literal]
    folder: str  # where the answer is written, in the file "answer"
    format: str  # csv, tsv, json, xml or ttl
    rows: int
    memory: int  # bytes of address space


def work(job: Job, pipe: Connection) -> None:
    """Run the job; send the number of rows, or the error, and end."""
    _limit_memory(job.memory)
    _silence()
    try:
        pipe.send(_answer(job))
    except Anq2rdfError as error:
        pipe.send(error)
    except SyntaxError as error:
        pipe.send(UsageError(f"the query is not valid SPARQL: {_short(error)}"))
    except OSError as error:
        pipe.send(SinkError(f"the answer could not be kept: {_short(error)}", remedy="is TMPDIR full?"))
    except RuntimeError as error:  # what is left of these is a parameter the query does not project
        pipe.send(
            UsageError(
                f"the query cannot be run: {_short(error)}",
                remedy="a variable set with -p must be projected by the outer SELECT",
            )
        )
    except MemoryError:
        pipe.send(out_of_memory())
    except Exception as error:  # the engine's own: a function applied to what it cannot take, …
        pipe.send(UsageError(f"the query cannot be run: {_short(error)}"))


def _short(error: Exception) -> str:
    # The parser goes on to list every token it would have taken, over several lines.
    text = " ".join(str(error).split())
    return escaped(text.partition(": expected")[0] if len(text) > 120 else text)


def out_of_memory() -> QueryStopped:
    """The error of a query that needs more memory than it may have."""
    return QueryStopped("the query needs more memory than it may use", remedy="narrow it, or leave out ORDER BY")


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _silence() -> None:
    # When the engine gets no memory it prints a backtrace and aborts; the parent says what happened in its own words.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _answer(job: Job) -> int:
    store = open_store(job.store)
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in job.parameters.items()
    }
    found = store.query(job.text, use_default_graph_as_union=True, substitutions=given)
    answer = Path(job.folder) / "answer"
    with answer.open("w+b") as file:
        if isinstance(found, ox.QueryTriples):
            return _triples(found, job, file)
        if isinstance(found, ox.QueryBoolean):
            found.serialize(file, format=_format(job.format))
            return 1
        return _rows(found, job, file)


def _triples(found: ox.QueryTriples, job: Job, file: BinaryIO) -> int:
    counted = _Count(job.rows)
    ox.serialize(counted.pass_on(found), output=file, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    file.seek(0)  # the library writes the prefixes in another order each time
    heads = sorted(file.readline() for _ in PREFIXES)
    file.seek(0)
    file.writelines(heads)
    return counted.rows


def _rows(found: ox.QuerySolutions, job: Job, file: BinaryIO) -> int:
    """TSV first: one line is one row there, so rows can be counted as they are written."""
    if job.format == "tsv":
        lines = _Lines(file, job.rows)
        found.serialize(cast("IO[bytes]", lines), format=ox.QueryResultsFormat.TSV)
        return lines.rows
    rows = Path(job.folder) / "rows"
    with rows.open("wb") as spool:
        lines = _Lines(spool, job.rows)
        found.serialize(cast("IO[bytes]", lines), format=ox.QueryResultsFormat.TSV)
    again = ox.parse_query_results(path=str(rows), format=ox.QueryResultsFormat.TSV)
    again.serialize(file, format=_format(job.format))
    return lines.rows


def _format(name: str) -> ox.QueryResultsFormat:
    return cast("ox.QueryResultsFormat", getattr(ox.QueryResultsFormat, name.upper()))


class _Count:
    def __init__(self, limit: int) -> None:
        self.rows, self._limit = 0, limit

    def add(self, number: int) -> None:
        self.rows += number
        if self.rows > self._limit:
            raise QueryStopped(f"the answer has more than {self._limit:,} rows", remedy="narrow it, or add a LIMIT")

    def pass_on(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.add(1)
            yield item


class _Lines:
    """A file that counts the rows of a TSV table on the way."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._count = _Count(limit)
        self._count.rows = -1  # the head

    @property
    def rows(self) -> int:
        return self._count.rows

    def write(self, block: bytes) -> int:
        self._count.add(bytes(block).count(b"\n"))
        return self._file.write(block)

    def flush(self) -> None:
        self._file.flush()
