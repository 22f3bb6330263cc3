"""The description of the data set, at `/void` and `/.well-known/void`: VoID and DCAT, from what the index counted.

VoID: https://www.w3.org/TR/void/, its §4 for how partitions are told and §7.2 for the well-known address. All numbers
are counted once a generation, in the pass that makes the search index.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from anyio import to_thread
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.query.search import Index
from anq2rdf.sinks.prefixes import PREFIXES
from anq2rdf.web.negotiation import choose
from anq2rdf.web.rendering import page, tagged
from anq2rdf.web.site import Site

LICENCE: Final = "https://data.assemblee-nationale.fr/licence-ouverte-open-licence"
SOURCE: Final = "https://data.assemblee-nationale.fr/"
EXAMPLES: Final = 5
_VOID: Final = "http://rdfs.org/ns/void#"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_DCAT: Final = PREFIXES["dcat"]
_DCTERMS: Final = PREFIXES["dcterms"]
_FOAF: Final = PREFIXES["foaf"]
_RDF: Final = PREFIXES["rdf"]
_XSD: Final = PREFIXES["xsd"]
_FRENCH: Final = "http://publications.europa.eu/resource/authority/language/FRA"
_THEME: Final = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_TITLE: Final = {
    "fr": "Questions parlementaires de l’Assemblée nationale et leurs réponses",
    "en": "Parliamentary questions of the French Assemblée nationale and their answers",
}

Value = ox.NamedNode | ox.BlankNode | ox.Literal


class Counts(Struct, frozen=True):
    """What a store holds, by graph, class and property; and its questions."""

    graphs: list[tuple[str, int, int]]  # IRI ("" is the default graph), statements, subjects
    classes: list[tuple[str, int]]
    properties: list[tuple[str, int]]
    examples: list[str]
    modified: str | None  # the latest day in the data
    questions: int

    @property
    def statements(self) -> int:
        """All of them."""
        return sum(number for _, number, _ in self.graphs)

    @property
    def subjects(self) -> int:
        """All things described; one described in two graphs counts twice."""
        return sum(number for _, _, number in self.graphs)


def read_counts(index: Index) -> Counts:
    """What the index knows of its store."""
    with index.reading() as base:
        return Counts(
            graphs=base.execute("SELECT iri, statements, subjects FROM graph ORDER BY iri").fetchall(),
            classes=base.execute("SELECT iri, entities FROM class ORDER BY entities DESC, iri").fetchall(),
            properties=base.execute("SELECT iri, statements FROM property ORDER BY statements DESC, iri").fetchall(),
            examples=_examples(base),
            modified=base.execute("SELECT max(max(coalesce(day, '')), max(coalesce(answered, ''))) FROM question")
            .fetchone()[0] or None,
            questions=base.execute("SELECT count(*) FROM question").fetchone()[0],
        )  # fmt: skip


def _examples(base: sqlite3.Connection) -> list[str]:
    rows = base.execute("SELECT iri FROM question WHERE answers > 0 ORDER BY id LIMIT ?", (EXAMPLES,)).fetchall()
    return [iri for (iri,) in rows]


async def _void(request: Request) -> Response:
    site: Site = request.app.state.site
    counts = await to_thread.run_sync(read_counts, site.index)
    chosen = choose(request.headers.get("accept"), [*_FORMATS, "text/html"])
    if chosen is None:
        raise HTTPException(406, f"there are {', '.join(_FORMATS)} and text/html")
    if chosen == "text/html":
        return page(request, "void.html", counts=counts, title=_TITLE, licence=LICENCE, short=_short)
    return _serialised(request, site, counts, chosen)


async def _file(request: Request) -> Response:
    site: Site = request.app.state.site
    counts = await to_thread.run_sync(read_counts, site.index)
    return _serialised(request, site, counts, "text/turtle")


def _serialised(request: Request, site: Site, counts: Counts, media_type: str) -> Response:
    out = io.BytesIO()
    root = str(request.base_url)
    prefixes = {name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "xsd", "anq")} | {"void": _VOID, "sd": _SD}
    ox.serialize(describe(site, counts, root), output=out, format=_FORMATS[media_type], prefixes=prefixes)
    text = _sorted_prefixes(out.getvalue(), len(prefixes)) if media_type == "text/turtle" else out.getvalue()
    response = tagged(request, text, media_type)
    response.headers["vary"] = "Accept"
    return response


def _sorted_prefixes(turtle: bytes, number: int) -> bytes:
    lines = turtle.splitlines(keepends=True)  # the library writes the prefixes in another order each time
    return b"".join([*sorted(lines[:number]), *lines[number:]])


def describe(site: Site, counts: Counts, root: str) -> Iterator[ox.Triple]:
    """The description as statements; `root` is where this site is."""
    document, dataset = ox.NamedNode(root + "void"), ox.NamedNode(f"{site.base}dataset/questions")
    yield _said(document, _RDF + "type", ox.NamedNode(_VOID + "DatasetDescription"))
    yield _said(document, _FOAF + "primaryTopic", dataset)
    for kind in (_VOID + "Dataset", _DCAT + "Dataset", _SD + "Dataset"):
        yield _said(dataset, _RDF + "type", ox.NamedNode(kind))
    for language, title in _TITLE.items():
        yield _said(dataset, _DCTERMS + "title", ox.Literal(title, language=language))
    yield from _rights(dataset, counts)
    yield from _access(dataset, site, counts, root)
    yield from _sizes(dataset, counts)
    yield from _partitions(dataset, counts)
    yield from _graphs(dataset, counts)


def _rights(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    yield _said(dataset, _DCTERMS + "source", ox.NamedNode(SOURCE))
    yield _said(dataset, _DCTERMS + "license", ox.NamedNode(LICENCE))
    yield _said(dataset, _DCTERMS + "language", ox.NamedNode(_FRENCH))
    yield _said(dataset, _DCAT + "theme", ox.NamedNode(_THEME))
    if counts.modified:
        yield _said(dataset, _DCTERMS + "modified", ox.Literal(counts.modified, datatype=ox.NamedNode(_XSD + "date")))


def _access(dataset: ox.NamedNode, site: Site, counts: Counts, root: str) -> Iterator[ox.Triple]:
    yield _said(dataset, _VOID + "sparqlEndpoint", ox.NamedNode(root + "sparql"))
    yield _said(dataset, _DCAT + "landingPage", ox.NamedNode(root))
    yield _said(dataset, _VOID + "uriSpace", ox.Literal(f"{site.base}id/"))
    for vocabulary in ("anq", "dcterms", "org", "prov", "skos"):
        yield _said(dataset, _VOID + "vocabulary", ox.NamedNode(PREFIXES[vocabulary]))
    for example in counts.examples:
        yield _said(dataset, _VOID + "exampleResource", ox.NamedNode(example))


def _sizes(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    yield _said(dataset, _VOID + "triples", ox.Literal(counts.statements))
    yield _said(dataset, _VOID + "entities", ox.Literal(counts.subjects))
    yield _said(dataset, _VOID + "classes", ox.Literal(len(counts.classes)))
    yield _said(dataset, _VOID + "properties", ox.Literal(len(counts.properties)))


def _partitions(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    for number, (iri, entities) in enumerate(counts.classes):
        part = ox.BlankNode(f"class{number}")
        yield _said(dataset, _VOID + "classPartition", part)
        yield _said(part, _VOID + "class", ox.NamedNode(iri))
        yield _said(part, _VOID + "entities", ox.Literal(entities))
    for number, (iri, statements) in enumerate(counts.properties):
        part = ox.BlankNode(f"property{number}")
        yield _said(dataset, _VOID + "propertyPartition", part)
        yield _said(part, _VOID + "property", ox.NamedNode(iri))
        yield _said(part, _VOID + "triples", ox.Literal(statements))


def _graphs(dataset: ox.NamedNode, counts: Counts) -> Iterator[ox.Triple]:
    for number, (iri, statements, subjects) in enumerate(counts.graphs):
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield _said(dataset, _SD + ("namedGraph" if iri else "defaultGraph"), named if iri else graph)
        if iri:
            yield _said(named, _SD + "name", ox.NamedNode(iri))
            yield _said(named, _SD + "graph", graph)
        yield _said(graph, _VOID + "triples", ox.Literal(statements))
        yield _said(graph, _VOID + "entities", ox.Literal(subjects))


def _said(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: Value) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _short(iri: str) -> str:
    """An IRI with a prefix where there is one."""
    for name, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{name}:{iri[len(namespace) :]}"
    return iri


routes: Final = [Route("/void", _void), Route("/void.ttl", _file), Route("/.well-known/void", _void)]
