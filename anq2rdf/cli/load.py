"""`anq2rdf load`: sources or RDF into an embedded store."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.running import Running
from anq2rdf.cli.verdicts import FAIL_ON
from anq2rdf.errors import UsageError


@click.command("load")
@options.sources
@click.option("--to", "store", required=True, metavar="STORE", help="A folder: the embedded Oxigraph store.")
@click.option(
    "--add/--replace",
    "add",
    default=True,
    help="Keep what the store holds and add to it (the default), or let it hold what is loaded and nothing else.",
)
@click.option("--validate", is_flag=True, help="Check all that the store then holds; the verdict is kept with it.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="violation",
    show_default=True,
    help="With --validate: the least severe result that makes the exit code 1. The store is loaded all the same.",
)
@options.mapping
@options.jobs
@click.option("--no-index", is_flag=True, help="Leave out the search index: `serve` makes one when it starts.")
@click.option("--dry-run", is_flag=True, help="Convert and count, load nothing.")
@options.reporting
def command(**given: Any) -> int:
    """Load SOURCE… into the store in the folder STORE, which is made if it is not there.

    RDF files (.nt .nq .ttl .trig .jsonld, also .gz and .zst) are loaded as they are; anything else is converted on the
    way, each statement into its named graph. Whoever reads the store goes on reading what was there until all of it is
    loaded, with its search index; whatever fails, the store stays as it was.

    \b
    anq2rdf load Questions.json.zip --register AMO30.zip --to store --validate
    anq2rdf load xv.nq.zst xvi.nq.zst --to store --replace
    """
    from anq2rdf.cli.loading import Loading

    if given["store"].startswith(("http://", "https://")):
        raise UsageError(
            "only an embedded store, a folder, can be loaded so far",
            remedy="write N-Quads with `anq2rdf convert -o data.nq.gz` and load them with the store's own tool",
        )
    with Running("load", given) as running:
        return Loading({**given, "replace": not given["add"]}, running).run()
