"""The embedded Oxigraph store in a folder, as a target and to read."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, TypeAlias, cast

from pyoxigraph import Quad, RdfFormat, Store, parse

from anq2rdf import __version__
from anq2rdf.errors import SinkError, SourceError, UsageError
from anq2rdf.problems import escaped
from anq2rdf.records import SourceFile
from anq2rdf.sinks.formats import FORMATS, Format, format_of
from anq2rdf.sinks.generations import About, Generation, current
from anq2rdf.sinks.new_generation import NewGeneration
from anq2rdf.sinks.packed import Joined, opened

# A bulk load holds its statements in memory several times over: these keep one to some hundreds of MB.
CHUNK_BYTES: Final = 48 << 20
CHUNK_QUADS: Final = 250_000
_TRIES: Final = 5

_BLANK: Final = b"_:"
_PLACE: Final = re.compile(r"^Parser error at .*?: ")     # a line within the chunk: ours is told beside it


Prepare: TypeAlias = Callable[[Generation], None]


class StoreSink:
    """A store that takes N-Quads pieces and RDF files, into a generation of its own that counts when it is whole.

    With `add` that generation begins with what the store holds; without, the store will hold what is loaded and
    nothing else. Whatever fails, the store is as it was.
    """

    def __init__(self, folder: str, *, add: bool = True) -> None:
        """Raises `SinkError` when the folder holds something else or somebody else is loading."""
        self.place = folder
        self._mode = "add" if add else "replace"
        self._made = NewGeneration(Path(os.path.realpath(folder)), add=add)
        self._pending: list[bytes] = []
        self._size = 0
        try:
            self._store: Store | None = Store(self._made.data)
        except OSError as error:
            self._made.discard()
            raise _sink_error(folder, error) from error

    def write(self, piece: bytes) -> None:
        """Whole lines of N-Quads without blank nodes, as the nq writer makes them."""
        self._pending.append(piece)
        self._size += len(piece)
        if self._size >= CHUNK_BYTES:
            self._load_pending()

    def load_file(self, path: str) -> None:
        """Everything in one RDF file; the format and the compression go by its name.

        Raises `UsageError` for a name that tells no format (and for RDF/XML, whose entities can fill any memory) and
        `SourceError` for a file that cannot be read, with the line where the parser knows it.
        """
        form = FORMATS[format_of(path)]
        self._load_pending()
        try:
            with opened(path) as stream:
                if form.name in ("nt", "nq"):
                    self._load_lines(path, form, stream)
                else:
                    self._load_quads(path, form, stream, 0)
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(f"cannot read {escaped(path)}: {error}", remedy="check the file") from error

    def finish(self, prepare: Iterable[Prepare] = (), *, base: str = "", inputs: Iterable[SourceFile] = ()) -> int:
        """The new generation is whole, on disk, and the current one. How many statements it holds.

        Before that each of `prepare` may put something beside its data; if one raises, the store is as it was.
        """
        self._load_pending()
        try:
            store = self._opened()
            store.flush()
            about = About(
                loaded=datetime.now(UTC).isoformat(timespec="seconds"),
                version=__version__,
                mode=self._mode,
                inputs=tuple(inputs),
                base=base,
                statements=len(store),
                graphs=sum(1 for _ in store.named_graphs()),
            )
            del store
            self._store = None      # closes it
            for each in prepare:
                each(Generation(self._made.folder, self._made.folder.name, self._made.data))
            self._made.commit(about)
        except OSError as error:
            self.abort()
            raise _sink_error(self.place, error) from error
        except BaseException:
            self.abort()
            raise
        return about.statements

    def abort(self) -> None:
        """The store is as it was before."""
        self._store = None
        self._pending.clear()
        self._made.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._store is not None:
            self.finish()
        else:
            self.abort()

    def _load_pending(self) -> None:
        if self._pending:
            lines = b"".join(self._pending)
            self._pending.clear()
            self._size = 0
            try:
                self._load(lines, FORMATS["nq"])
            except SyntaxError as error:
                self.abort()
                raise SinkError(f"the store refused N-Quads: {error}", remedy="report this: it is a bug") from error

    def _load_lines(self, path: str, form: Format, stream: IO[bytes]) -> None:
        # Cutting between lines is exact as long as no blank node can have statements on both sides.
        line = 0
        while chunk := stream.read(CHUNK_BYTES):
            chunk += stream.readline(CHUNK_BYTES)
            if _BLANK in chunk:
                self._load_quads(path, form, cast("IO[bytes]", Joined(chunk, stream)), line)
                return
            try:
                self._load(chunk, form)
            except SyntaxError as error:
                raise _source_error(path, error, line) from error
            line += chunk.count(b"\n")

    def _load_quads(self, path: str, form: Format, stream: IO[bytes], line: int) -> None:
        quads: Iterator[Quad] = iter(parse(stream, format=_rdf_format(form), rename_blank_nodes=True))
        while True:
            try:
                batch = list(islice(quads, CHUNK_QUADS))
            except SyntaxError as error:
                raise _source_error(path, error, line) from error
            if not batch:
                return
            try:
                self._opened().bulk_extend(batch)
            except OSError as error:
                raise self._failed(error) from error

    def _load(self, lines: bytes, form: Format) -> None:
        try:
            self._opened().bulk_load(lines, format=_rdf_format(form))
        except OSError as error:
            raise self._failed(error) from error

    def _opened(self) -> Store:
        if self._store is None:
            raise SinkError(f"the store {escaped(self.place)} is closed", remedy="open it again")
        return self._store

    def _failed(self, error: OSError) -> SinkError:
        self.abort()
        return _sink_error(self.place, error)


def open_store(folder: str) -> Store:
    """What the store in `folder` holds now, to read. Later loads change nothing of it.

    Raises `SourceError` where there is none.
    """
    for _ in range(_TRIES):  # it may be removed between being found and being held, by two loads in that time
        found = current(folder)
        if found.hold():
            break
    try:
        return Store.read_only(str(found.store))
    except OSError as error:
        raise SourceError(f"cannot open the store {escaped(folder)}: {error}", remedy="load it again") from error


def _rdf_format(form: Format) -> RdfFormat:
    found = RdfFormat.from_media_type(form.media_type)
    if found is None:
        raise UsageError(f"the store does not read {form.title}", remedy="use N-Quads")
    return found


def _source_error(path: str, error: SyntaxError, before: int) -> SourceError:
    if "LoadDocumentCallback" in str(error.msg):
        return SourceError(
            f"{escaped(path)} points at a JSON-LD context on the network, which is not fetched",
            remedy="use a file with its context inside (--context inline)",
        )
    place = f", line {before + error.lineno}" if error.lineno else ""
    cause = escaped(_PLACE.sub("", str(error.msg)))
    return SourceError(f"{escaped(path)} is not valid RDF{place}: {cause}", remedy="correct the file")


def _sink_error(place: str, error: OSError) -> SinkError:
    return SinkError(f"cannot write the store {escaped(place)}: {error}", remedy="check space and permissions")
