"""`anq2rdf load`: sources or RDF into an embedded store, or into any store over HTTP."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options, remote
from anq2rdf.cli.running import Running
from anq2rdf.cli.verdicts import FAIL_ON
from anq2rdf.errors import UsageError


@click.command("load")
@options.sources
@click.option("--to", "store", required=True, metavar="STORE",
              help="A folder: the embedded Oxigraph store. Or the address of a SPARQL 1.1 store.")
@click.option(
    "--add/--replace",
    "add",
    default=None,
    help="A folder: keep what it holds and add to it (the default), or let it hold what is loaded and nothing else. "
    "HTTP: each graph that is loaded replaces the one of its name (the default), or is added to it.",
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
@remote.options
@click.option("--dry-run", is_flag=True, help="Convert and count, load nothing. HTTP: say what would go where.")
@options.reporting
def command(**given: Any) -> int:
    """Load SOURCE… into STORE: a folder, which is made if it is not there, or a store over HTTP.

    RDF files (.nt .nq .ttl .trig .jsonld, also .gz and .zst) are loaded as they are; anything else is converted on the
    way, each statement into its named graph. Whoever reads the store in a folder goes on reading what was there until
    all of it is loaded, with its search index; whatever fails, the store stays as it was. A store over HTTP gets graph
    after graph, each counted once it is there; who we are to it is said by ANQ2RDF_USER and ANQ2RDF_PASSWORD, by
    ANQ2RDF_TOKEN or by ~/.netrc.

    \b
    anq2rdf load Questions.json.zip --register AMO30.zip --to store --validate
    anq2rdf load xv.nq.zst xvi.nq.zst --to store --replace
    anq2rdf load xv.nq.zst --to http://127.0.0.1:3030/questions
    """
    with Running("load", given) as running:
        if given["store"].lower().startswith(("http://", "https://")):
            if given["validate"]:
                raise UsageError("--validate is for a store in a folder", remedy="anq2rdf validate SOURCE…, before")
            return remote.RemoteLoading({**given, "add": bool(given["add"])}, running).run()
        remote.demand_folder(given)
        from anq2rdf.cli.loading import Loading

        return Loading({**given, "replace": given["add"] is False}, running).run()
