"""`anq2rdf load`: sources or RDF into an embedded store, or into any store over HTTP."""

from __future__ import annotations

from typing import Any, Final

import click

from anq2rdf.cli import options, remote
from anq2rdf.cli.checking import validation
from anq2rdf.cli.running import Running
from anq2rdf.errors import UsageError

FORMATS: Final = ("nt", "nq", "ttl", "trig", "jsonld")


@click.command("load")
@options.sources
@click.option("--to", "store", required=True, metavar="STORE",
              help="A folder: the embedded Oxigraph store. Or the address of a SPARQL 1.1 store.")
@click.option(
    "--add/--replace",
    "add",
    default=None,
    help="--replace: each graph that this load speaks of (in a folder the default graph too) holds afterwards what "
    "this load says of it and nothing else. --add: what it held stays. Other graphs stay as they are, either way. The "
    "default is --add for a folder and --replace over HTTP. A source that cannot be read replaces nothing in a folder.",
)
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS),
              help="Folder only: '-' is RDF in this format, not a source.")
@options.mapping
@options.jobs
@click.option("--no-index", is_flag=True, help="Leave out the search index: `serve` makes one when it starts.")
@remote.options
@click.option("--dry-run", is_flag=True, help="Convert, read and count; load nothing. HTTP: say what would go where.")
@validation
@options.reporting
def command(**given: Any) -> int:
    """Load SOURCE… into STORE: a folder, which is made if it is not there, or a store over HTTP.

    RDF files (.nt .nq .ttl .trig .jsonld, also .gz and .zst) are loaded as they are, and into a folder other embedded
    stores too; anything else, '-' for stdin included, is converted on the way, each statement into its named graph.

    A folder: readers see the load when it is whole, in one instant, and keep what they had opened. It is made beside
    what they read, and the load before it is kept, so there must be room for both. Of two loads at once the second is
    refused and told who is at work. With --validate all that STORE will hold is judged, and the verdict kept with it.

    A store over HTTP gets graph after graph, each counted once it is there; who we are to it is said by ANQ2RDF_USER
    and ANQ2RDF_PASSWORD, by ANQ2RDF_TOKEN or by ~/.netrc.

    \b
    anq2rdf load Questions.json.zip --register AMO30.zip --to store --validate
    anq2rdf load xv.nq.zst xvi.nq.zst --to store --replace
    curl https://example.org/data.nt | anq2rdf load - -t nt --to store
    anq2rdf load xv.nq.zst --to http://127.0.0.1:3030/questions
    """
    with Running("load", given) as running:
        if given["store"].lower().startswith(("http://", "https://")):
            _refuse_over_http(given)
            return remote.RemoteLoading({**given, "add": bool(given["add"])}, running).run()
        remote.demand_folder(given)
        from anq2rdf.cli.loading import Loading

        return Loading({**given, "add": given["add"] is not False}, running).run()


def _refuse_over_http(given: dict[str, Any]) -> None:
    for name in ("validate", "shapes", "verdict", "no_sparql"):
        if given[name]:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(f"{option} is for a store in a folder", remedy="anq2rdf validate SOURCE…, before")
    if given["format_"]:
        raise UsageError("--format is for a store in a folder", remedy="give the RDF as a file, its name telling what")
