"""`convert --validate`: the output is judged while it is written."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import click

from anq2rdf.cli.console import say
from anq2rdf.cli.verdicts import FAIL_ON, write_verdict
from anq2rdf.errors import SinkError, UsageError
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from types import TracebackType

    from anq2rdf.pipeline import Watch
    from anq2rdf.report import RunReport
    from anq2rdf.sinks.generations import Generation
    from anq2rdf.validation import Report
    from anq2rdf.validation.data import Spool

# A report's form by the ending of its name.
_FORMS = {".txt": "text", ".json": "json", ".ttl": "ttl", ".html": "html"}


def validation(command: Any) -> Any:
    """--validate and what goes with it."""
    for option in (
        click.option("--verdict", metavar="PATH", help="With --validate: its report (.txt .json .ttl .html)."),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_ON),
            default="violation",
            show_default=True,
            help="With --validate: the least severe result that makes the exit code 1.",
        ),
        click.option(
            "--no-sparql",
            is_flag=True,
            help="With --validate: leave out the SPARQL constraints, which need the output once more in a store.",
        ),
        click.option("--shapes", "-s", multiple=True, metavar="SHAPES", help="With --validate: your own shapes."),
        click.option("--validate", is_flag=True, help="Check against the shapes while writing."),
    ):
        command = option(command)
    return command


class Checking:
    """The judge beside one conversion. A context manager: leaving it removes what it kept on the disk."""

    def __init__(self, given: dict[str, Any], format_: str) -> None:
        """Raises `UsageError` for shapes that cannot be used and for a report of unknown form, before anything runs."""
        from anq2rdf.validation import read_shapes
        from anq2rdf.validation.data import Spool
        from anq2rdf.validation.streaming import Streaming

        self._given, self._format = given, format_
        self._form = _form_of(given["verdict"])
        self._streaming = Streaming(read_shapes(map(Path, given["shapes"])), sparql=not given["no_sparql"])
        self._spool: Spool = Spool()
        self._copy: BinaryIO | None = None
        if not _is_kept(given):
            self._copy = self._spool.aside("output")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._copy is not None:
            with contextlib.suppress(OSError):
                self._copy.close()
        self._spool.__exit__(kind, error, trace)

    @property
    def watch(self) -> Watch:
        """What the conversion shows its records to."""
        return self._streaming

    def keep(self, piece: bytes) -> None:
        """A piece of an output that cannot be read again, such as standard output."""
        if self._copy is not None:
            try:
                self._copy.write(piece)
            except OSError as error:
                raise SinkError(
                    f"the temporary folder cannot be written: {error.strerror or error}",
                    remedy="set TMPDIR to a folder with more room, or add --no-sparql",
                ) from error

    def judge(self) -> Report:
        """The verdict on all that was written."""
        if not self._streaming.unfinished:
            return self._streaming.report()
        if self._copy is not None:
            self._copy.close()
        path = self._given["output"] if self._copy is None else self._copy.name
        self._spool.add_file(Path(path), self._format)
        return self._streaming.report(self._spool.store())

    def tell(self, report: Report) -> None:
        """Tell and write the verdict."""
        _tell(report, self._given, self._form)


class Judging:
    """The judge of a generation that is being loaded: all that it holds, before anybody sees it."""

    def __init__(self, given: dict[str, Any]) -> None:
        """Raises `UsageError` for shapes that cannot be used and for a report of unknown form, before anything runs."""
        from msgspec.structs import replace

        from anq2rdf.validation import read_shapes

        self._given = given
        self._form = _form_of(given["verdict"])
        self._shapes = read_shapes(map(Path, given["shapes"]))
        if given["no_sparql"]:
            self._shapes = replace(self._shapes, constraints=())
        self._report: Report | None = None

    def judge(self, generation: Generation) -> None:
        """Judge, and keep the report beside the data."""
        from anq2rdf.sinks.generations import REPORT
        from anq2rdf.validation import check
        from anq2rdf.validation.data import Spool

        with Spool() as spool:
            spool.add_store(generation.store)
            self._report = check(spool, self._shapes)
        generation.sidecar(REPORT).write_text(self._report.as_json(), encoding="utf-8")

    def note(self, report: RunReport) -> None:
        """Put the counts and the exit code into the run's report."""
        assert self._report is not None
        report.validation = self._report.counts
        if self._report.reaches(self._given["fail_on"]):
            report.exit_codes.add(1)

    def tell(self) -> None:
        """Tell and write the verdict."""
        assert self._report is not None
        _tell(self._report, self._given, self._form)


def _tell(report: Report, given: dict[str, Any], form: str) -> None:
    if given["verdict"]:
        subject = ", ".join(Path(each).name for each in given["sources"])
        write_verdict(report, form, given["verdict"], subject=subject)
    if not given["quiet"]:
        for line in (*report.notes, *report.as_text().rstrip("\n").split("\n")):
            say(escaped(line, limit=1_000))


def refuse_alone(given: dict[str, Any]) -> None:
    """Raise `UsageError` for an option that says nothing without --validate."""
    for name in ("shapes", "verdict", "no_sparql"):
        if given[name]:
            raise UsageError(f"--{name.replace('_', '-')} goes with --validate", remedy="add --validate")


def _is_kept(given: dict[str, Any]) -> bool:
    """Whether the output can be read again when it is there."""
    output = Path(given["output"])
    return given["output"] != "-" and not given["dry_run"] and (output.is_file() or not output.exists())


def _form_of(path: str | None) -> str:
    if path is None:
        return "text"
    form = _FORMS.get(Path(path).suffix.lower())
    if form is None:
        raise UsageError(
            f"the verdict {escaped(path)} is of no known form", remedy=f"end its name in {', '.join(_FORMS)}"
        )
    return form
