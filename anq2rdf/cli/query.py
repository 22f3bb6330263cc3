"""`anq2rdf query`: ask a store, by the query library or one's own SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anq2rdf.cli.console import say, warn_in_clear
from anq2rdf.errors import SourceError, UsageError
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.limits import Limits
    from anq2rdf.query import LibraryQuery, Reply
    from anq2rdf.query.question import Term

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")


@click.command("query")
@click.argument("store", required=False)
@click.argument("name", required=False)
@click.option("--query", "-q", "file", metavar="FILE", help="Your own query; '-' is stdin.")
@click.option("--parameter", "-p", "parameters", multiple=True, metavar="VAR=VALUE", help="Set a parameter.")
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS), help="Default: table; ttl for triples.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Seconds the query may take.")
@click.option("--max-rows", "rows", type=click.IntRange(min=1), metavar="N", help="Rows or triples it may give.")
@click.option("--all-graphs", is_flag=True, help="Of an endpoint: ask all its named graphs together.")
@click.option("--base", metavar="IRI", help="Base of the identifiers given with -p.")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", help="Language of --list.")
@click.option("--list", "listed", is_flag=True, help="List the query library, as does a call without NAME.")
@click.option("--show", "shown", metavar="NAME", help="Print the text of a query of the library.")
def command(**given: Any) -> int:
    """Ask STORE, an embedded store's folder or an endpoint's address, the query NAME of the library, or your own.

    A parameter takes an IRI, an identifier (PA346886, PO653280, QANR5L14QE76935), a number, a day or a text.
    Credentials for an endpoint come from ANQ2RDF_TOKEN, from ANQ2RDF_USER and ANQ2RDF_PASSWORD, or from netrc.

    \b
    anq2rdf query --list
    anq2rdf query store cq01 -p uid=QANR5L14QE76935
    anq2rdf query http://localhost:3030/anq/query delays-by-ministry -p legislature=16
    anq2rdf query store -q mine.rq -t csv > rows.csv
    """
    from anq2rdf.cli.queries import list_queries, show_query

    if given["shown"]:
        return show_query(given["shown"])
    if given["listed"] or not (given["name"] or given["file"]):
        return list_queries(given["language"])
    return _ask(given)


def _ask(given: dict[str, Any]) -> int:
    from anq2rdf.query.parameters import bind_parameters, read_settings
    from anq2rdf.query.question import gives_graph
    from anq2rdf.rdf import DEFAULT_BASE

    if not given["store"]:
        raise UsageError("STORE is missing", remedy="give the folder that `load --to` made, or an endpoint's address")
    query = _query(given["name"], given["file"])
    terms = bind_parameters(query, read_settings(given["parameters"]), given["base"] or DEFAULT_BASE)
    form = given["format_"] or ("ttl" if gives_graph(query.text) else "table")
    answer = _answer(given, query, terms, "tsv" if form == "table" else form)
    _write(answer.content, form)
    if not answer.rows:
        say("no row" + _HINT if _is_endpoint(given["store"]) and not given["all_graphs"] else "no row")
    return 0


_HINT = " (if the endpoint keeps its data in named graphs: --all-graphs asks them together)"


def _answer(given: dict[str, Any], query: LibraryQuery, terms: dict[str, Term], form: str) -> Reply:
    from anq2rdf.query import ask

    store, limits = given["store"], _limits(given)
    if _is_endpoint(store):
        from anq2rdf.query.endpoint import ask_endpoint

        warn_in_clear(store)
        return ask_endpoint(store, query.text, form, terms, limits, all_graphs=given["all_graphs"])
    if given["all_graphs"]:
        raise UsageError("--all-graphs is for an endpoint: an embedded store is asked so anyway")
    if query.federated and query.name:
        raise UsageError(
            f"{query.id} calls another endpoint (SERVICE is refused: an embedded store asks nobody)",
            remedy=f"ask an endpoint of yours that may: anq2rdf query https://… {query.id.lower()}",
        )
    return ask(store, query.text, form, terms, limits)


def _is_endpoint(store: str) -> bool:
    return "://" in store


def _limits(given: dict[str, Any]) -> Limits:
    from msgspec.structs import replace

    from anq2rdf.limits import DEFAULT

    wanted = {"query_seconds": given["timeout"], "query_rows": given["rows"]}
    return replace(DEFAULT, **{name: value for name, value in wanted.items() if value})


def _query(name: str | None, file: str | None) -> LibraryQuery:
    from anq2rdf.query import find_query, read_query

    if name == "-" and file is None:
        name, file = None, "-"
    if (name is None) == (file is None):
        raise UsageError("give either the NAME of a query or -q FILE", remedy="anq2rdf query --list shows the names")
    if name is not None:
        return find_query(name)
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(str(file)).read_bytes()
        return read_query(text.decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(f"the query {escaped(str(file))} could not be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the query {escaped(str(file))} is not UTF-8") from error


def _write(answer: bytes, format_: str) -> None:
    if format_ != "table":
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
        return
    from anq2rdf.query.table import draw_table, read_table
    from anq2rdf.sinks.prefixes import Names

    names, rows = read_table(answer)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.buffer.write(draw_table(names, rows, Names(None).short, width).encode())
    sys.stdout.buffer.flush()
