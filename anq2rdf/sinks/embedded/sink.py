"""The embedded store as a target."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, cast

import msgspec
from pyoxigraph import DefaultGraph, Store

import anq2rdf
from anq2rdf.errors import SinkError, SourceError
from anq2rdf.problems import escaped
from anq2rdf.records import SourceFile
from anq2rdf.sinks.embedded import filling
from anq2rdf.sinks.embedded.nursery import Nursery
from anq2rdf.sinks.embedded.reading import open_store
from anq2rdf.sinks.formats import FORMATS, Format, format_of
from anq2rdf.sinks.generations import ABOUT, About, Generation
from anq2rdf.sinks.packed import Digested, unpacked

Prepare = Callable[[Generation], None]
STDIN: Final = "-"


def _silent(_size: int) -> None:
    """Whom progress is told where nobody listens."""


class StoreSink:
    """A store that takes N-Quads pieces and RDF files, into a fresh generation that nobody sees before `finish`.

    With `add` everything that was there stays. Without, each graph that this load speaks of (the default graph is one)
    holds afterwards what this load says of it and nothing else; graphs it does not speak of stay as they were.
    """

    def __init__(self, folder: str, *, add: bool = True, progress: Callable[[int], None] = _silent) -> None:
        """Raises `SinkError` when the folder holds something else or another run loads into it.

        `progress` is told how many bytes were read, now and then.
        """
        self.place = folder
        self._add, self._progress = add, progress
        self._inputs: list[SourceFile] = []
        self._pending: list[bytes] = []
        self._size = 0
        self._nursery: Nursery | None = None
        self._store: Store | None = None
        self._filling: filling.Filling | None = None
        with self._told():
            self._nursery = Nursery(Path(os.path.realpath(folder)), folder)
            self._store = self._begin(self._nursery)
            self._filling = filling.Filling(self._store, folder)

    # ---- what goes in

    def write(self, piece: bytes) -> None:
        """Whole lines of N-Quads without blank nodes, as the nq writer makes them."""
        self._pending.append(piece)
        self._size += len(piece)
        if self._size >= filling.CHUNK_BYTES:
            self._load_pending()

    def load_file(self, path: str) -> None:
        """Everything in one RDF file; the format and the compression go by its name.

        Raises `UsageError` for a name that tells no format (and for RDF/XML, whose entities can fill any memory) and
        `SourceError` for a file that cannot be read, with the line where the parser knows it.
        """
        form = FORMATS[format_of(path)]
        with self._told(path), Path(path).open("rb") as raw:
            digested = Digested(raw)
            with unpacked(cast("IO[bytes]", digested), path) as stream:
                self._load(path, form, stream)
            self._note(Path(path).name, form, digested)

    def load_stream(self, stream: IO[bytes], form: Format) -> None:
        """Everything that standard input holds, in that format."""
        with self._told(STDIN):
            digested = Digested(stream)
            self._load(STDIN, form, cast("IO[bytes]", digested))
            self._note(STDIN, form, digested)

    def load_store(self, folder: str) -> None:
        """Everything that another store holds now; its blank nodes keep their names."""
        quads = iter(open_store(folder))
        with self._told():
            self._load_pending()
            self._open().add_quads(quads, self._progress)

    # ---- the end

    def finish(
        self, prepare: Sequence[Prepare] = (), *, inputs: Sequence[SourceFile] = (), base: str = ""
    ) -> int:
        """The fresh generation is whole, on disk, and the current one from here on. How many statements it holds.

        `prepare` makes sidecars: each is called with the generation, closed and complete but not yet seen by anybody;
        whatever one raises ends the load. `inputs` are the sources of the pieces, `base` the base of their IRIs.
        """
        with self._told():
            self._load_pending()
            self._open().settle()
            nursery = self._nursery
            assert nursery is not None  # while it is open
            if nursery.before is not None and not self._add:
                self._keep_other_graphs(nursery.before)
            about = self._close((*inputs, *self._inputs), base)
            nursery.fresh.sidecar(ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n")
            for make in prepare:
                make(nursery.fresh)
            nursery.switch()
            self._nursery = None
        return about.statements

    def abort(self) -> None:
        """The store is as if this load had never begun."""
        if self._filling is not None:
            self._filling.close()
        self._filling = self._store = None
        self._pending.clear()
        if self._nursery is not None:
            self._nursery.abandon()
            self._nursery = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._store is not None:
            self.finish()
        else:
            self.abort()

    # ---- their parts

    def _begin(self, nursery: Nursery) -> Store:
        data = str(nursery.fresh.store)
        if nursery.before is not None and self._add:
            Store.read_only(str(nursery.before.store)).backup(data)  # hard links: nothing is copied
        return Store(data)

    def _load(self, path: str, form: Format, stream: IO[bytes]) -> None:
        self._load_pending()
        self._open().add_stream(path, form, stream, self._progress)

    def _note(self, name: str, form: Format, digested: Digested) -> None:
        digested.drain()
        self._inputs.append(
            SourceFile(name=name, sha256=digested.sha256, size=digested.size, media_type=form.media_type)
        )

    def _load_pending(self) -> None:
        if self._pending:
            lines = b"".join(self._pending)
            self._pending.clear()
            self._size = 0
            self._open().add_lines(lines, FORMATS["nq"])

    def _keep_other_graphs(self, before: Generation) -> None:
        old = Store.read_only(str(before.store))
        for graph in (DefaultGraph(), *old.named_graphs()):
            if next(self._live().quads_for_pattern(None, None, None, graph), None) is None:
                self._open().add_quads(old.quads_for_pattern(None, None, None, graph), self._progress)

    def _close(self, inputs: tuple[SourceFile, ...], base: str) -> About:
        self._open().close()
        self._live().flush()
        about = About(
            loaded=datetime.now(UTC).isoformat(timespec="seconds"),
            version=anq2rdf.__version__,
            mode="add" if self._add else "replace",
            inputs=inputs,
            base=base,
            statements=len(self._live()),
            graphs=sum(1 for _ in self._live().named_graphs()),
        )
        self._filling = self._store = None  # the last holders: this closes it
        return about

    # A name for the store in a frame would keep it open while an exception passes, and its folder could not go.

    def _live(self) -> Store:
        if self._store is None:
            raise SinkError(f"the store {escaped(self.place)} is closed", remedy="open it again")
        return self._store

    def _open(self) -> filling.Filling:
        if self._filling is None:
            raise SinkError(f"the store {escaped(self.place)} is closed", remedy="open it again")
        return self._filling

    @contextlib.contextmanager
    def _told(self, path: str | None = None) -> Iterator[None]:
        """Errors in our own words, after undoing what was done. While `path` is read they may be the file's."""
        try:
            yield
        except (OSError, EOFError, zlib.error) as error:
            self.abort()
            if path is not None:  # `Filling` has words of its own for the store's
                told = getattr(error, "strerror", None) or error
                raise SourceError(f"cannot read {escaped(path)}: {told}", remedy="check the file") from error
            raise filling.sink_error(self.place, OSError(*error.args)) from error
        except BaseException:
            self.abort()
            raise
