"""`anq2rdf validate`: sources or RDF against the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.progress import Progress
from anq2rdf.cli.running import Running
from anq2rdf.cli.verdicts import FAIL_ON, FORMATS, write_verdict
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.validation.data import Spool

# What each choice means to `check`. Who asks for pySHACL wants it as anyone else would run it, constraints included.
ENGINES = {"auto": "auto", "compiled": "compiled", "pyshacl": "reference"}


@click.command("validate")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE|DATA…")
@click.option("--shapes", "-s", multiple=True, metavar="SHAPES", help="Your own shapes instead of the shipped ones.")
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS), default="text", help="The report's form.")
@click.option("--output", "-o", metavar="PATH", default="-", help="Where the report goes; '-' is stdout.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="violation",
    show_default=True,
    help="The least severe result that makes the exit code 1.",
)
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default="auto",
    show_default=True,
    help="Who judges: the compiled shapes; pySHACL, on all the data as one graph; or the first, and pySHACL for the "
    "shapes that cannot be compiled, which are named.",
)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", help="Language of text and html.")
@options.mapping
@options.reporting
def command(**given: Any) -> int:
    """Check SOURCE or DATA against the shapes, all arguments together as one body of data.

    DATA is an RDF file (.nt .nq .ttl .trig .jsonld, also .gz and .zst) or the folder of an embedded store. Anything
    else is a SOURCE, as for convert, and is converted on the way.

    \b
    anq2rdf validate questions.nq.gz
    anq2rdf validate Questions.json.zip --register AMO30.zip -t html -o report.html
    anq2rdf validate store/ -s mine.ttl --fail-on warning --engine compiled
    """
    with Running("validate", given) as running:
        return Validating(given, running).run()


class Validating:
    """One call of the command."""

    def __init__(self, given: dict[str, Any], running: Running) -> None:
        self.given = given
        self.running = running

    def run(self) -> int:
        """Load, judge, report. The report is written even when it has findings."""
        from anq2rdf.report import worst
        from anq2rdf.validation import check, read_shapes
        from anq2rdf.validation.data import Spool, is_data

        shapes = read_shapes(map(Path, self.given["shapes"]))
        arguments: list[str] = list(self.given["sources"])
        with Spool() as spool:
            data = [each for each in arguments if is_data(each)]
            self._add_data(spool, data)
            code = self._add_sources(spool, [each for each in arguments if not is_data(each)])
            report = check(spool, shapes, ENGINES[self.given["engine"]])
        self._tell_notes((*(f"slow: {reason}" for reason in shapes.left), *report.notes))
        subject = ", ".join(Path(each).name for each in arguments)
        write_verdict(
            report, self.given["format_"], self.given["output"], language=self.given["language"], subject=subject
        )
        return worst({code, 1} if report.reaches(self.given["fail_on"]) else {code})

    def _add_data(self, spool: Spool, arguments: list[str]) -> None:
        from anq2rdf.sinks.generations import is_store

        for path in map(Path, arguments):
            (spool.add_store if is_store(path) else spool.add_file)(path)

    def _add_sources(self, spool: Spool, arguments: list[str]) -> int:
        """Convert what is not RDF yet; gives the exit code of that conversion."""
        if not arguments:
            return 0
        for piece in _descriptions(self.running, arguments):
            spool.write(piece)
        return self.running.end()

    def _tell_notes(self, notes: Iterable[str]) -> None:
        """Which shapes were not judged the fast way, and why."""
        if not self.given["quiet"]:
            for note in notes:
                click.echo(escaped(note), err=True)


def _descriptions(running: Running, arguments: list[str]) -> Iterator[bytes]:
    """The statements of sources that have to be converted first, as N-Triples, piece by piece."""
    from anq2rdf import sinks

    conversion = running.conversion(sinks.writer("nt"), arguments)
    with Progress(running.report.tally, quiet=running.quiet) as progress:
        for piece in conversion.pieces():
            progress.advance(len(piece))
            yield piece
