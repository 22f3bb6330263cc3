"""Statements into an open store, fast and within bounds.

One bulk load of everything would hold a million statements several times over. Lines are cut into chunks instead, each
a bulk load of its own, and two of them run at a time: while one is parsed the other is sorted and written.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import IO, Final, NamedTuple, cast

from pyoxigraph import Quad, RdfFormat, Store, parse

from anq2rdf.errors import SinkError, SourceError, UsageError
from anq2rdf.problems import escaped
from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.packed import Joined

CHUNK_BYTES: Final = 24 << 20
CHUNK_QUADS: Final = 250_000
THREADS: Final = 2

_BLANK: Final = re.compile(rb"(?:^|[\s>])_:")  # a blank node, or text that looks like one
_PLACE: Final = re.compile(r"^Parser error at .*?: ")  # a line within the chunk: ours is told beside it


class _Chunk(NamedTuple):
    path: str
    line: int  # how many come before it
    done: Future[None]


class Filling:
    """What is on its way into a store. Everything raises `SinkError` when the store cannot take it."""

    def __init__(self, store: Store, place: str) -> None:
        self._store: Store | None = store
        self._place = place
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="load")
        self._chunks: deque[_Chunk] = deque()

    def add_stream(self, path: str, form: Format, stream: IO[bytes], progress: Callable[[int], None]) -> None:
        """All of an RDF file. Raises `SourceError`, with the line where the parser knows it."""
        if form.name in ("nt", "nq"):
            self._add_cut(path, form, stream, progress)
        else:
            self.add_quads(_parsed(path, form, stream, 0), progress)

    def add_lines(self, lines: bytes, form: Format, path: str = "", line: int = 0) -> None:
        """Whole lines of N-Triples or N-Quads without blank nodes; a fault may be raised by any later call."""
        self._wait(THREADS - 1)
        done = self._threads.submit(self._live().bulk_load, lines, _rdf_format(form))
        self._chunks.append(_Chunk(path, line, done))

    def add_quads(self, quads: Iterator[Quad], progress: Callable[[int], None]) -> None:
        """Any statements; blank nodes keep their names."""
        while batch := list(islice(quads, CHUNK_QUADS)):
            try:
                self._live().bulk_extend(batch)
            except OSError as error:
                raise sink_error(self._place, error) from error
            progress(0)

    def settle(self) -> None:
        """Everything given so far is in the store."""
        self._wait(0)

    def close(self) -> None:
        """Nothing runs any more, and the store is let go; what had not begun is left out."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._chunks.clear()
        self._store = None  # an exception on its way up may keep this object, and with it the store open

    def _live(self) -> Store:
        if self._store is None:
            raise SinkError(f"the store {escaped(self._place)} is closed", remedy="open it again")
        return self._store

    def _add_cut(self, path: str, form: Format, stream: IO[bytes], progress: Callable[[int], None]) -> None:
        # Cutting between lines is exact as long as no blank node can have statements on both sides.
        line = 0
        while chunk := stream.read(CHUNK_BYTES):
            chunk += stream.readline(CHUNK_BYTES)
            if b"_:" in chunk and _BLANK.search(chunk):  # the pattern alone is slow
                self.settle()
                rest = cast("IO[bytes]", Joined(chunk, stream))
                self.add_quads(_parsed(path, form, rest, line), progress)
                return
            self.add_lines(chunk, form, path, line)
            line += chunk.count(b"\n")
            progress(len(chunk))
        self.settle()

    def _wait(self, most: int) -> None:
        while len(self._chunks) > most:
            chunk = self._chunks.popleft()
            try:
                chunk.done.result()
            except OSError as error:
                raise sink_error(self._place, error) from error
            except SyntaxError as error:
                if chunk.path:
                    raise source_error(chunk.path, error, chunk.line) from error
                raise SinkError(f"the store refused N-Quads: {error}", remedy="report this: it is a bug") from error


def sink_error(place: str, error: OSError) -> SinkError:
    """The one line about a store that cannot be written."""
    return SinkError(f"cannot write the store {escaped(place)}: {error}", remedy="check space and permissions")


def _parsed(path: str, form: Format, stream: IO[bytes], line: int) -> Iterator[Quad]:
    quads: Iterable[Quad] = parse(stream, format=_rdf_format(form), rename_blank_nodes=True)
    try:
        yield from quads
    except SyntaxError as error:
        raise source_error(path, error, line) from error


def count_statements(path: str, form: Format, stream: IO[bytes]) -> int:
    """How many statements an RDF file holds, read to its end. Raises `SourceError`."""
    return sum(1 for _ in _parsed(path, form, stream, 0))


def _rdf_format(form: Format) -> RdfFormat:
    found = RdfFormat.from_media_type(form.media_type)
    if found is None:
        raise UsageError(f"the store does not read {form.title}", remedy="use N-Quads")
    return found


def source_error(path: str, error: SyntaxError, before: int) -> SourceError:
    """The one line about a file that is not valid RDF."""
    if "LoadDocumentCallback" in str(error.msg):
        return SourceError(
            f"{escaped(path)} points at a JSON-LD context on the network, which is not fetched",
            remedy="use a file with its context inside (--context inline)",
        )
    place = f", line {before + error.lineno}" if error.lineno else ""
    cause = escaped(_PLACE.sub("", str(error.msg)))
    return SourceError(f"{escaped(path)} is not valid RDF{place}: {cause}", remedy="correct the file")
