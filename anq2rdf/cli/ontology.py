"""`anq2rdf ontology`: the ontology, codes, context, shapes, tables and queries that are shipped."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped
from anq2rdf.resources import shipped

if TYPE_CHECKING:
    import pyoxigraph as ox

FOLDERS: Final = ("ontology", "shapes", "queries")
FORMATS: Final = ("ttl", "nt", "jsonld", "xml")
_SHIPPED_FORMS: Final = (".ttl", ".jsonld", ".tsv", ".rq")


@click.command("ontology")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--list", "-l", "listing", is_flag=True, help="List what is shipped: name, form, what it is.")
@click.option("--format", "-t", "form", type=click.Choice(FORMATS), help="The form of an RDF file; else as shipped.")
def command(name: str | None, listing: bool, form: str | None) -> None:
    """Print the ontology, or another file that is shipped.

    \b
    anq2rdf ontology                    the ontology, as Turtle
    anq2rdf ontology --list             what else there is
    anq2rdf ontology anq-shapes         the shapes
    anq2rdf ontology anq -t xml         the ontology, as RDF/XML
    """
    if listing and name:
        raise UsageError("give either --list or a name", remedy="anq2rdf ontology --list")
    text = _list() if listing else render(find(name or "anq"), form)
    click.echo(text.encode(), nl=False)


def files() -> dict[str, Path]:
    """Everything that is shipped, by name: the file's name without its ending."""
    found = (path for folder in FOLDERS for path in sorted(shipped(folder).rglob("*")))
    return {path.name.split(".")[0]: path for path in found if path.suffix in _SHIPPED_FORMS}


def find(name: str) -> Path:
    """The file of that name, with or without its ending; `UsageError` names close ones."""
    known = files()
    for stem, path in known.items():
        if name.casefold() in (stem.casefold(), path.name.casefold()):
            return path
    close = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.5)
    remedy = f"close to it: {', '.join(close)}" if close else "anq2rdf ontology --list shows what there is"
    raise UsageError(f"nothing called {escaped(name)} is shipped", remedy=remedy)


def render(path: Path, form: str | None) -> str:
    """The text of a file: as it is shipped, or in another form of RDF. Raises `UsageError` for what is not RDF."""
    text = path.read_text(encoding="utf-8")
    if form is None or path.suffix == f".{form}":
        return text
    if path.suffix != ".ttl":
        raise UsageError(f"{path.name} is not RDF and has one form only", remedy="leave out -t")
    return _converted(text, form)


def _converted(turtle: str, form: str) -> str:
    import pyoxigraph as ox

    kind = {"nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}[form]
    parser = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    triples = _relabelled(quad.triple for quad in parser)
    written = ox.serialize(triples, format=kind, prefixes=parser.prefixes if form == "xml" else None)
    assert written is not None
    return written.decode()


def _relabelled(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples with blank nodes numbered as they come: the parser's own labels differ from run to run."""
    import pyoxigraph as ox

    numbers: dict[ox.BlankNode, ox.BlankNode] = {}

    def same(term: ox.BlankNode) -> ox.BlankNode:
        return numbers.setdefault(term, ox.BlankNode(f"b{len(numbers)}"))

    found = []
    for triple in triples:
        subject = same(triple.subject) if isinstance(triple.subject, ox.BlankNode) else triple.subject
        value = same(triple.object) if isinstance(triple.object, ox.BlankNode) else triple.object
        found.append(ox.Triple(subject, triple.predicate, value))
    return found


def _list() -> str:
    return "".join(f"{name}\t{path.suffix[1:]}\t{_summary(path)}\n" for name, path in files().items())


def _summary(path: Path) -> str:
    """The first sentence of the file's leading comment, or the title of a query."""
    if path.suffix == ".jsonld":
        return "The JSON-LD context: a plain key for every term"
    head = path.read_text(encoding="utf-8").splitlines()
    titled = (line.partition(":")[2].strip() for line in head if re.match(r"# ?(title-en|mapping_set_title):", line))
    title = next(titled, None)
    comment = [line[1:].strip() for line in head[:4] if line.startswith("#")]
    return title or re.split(r"\. |: ", " ".join(comment))[0].rstrip(".")
