"""`anq2rdf query`: ask a store, by the query library or one's own SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anq2rdf.cli.console import say
from anq2rdf.errors import SourceError, UsageError
from anq2rdf.problems import escaped

if TYPE_CHECKING:
    from anq2rdf.query import LibraryQuery

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")


@click.command("query")
@click.argument("store", required=False)
@click.argument("name", required=False)
@click.option("--query", "-q", "file", metavar="FILE", help="Your own query; '-' is stdin.")
@click.option("--parameter", "-p", "parameters", multiple=True, metavar="VAR=VALUE", help="Set a parameter.")
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS), help="Default: table; ttl for triples.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Seconds the query may take.")
@click.option("--base", metavar="IRI", help="Base of the identifiers given with -p.")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", help="Language of --list.")
@click.option("--list", "listed", is_flag=True, help="List the query library, as does a call without NAME.")
@click.option("--show", "shown", metavar="NAME", help="Print the text of a query of the library.")
def command(**given: Any) -> int:
    """Ask STORE, the folder of an embedded store, the query NAME of the library, or your own.

    A parameter takes an IRI, an identifier (PA346886, PO653280, QANR5L14QE76935), a number, a day or a text.

    \b
    anq2rdf query --list
    anq2rdf query store cq01 -p uid=QANR5L14QE76935
    anq2rdf query store -q mine.rq -t csv > rows.csv
    """
    from anq2rdf.cli.queries import list_queries, show_query

    if given["shown"]:
        return show_query(given["shown"])
    if given["listed"] or not (given["name"] or given["file"]):
        return list_queries(given["language"])
    return _ask(given)


def _ask(given: dict[str, Any]) -> int:
    from anq2rdf import sparql
    from anq2rdf.limits import Limits
    from anq2rdf.query import ask
    from anq2rdf.query.parameters import bind_parameters, read_settings
    from anq2rdf.rdf import DEFAULT_BASE

    store = _store(given["store"])
    query = _query(given["name"], given["file"])
    terms = bind_parameters(query, read_settings(given["parameters"]), given["base"] or DEFAULT_BASE)
    triples = sparql.form(query.text) in ("CONSTRUCT", "DESCRIBE")
    format_ = given["format_"] or ("ttl" if triples else "table")
    limits = Limits(query_seconds=given["timeout"]) if given["timeout"] else Limits()
    answer = ask(store, query.text, "tsv" if format_ == "table" else format_, terms, limits)
    _write(answer.content, format_)
    return 0


def _store(store: str | None) -> str:
    if not store:
        raise UsageError("STORE is missing", remedy="anq2rdf query STORE NAME; the folder `anq2rdf load --to` made")
    if store.startswith(("http://", "https://")):
        raise UsageError(
            "only an embedded store, a folder, can be asked so far",
            remedy="load the data with `anq2rdf load … --to FOLDER`",
        )
    return store


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
    if not rows:
        say("no row")
