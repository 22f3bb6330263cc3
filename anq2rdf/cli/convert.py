"""`anq2rdf convert`: questions in any published form become RDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.checking import Checking, refuse_alone, validation
from anq2rdf.cli.running import Running, default_base

if TYPE_CHECKING:
    from anq2rdf.sinks import Target

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld")


@click.command("convert")
@options.sources
@click.option(
    "--output", "-o", metavar="PATH", default="-", help="Where to write; '-' is stdout. .gz and .zst compress."
)
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS), help="Else by the extension; Turtle on stdout.")
@options.mapping
@options.jobs
@click.option("--graphs/--no-graphs", default=None, help="Named graphs; default: yes for nq and trig, else no.")
@click.option(
    "--context", type=click.Choice(["inline", "link"]), default="inline", help="JSON-LD: the context itself or its IRI."
)
@click.option("--all-actors", is_flag=True, help="With --register: write every deputy, mandate and organ it knows.")
@click.option("--dry-run", is_flag=True, help="Convert and count, write nothing.")
@validation
@options.reporting
def command(**given: Any) -> int:
    """Convert SOURCE… to RDF.

    SOURCE is a file, a folder, a zip, a member of one (a.zip!/json/X.json), a gzip, a JO archive (.taz), an http(s)
    address, or '-' for stdin. The form is recognised by its bytes: official JSON and XML, saved pages of any year, a
    page's text, the JO archive.

    \b
    anq2rdf convert 14-76935QE.md
    anq2rdf convert Questions_ecrites_XV.json.zip --register AMO30.zip -o xv.nq.zst --report xv.json
    anq2rdf convert QE.json.zip -o qe.nt --jobs 2 --validate --verdict qe.html
    cat page.html | anq2rdf convert - -t jsonld
    """
    with Running("convert", given) as running:
        return Converting(given, running).run()


class Converting:
    """One call of the command."""

    def __init__(self, given: dict[str, Any], running: Running) -> None:
        from anq2rdf import sinks

        self.given = given
        self.running = running
        self.output: str = given["output"]
        self.format = given["format_"] or (sinks.format_of(self.output) if self.output != "-" else "ttl")
        self.writer = sinks.writer(
            self.format, graphs=given["graphs"], base=given["base"] or default_base(), context=given["context"]
        )

    def run(self) -> int:
        """Convert, and judge if asked for; gives the exit code."""
        if not self.given["validate"]:
            refuse_alone(self.given)
            self._write(None)
            return self.running.end()
        with Checking(self.given, self.format) as checking:
            self._write(checking)
            verdict = checking.judge()
        self.running.report.validation = verdict.counts
        if verdict.reaches(self.given["fail_on"]):
            self.running.report.exit_codes.add(1)
        code = self.running.end()
        checking.tell(verdict)
        return code

    def _write(self, checking: Checking | None) -> None:
        from anq2rdf import sinks

        watch, keep = (checking.watch, checking.keep) if checking is not None else (None, None)
        if self.given["dry_run"]:
            self.running.drain(self.running.conversion(self.writer, watch=watch).pieces(), keep)
            return
        inputs = [*self.given["sources"], *filter(None, [self.given["register"]])]
        target = sinks.open_target(self.output, inputs=inputs)
        try:
            conversion = self.running.conversion(self.writer, watch=watch)
            self.running.drain(_written(target, conversion.pieces()), keep)
            target.finish()
        except BaseException:
            target.abort()
            raise
        told = {"path": Path(self.output).name, "format": self.format, "bytes": target.written}
        self.running.report.outputs.append(told)


def _written(target: Target, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        target.write(piece)
        yield piece
