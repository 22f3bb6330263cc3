"""Sources and RDF into an embedded store, with what is kept beside its data: the search index, the verdict."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anq2rdf.cli.checking import Judging, refuse_alone
from anq2rdf.cli.console import say
from anq2rdf.cli.progress import Progress
from anq2rdf.cli.running import Running, default_base, rejection_codes
from anq2rdf.errors import SourceError, UsageError
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.pipeline import Conversion
    from anq2rdf.sinks import StoreSink


class Loading:
    """One call of the command; `serve` makes its own with fewer options, into a store whose place says nothing."""

    def __init__(self, given: dict[str, Any], running: Running, *, passing: bool = False) -> None:
        self.given, self.running, self._passing = given, running, passing
        self.store: str = given["store"]
        self._stores: list[str] = []
        self._files: list[str] = []
        self._others: list[str] = []
        for each in given["sources"]:
            self._kind(each).append(each)

    def run(self) -> int:
        """Load, judge if asked for, tell; gives the exit code."""
        judging = Judging(self.given) if self.given.get("validate") else None
        if judging is None and "shapes" in self.given:
            refuse_alone(self.given)
        if self.given.get("dry_run"):
            return self._try(judging)
        self._load(judging)
        self._tell()
        code = self.running.end(empty_is_fine=self._has_rdf)
        if judging is not None:
            judging.tell()
        return code

    def _kind(self, argument: str) -> list[str]:
        from anq2rdf.sinks import is_rdf
        from anq2rdf.sinks.generations import is_store

        if argument == "-":
            return self._files if self.given.get("format_") else self._others
        if is_rdf(argument):
            return self._files
        return self._stores if is_store(argument) else self._others

    @property
    def _has_rdf(self) -> bool:
        return bool(self._files or self._stores)

    # ---- into the store

    def _load(self, judging: Judging | None) -> None:
        from anq2rdf.sinks import StoreSink

        with Progress(self.running.report.tally, quiet=self.running.quiet) as progress:
            sink = StoreSink(self.store, add=self.given.get("add", True), progress=progress.advance)
            try:
                self._fill(sink, progress)
                prepare = [*self._sidecars(), *([judging.judge] if judging is not None else [])]
                sink.finish(prepare, inputs=self.running.report.inputs, base=self.given["base"] or default_base())
            except BaseException:
                sink.abort()
                raise
        if judging is not None:
            judging.note(self.running.report)

    def _fill(self, sink: StoreSink, progress: Progress) -> None:
        for path in self._files:
            if path == "-":
                sink.load_stream(sys.stdin.buffer, _form(self.given["format_"]))
            else:
                sink.load_file(path)
        for folder in self._stores:
            sink.load_store(folder)
        if self._others:
            conversion = self._conversion()
            progress.follow(conversion.tally)
            for piece in conversion.pieces():
                sink.write(piece)
                progress.advance(len(piece))
            if not self.given.get("add", True):
                self._refuse_unread()

    def _refuse_unread(self) -> None:
        """A graph must not be replaced by a part of what it should be."""
        failures = self.running.failures
        if failures:
            raise SourceError(f"{failures[0].message}; {self.store} stays as it was", remedy=failures[0].remedy)
        if 3 in rejection_codes(self.running.report.tally):
            raise SourceError(
                f"a source could not be read to its end; {self.store} stays as it was",
                remedy="see what `anq2rdf inspect` says of it, or load with --add",
            )

    def _sidecars(self) -> Iterator[Any]:
        if not self.given.get("no_index"):
            yield _make_searchable

    # ---- without

    def _try(self, judging: Judging | None) -> int:
        from anq2rdf.sinks.embedded.filling import count_statements
        from anq2rdf.sinks.formats import FORMATS, format_of
        from anq2rdf.sinks.packed import opened

        if judging is not None:
            raise UsageError("--dry-run has nothing to judge", remedy="use `anq2rdf validate`")
        count = 0
        for path in self._files:
            if path == "-":
                count += count_statements(path, _form(self.given["format_"]), sys.stdin.buffer)
                continue
            try:
                with opened(path) as stream:
                    count += count_statements(path, FORMATS[format_of(path)], stream)
            except (OSError, EOFError, zlib.error) as error:
                told = getattr(error, "strerror", None) or error
                raise SourceError(f"cannot read {escaped(path)}: {told}", remedy="check the file") from error
        if self._others:
            self.running.drain(self._conversion().pieces())
        if self._has_rdf and not self.running.quiet:
            say(f"{count} statements in RDF files; nothing was loaded")
        return self.running.end(empty_is_fine=self._has_rdf)

    # ---- their parts

    def _conversion(self) -> Conversion:
        from anq2rdf.sinks import writer

        return self.running.conversion(writer("nq"), self._others)

    def _tell(self) -> None:
        from anq2rdf.sinks.generations import current

        generation = current(self.store)
        about = generation.about
        assert about is not None
        told = {"path": Path(self.store).name, "format": "store", "statements": about.statements}
        self.running.report.outputs.append(
            {**told, "graphs": about.graphs, "generation": generation.name, "mode": about.mode}
        )
        if not self.running.quiet and not self._passing:
            say(f"{self.store} holds {about.statements:,} statements")


def _make_searchable(generation: Any) -> None:
    from anq2rdf.query.search import INDEX, build_index

    build_index(generation.store, generation.sidecar(INDEX))


def _form(name: str) -> Any:
    from anq2rdf.sinks import format_named

    return format_named(name)
