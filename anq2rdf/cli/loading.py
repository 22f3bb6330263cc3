"""Sources and RDF into an embedded store, with what is kept beside its data: the search index, the verdict."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anq2rdf.cli.console import say
from anq2rdf.cli.progress import Progress
from anq2rdf.cli.running import Running, default_base

if TYPE_CHECKING:
    from anq2rdf.records import SourceFile
    from anq2rdf.sinks import StoreSink
    from anq2rdf.sinks.generations import Generation

REPORT = "report.json"  # the verdict, beside a generation's data


class Loading:
    """One load, by the options of `load` or `serve`."""

    def __init__(self, given: dict[str, Any], running: Running) -> None:
        from anq2rdf import sinks

        self._given, self._running = given, running
        self._data = [each for each in given["sources"] if sinks.is_rdf(each)]
        self._others = [each for each in given["sources"] if not sinks.is_rdf(each)]
        self._findings = False

    def run(self) -> int:
        """Load all, or nothing; gives the exit code."""
        if self._given["dry_run"]:
            self._try()
        else:
            self._load()
        if self._findings:
            self._running.report.exit_codes.add(1)
        return self._running.end(empty_is_fine=bool(self._data))

    def _try(self) -> None:
        from anq2rdf import sinks

        if self._others:
            self._running.drain(self._running.conversion(sinks.writer("nq"), self._others).pieces())

    def _load(self) -> None:
        from anq2rdf import sinks

        store: str = self._given["store"]
        with sinks.StoreSink(store, add=not self._given.get("replace")) as sink:
            for path in self._data:
                self._tell(f"loading {Path(path).name}")
                sink.load_file(path)
            if self._others:
                self._convert(sink)
            base = self._given["base"] or default_base()
            count = sink.finish([self._index, self._judge], base=base, inputs=self._inputs())
        self._running.report.outputs.append({"path": Path(store).name, "format": "store", "statements": count})
        self._tell(f"{store} holds {count:,} statements")

    def _convert(self, sink: StoreSink) -> None:
        from anq2rdf import sinks

        conversion = self._running.conversion(sinks.writer("nq"), self._others)
        with Progress(self._running.report.tally, quiet=self._running.quiet) as progress:
            for piece in conversion.pieces():
                sink.write(piece)
                progress.advance(len(piece))

    def _inputs(self) -> list[SourceFile]:
        return [*(_described(Path(each)) for each in self._data), *self._running.report.inputs]

    # ---- beside the data -----------------------------------------------------------------------------------------

    def _index(self, generation: Generation) -> None:
        if self._given.get("no_index"):
            return
        from anq2rdf.query.search import INDEX, build_index

        self._tell("making the search index")
        build_index(generation.store, generation.sidecar(INDEX))

    def _judge(self, generation: Generation) -> None:
        if not self._given.get("validate"):
            return
        from anq2rdf.validation import check, read_shapes
        from anq2rdf.validation.data import Spool

        self._tell("checking all that the store holds")
        with Spool() as spool:
            spool.add_store(generation.store)
            report = check(spool, read_shapes())
        generation.sidecar(REPORT).write_text(report.as_json(), encoding="utf-8")
        self._running.report.validation = report.counts
        self._findings = report.reaches(self._given["fail_on"])
        for line in (*report.notes, *report.as_text().rstrip("\n").split("\n")):
            self._tell(line)

    def _tell(self, text: str) -> None:
        if not self._running.quiet:
            say(text)


def _described(path: Path) -> SourceFile:
    from anq2rdf.records import SourceFile
    from anq2rdf.sinks import FORMATS, format_of

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    media_type = FORMATS[format_of(str(path))].media_type
    return SourceFile(name=path.name, sha256=digest, size=path.stat().st_size, media_type=media_type)
