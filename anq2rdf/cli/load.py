"""`anq2rdf load`: sources or RDF into an embedded store."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options
from anq2rdf.cli.running import Running


@click.command("load")
@options.sources
@click.option("--to", "store", required=True, metavar="STORE", help="A folder: the embedded Oxigraph store.")
@options.mapping
@options.jobs
@click.option("--no-index", is_flag=True, help="Leave out the search index: `serve` makes one when it starts.")
@click.option("--dry-run", is_flag=True, help="Convert and count, load nothing.")
@options.reporting
def command(**given: Any) -> int:
    """Load SOURCE… into the store in the folder STORE, which is made if it is not there.

    RDF files (.nt .nq .ttl .trig .jsonld, also .gz and .zst) are loaded as they are; anything else is converted on the
    way, each statement into its named graph.
    """
    with Running("load", given) as running:
        return running.load()
