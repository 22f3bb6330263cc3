"""The data to judge, whatever it came as, brought into one store: every statement once, in the default graph.

Everything passes through one N-Triples file in a temporary folder. A store counts a statement that stands in two named
graphs twice, an RDF merge does not; and beyond `IN_MEMORY` bytes the store itself lies in that folder, so that memory
does not grow with the data.
"""

from __future__ import annotations

import gzip
import mmap
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

import pyoxigraph as ox
import zstandard

from anq2rdf.errors import LimitExceeded, SinkError, SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.problems import escaped
from anq2rdf.sinks import open_store
from anq2rdf.sinks.generations import is_store

IN_MEMORY: Final = 64 << 20  # bytes of N-Triples; the store in memory is some five times as big
_FORMATS: Final = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def is_data(argument: str) -> bool:
    """Whether an argument names RDF (by its ending) or an embedded store (by what is in the folder)."""
    path = Path(argument)
    return _suffixes(path)[0] in _FORMATS or is_store(path)


def _suffixes(path: Path) -> tuple[str, str]:
    outer = path.suffix.lower()
    if outer in (".gz", ".zst"):
        return Path(path.stem).suffix.lower(), outer
    return outer, ""


class Spool:
    """Statements on their way to the store. A context manager: leaving it removes what lies on disk."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="anq2rdf-", ignore_cleanup_errors=True)
            self._file: BinaryIO = (Path(self._folder.name) / "data.nt").open("w+b")
        except OSError as error:
            raise _no_room(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._folder.cleanup()

    def write(self, triples: bytes) -> int:
        """Add N-Triples as they are."""
        try:
            return self._file.write(triples)
        except OSError as error:
            raise _no_room(error) from error

    def aside(self, name: str) -> BinaryIO:
        """A file of one's own in the same folder; it goes when the spool goes."""
        try:
            return (Path(self._folder.name) / name).open("wb")
        except OSError as error:
            raise _no_room(error) from error

    def add_file(self, path: Path, form: str | None = None) -> None:
        """Add an RDF file, in the form its name tells unless it is given ("nt", "ttl", …).

        Raises `SourceError` when it cannot be read and `LimitExceeded` when it is too big.
        """
        kind, packing = _suffixes(path)
        if form is not None:
            kind = f".{form}"
        try:
            with path.open("rb") as raw, _unpacked(raw, packing) as plain:
                stream = cast("BinaryIO", _Capped(plain, self._limits.giant_bytes, path.name))
                quads = ox.parse(stream, format=_FORMATS[kind], rename_blank_nodes=True)
                self._add(quads)
        except SyntaxError as error:
            raise SourceError(f"{escaped(path.name)} is not valid RDF: {escaped(str(error))}") from error
        except (OSError, EOFError, zlib.error, zstandard.ZstdError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"{escaped(path.name)} could not be read: {escaped(reason)}") from error

    def add_store(self, path: Path) -> None:
        """Add all an embedded store holds. Raises `SourceError` when it cannot be opened."""
        try:
            self._add(iter(open_store(str(path))))
        except ValueError as error:
            raise SourceError(f"the store {escaped(path.name)} could not be read: {escaped(str(error))}") from error

    def _add(self, quads: Iterator[ox.Quad]) -> None:
        ox.serialize(map(_triple, quads), output=cast("BinaryIO", self), format=ox.RdfFormat.N_TRIPLES)

    def flush(self) -> None:
        """Part of being a file to write to; nothing is due before `store`."""

    def store(self) -> ox.Store:
        """The store with all that was added. It lives no longer than this spool."""
        try:
            size = self._file.tell()
            self._file.seek(0)
            store = ox.Store() if size <= IN_MEMORY else ox.Store(str(Path(self._folder.name) / "store"))
            if self._names_blank_nodes():
                store.bulk_extend(ox.Quad(*t) for t in ox.parse(self._file, format=ox.RdfFormat.N_TRIPLES))
            else:
                store.bulk_load(self._file, format=ox.RdfFormat.N_TRIPLES)
        except OSError as error:
            raise _no_room(error) from error
        return store

    def lines(self) -> Iterator[str]:
        """The same statements as N-Triples, some perhaps more than once; blank nodes are called as in the store."""
        self._file.flush()
        with Path(self._file.name).open(encoding="utf-8", newline="\n") as lines:
            yield from lines

    def triples(self) -> Iterator[ox.Triple]:
        """The same, parsed."""
        self._file.flush()
        return ox.parse(path=self._file.name, format=ox.RdfFormat.N_TRIPLES)

    def _names_blank_nodes(self) -> bool:
        """Whether there may be any: `bulk_load` would give them other names, and results could not be told apart."""
        self._file.flush()
        if not self._file.seek(0, 2):
            return False
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            found = text[:2] == b"_:" or text.find(b"\n_:") >= 0 or text.find(b" _:") >= 0
        self._file.seek(0)
        return found


def _triple(quad: ox.Quad) -> ox.Triple:
    if isinstance(quad.object, ox.Triple):
        raise SourceError(
            "the data holds a triple term (RDF 1.2), which SHACL does not know", remedy="describe it with plain triples"
        )
    return quad.triple


def _unpacked(raw: BinaryIO, packing: str) -> BinaryIO:
    if packing == ".gz":
        return cast("BinaryIO", gzip.open(raw))
    if packing == ".zst":
        return cast("BinaryIO", zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True))
    return raw


class _Capped:
    """Reads no more than the cap allows, so that a small file cannot unpack to fill the machine."""

    def __init__(self, stream: BinaryIO, cap: int, name: str) -> None:
        self._stream, self._left, self._name = stream, cap, name

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size if size >= 0 else 1 << 20)
        self._left -= len(block)
        if self._left < 0:
            raise LimitExceeded(f"{escaped(self._name)} unpacks to more than the limit allows")
        return block


def _no_room(error: OSError) -> SinkError:
    return SinkError(
        f"the temporary folder cannot be written: {error.strerror or error}",
        remedy="set TMPDIR to a folder with more room",
    )
