"""`anq2rdf link`: deputies, and the organs they sat in, tied to Wikidata items, with evidence."""

from __future__ import annotations

from typing import Any

import click

from anq2rdf.cli import options

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld")
QUERIES = ("deputies", "legislatures", "constituencies", "groups", "ministries")


class _Command(click.Command):
    """`link review …` is a command of its own; a file of that name is ./review."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["review"]:
            from anq2rdf.cli.linking_review import review

            return review.make_context("link review", args[1:], parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)


@click.command("link", cls=_Command)
@click.argument("sources", nargs=-1, metavar="[DATA|STORE|SOURCE]…")
@click.option("--wikidata", "-w", multiple=True, metavar="FILE",
              help="What Wikidata tells: a saved answer of its service (JSON, XML, CSV, TSV), a table, entities of its "
              "dump (.json, .json.gz); '-' is stdin. May be repeated.")
@click.option("--column", "columns", multiple=True, metavar="THEIRS=OURS",
              help="What a column of FILE means, where its name does not tell: --column parlementaire=item.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL service, which holds what Wikidata holds.")
@click.option("--cache", metavar="FILE", help="Keep the service's answers here; what is there is not asked again.")
@click.option("--refresh", is_flag=True, help="Ask again what --cache holds.")
@click.option("--offline", is_flag=True, help="With --endpoint: only what --cache holds.")
@click.option("--contact", metavar="TEXT", help="Whom the service may write to; else ANQ2RDF_CONTACT.")
@click.option("--print-query", type=click.Choice(QUERIES), is_flag=False, flag_value="deputies", metavar="[WHAT]",
              help="Print the query for Wikidata's service and end: of the deputies of --legislature N, with their "
              "seats; without it, of all with an identifier of the Assemblée; or of WHAT: " + ", ".join(QUERIES[1:]))
@click.option("--organs/--no-organs", default=True, show_default=True,
              help="Link legislatures, constituencies, groups and ministries too.")
@click.option("--identifiers-only", is_flag=True, help="Link nothing but what bears our identifier (P4123).")
@click.option("--owl-same-as", is_flag=True,
              help="Say owl:sameAs instead of schema:sameAs. A reasoning store then takes both descriptions for one.")
@click.option("--verdicts", multiple=True, metavar="FILE", help="More review files to go by; may be repeated.")
@click.option("--output", "-o", metavar="FOLDER", default="links", show_default=True,
              help="Where everything goes; '-' is stdout, for the links graph alone.")
@click.option("--format", "-t", "format_", type=click.Choice(FORMATS), default="nq", show_default=True,
              help="Of the links graph; nq and trig name the graph.")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", help="Language of the report.")
@click.option("--dry-run", is_flag=True, help="Decide and count; write nothing.")
@options.mapping
@options.reporting
def command(**given: Any) -> int:
    """Link deputies to Wikidata: those of DATA or STORE (RDF files, an embedded store), of SOURCE… as for convert, or,
    with --register alone, all the register knows. The register tells births and every seat: without it less is certain.

    Nothing is asked of the network unless --endpoint is given. FOLDER gets the links with what speaks for each
    (links.nq, links.sssom.tsv), the doubtful pairs (review.csv: fill in `verdict`, or `anq2rdf link review`, and run
    again), what Wikidata lacks (quickstatements.txt), and a report (report.html, decisions.json).

    \b
    anq2rdf link --print-query --legislature 16 > deputies.rq     (run it at the service, save the answer)
    anq2rdf link store --register AMO30.zip -w deputies.srj
    anq2rdf link review links/review.csv
    anq2rdf link store --register AMO30.zip --endpoint https://query.wikidata.org/sparql --cache wikidata.cache
    anq2rdf load links/links.nq --to store
    """
    from anq2rdf.cli.linking import Linking, print_queries
    from anq2rdf.cli.running import Running

    if given["print_query"]:
        return print_queries(given["print_query"], given["legislatures"])
    with Running("link", given) as running:
        return Linking(given, running).run()
