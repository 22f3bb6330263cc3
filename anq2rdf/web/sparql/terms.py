"""What the editor proposes while one types: prefixes, and the classes and properties of the ontology and the store."""

from __future__ import annotations

from functools import cache
from typing import Final

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.query import library
from anq2rdf.query.search import Index
from anq2rdf.resources import shipped_text
from anq2rdf.sinks.prefixes import PREFIXES

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_KINDS: Final = {
    "http://www.w3.org/2002/07/owl#Class": "class",
    "http://www.w3.org/2002/07/owl#ObjectProperty": "property",
    "http://www.w3.org/2002/07/owl#DatatypeProperty": "property",
}


class Terms(Struct, frozen=True):
    """What may be proposed. `classes` and `properties` are IRIs with their label, or nothing where none is known."""

    prefixes: dict[str, str]
    classes: dict[str, str]
    properties: dict[str, str]
    queries: list[dict[str, str]]  # id, title, text


def read_terms(index: Index, language: str) -> Terms:
    """The terms of the ontology, and those the store uses."""
    known = {kind: dict(_ontology(language)[kind]) for kind in ("class", "property")}
    with index.reading() as base:
        for kind, terms in known.items():
            for (iri,) in base.execute(f"SELECT iri FROM {kind}"):  # noqa: S608 - one of two names of ours
                terms.setdefault(iri, "")
    return Terms(
        PREFIXES,
        dict(sorted(known["class"].items())),
        dict(sorted(known["property"].items())),
        [{"id": query.id, "title": query.title(language), "text": query.text} for query in library()],
    )


@cache
def _ontology(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"class": {}, "property": {}}
    graph = ox.Dataset(ox.parse(shipped_text("ontology", "anq.ttl"), format=ox.RdfFormat.TURTLE))
    for quad in graph.quads_for_predicate(ox.NamedNode(f"{_RDF}type")):
        kind = _KINDS.get(getattr(quad.object, "value", ""))
        if kind is not None and isinstance(quad.subject, ox.NamedNode):
            found[kind][quad.subject.value] = _label(graph, quad.subject, language)
    return found


def _label(graph: ox.Dataset, term: ox.NamedNode, language: str) -> str:
    for quad in graph.quads_for_subject(term):
        if quad.predicate == _LABEL and isinstance(quad.object, ox.Literal) and quad.object.language == language:
            return quad.object.value
    return ""
