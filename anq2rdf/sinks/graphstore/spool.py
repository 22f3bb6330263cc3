"""Statements on their way to a store, on disk, one N-Triples file a graph.

Lines that are N-Quads in their plainest spelling are cut in two as they are; everything else goes through a parser and
is written anew. So whatever stands in a file here is whole statements and nothing else: it can go into an update.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Final, NamedTuple, Self, cast

import pyoxigraph as ox

from anq2rdf.errors import LimitExceeded, SinkError, SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import escaped
from anq2rdf.sinks.formats import FORMATS, Format, format_of
from anq2rdf.sinks.packed import Joined, opened

_CHUNK: Final = 8 << 20  # bytes read at once
_HELD: Final = 16 << 20  # bytes in memory, of all graphs together
_QUADS: Final = 50_000
_IRI: Final = rb'<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*>'
_LITERAL: Final = (
    rb'"[^"\\\r\n]*(?:\\[tbnrf"\'\\][^"\\\r\n]*)*"(?:@[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*|\^\^' + _IRI + rb")?"
)
_LINE: Final = re.compile(
    b"(%b %b (?:%b|%b))(?: (%b))? ?\\." % (_IRI, _IRI, _IRI, _LITERAL, _IRI)
).fullmatch


class Graph(NamedTuple):
    """One graph, whole, on disk."""

    name: str  # as a term: "<http://…>"; empty for the default graph
    path: Path
    statements: int  # lines: a statement may stand there twice
    size: int  # bytes
    digest: str
    has_blank_nodes: bool


class _Gathered:
    """What there is of one graph so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: list[bytes] = []
        self.statements = self.size = 0
        self.has_blank_nodes = False
        self.digest = hashlib.sha256()

    def append(self) -> None:
        """What is held goes to the end of the file."""
        content = b"".join(self.held)
        self.held.clear()
        self.digest.update(content)
        with self.path.open("ab") as file:
            file.write(content)


class GraphSpool:
    """Statements by graph. A context manager: leaving it removes what lies on disk."""

    def __init__(self, default: str = "", limits: Limits = DEFAULT) -> None:
        """`default` is the term of the graph that takes statements of the default graph; empty keeps them there."""
        self._default = default.encode()
        self._limits = limits
        self._graphs: dict[bytes, _Gathered] = {}
        self._held = 0
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="anq2rdf-", ignore_cleanup_errors=True)
        except OSError as error:
            raise _no_room(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def write(self, piece: bytes) -> None:
        """Whole lines of N-Quads, each with its graph and without blank nodes, as the nq writer makes them."""
        parts: dict[bytes, list[bytes]] = {}
        for line in piece.split(b"\n"):
            if line:
                cut = line.rfind(b" <")
                parts.setdefault(line[cut + 1 : -2], []).append(line[:cut])
        for name, lines in parts.items():
            lines.append(b"")
            self._put(name, b" .\n".join(lines), len(lines) - 1)

    def add_file(self, path: str) -> None:
        """Everything in one RDF file; the format and the compression go by its name.

        Raises `UsageError` for a name that tells no format and `SourceError` for a file that cannot be read.
        """
        form = FORMATS[format_of(path)]
        try:
            with opened(path) as stream:
                if form.name in ("nt", "nq"):
                    self._add_lines(path, form, stream)
                else:
                    self._add_parsed(path, form, stream, 0)
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(f"cannot read {escaped(path)}: {error}", remedy="check the file") from error

    def graphs(self) -> list[Graph]:
        """All graphs in the order of their names."""
        self._flush()
        return [
            Graph(name.decode(), each.path, each.statements, each.size, each.digest.hexdigest(), each.has_blank_nodes)
            for name, each in sorted(self._graphs.items())
        ]

    def _add_lines(self, path: str, form: Format, stream: IO[bytes]) -> None:
        line = 0
        while chunk := stream.read(_CHUNK):
            chunk += stream.readline(_CHUNK)
            parts = _cut(chunk, form)
            if parts is None:  # blank nodes, escapes, comments: from here on by the parser
                self._add_parsed(path, form, cast("IO[bytes]", Joined(chunk, stream)), line)
                return
            for name, lines in parts.items():
                lines.append(b"")
                self._put(name, b" .\n".join(lines), len(lines) - 1)
            line += chunk.count(b"\n")

    def _add_parsed(self, path: str, form: Format, stream: IO[bytes], before: int) -> None:
        media = ox.RdfFormat.from_media_type(form.media_type)
        quads = iter(ox.parse(stream, format=media, rename_blank_nodes=True))
        try:
            while batch := list(islice(quads, _QUADS)):
                self._add_quads(path, batch)
        except SyntaxError as error:
            place = f", line {before + error.lineno}" if error.lineno else ""
            raise SourceError(
                f"{escaped(path)} is not valid RDF{place}: {escaped(str(error.msg))}", remedy="correct the file"
            ) from error

    def _add_quads(self, path: str, quads: Iterable[ox.Quad]) -> None:
        parts: dict[bytes, list[ox.Triple]] = {}
        for quad in quads:
            if isinstance(quad.graph_name, ox.BlankNode):
                raise SourceError(f"{escaped(path)} has a graph without a name", remedy="name every graph by an IRI")
            name = b"" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name).encode()
            parts.setdefault(name, []).append(quad.triple)
        for name, triples in parts.items():
            lines = cast("bytes", ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))
            blank = any(isinstance(term, ox.BlankNode) for each in triples for term in (each.subject, each.object))
            self._put(name, lines, len(triples), blank=blank)

    def _put(self, name: bytes, lines: bytes, statements: int, *, blank: bool = False) -> None:
        gathered = self._gathered(name or self._default)
        gathered.held.append(lines)
        gathered.statements += statements
        gathered.size += len(lines)
        gathered.has_blank_nodes |= blank
        self._held += len(lines)
        if self._held >= _HELD:
            self._flush()

    def _gathered(self, name: bytes) -> _Gathered:
        found = self._graphs.get(name)
        if found is None:
            if len(self._graphs) >= self._limits.remote_graphs:
                raise LimitExceeded(f"more than {self._limits.remote_graphs} graphs", remedy="load in several runs")
            found = self._graphs[name] = _Gathered(Path(self._folder.name) / f"{len(self._graphs)}.nt")
        return found

    def _flush(self) -> None:
        try:
            for each in self._graphs.values():
                if each.held:
                    each.append()
        except OSError as error:
            raise _no_room(error) from error
        self._held = 0


def _cut(chunk: bytes, form: Format) -> dict[bytes, list[bytes]] | None:
    """The triples of lines in their plainest spelling, by graph; None when one is not."""
    parts: dict[bytes, list[bytes]] = {}
    try:
        chunk.decode()
    except UnicodeDecodeError:
        return None
    for line in chunk.split(b"\n"):
        if line:
            found = _LINE(line)
            if found is None:
                return None
            triple, graph = found.groups(b"")
            if graph and form.name == "nt":
                return None
            parts.setdefault(graph, []).append(triple)
    return parts


def _no_room(error: OSError) -> SinkError:
    return SinkError(
        f"the temporary folder cannot be written: {error.strerror or error}",
        remedy="set TMPDIR to a folder with more room",
    )
