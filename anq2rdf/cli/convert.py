"""`anq2rdf convert`: questions in any published form become RDF."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.running import Running

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
@options.reporting
def command(**given: Any) -> int:
    """Convert SOURCE… to RDF.

    SOURCE is a file, a folder, a zip, a member of one (a.zip!/json/X.json), a gzip, a JO archive (.taz), an http(s)
    address, or '-' for stdin. The form is recognised by its bytes: official JSON and XML, saved pages of any year, a
    page's text, the JO archive.

    \b
    anq2rdf convert 14-76935QE.md
    anq2rdf convert Questions_ecrites_XV.json.zip --register AMO30.zip -o xv.nq.zst --report xv.json
    cat page.html | anq2rdf convert - -t jsonld
    """
    with Running("convert", given) as running:
        return running.convert()
