"""The judges that are Python libraries."""

from __future__ import annotations

from typing import Any, Final

import pyoxigraph
import rdflib

from tests.judges.lines import Statement

MEDIA_TYPES: Final = {
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "ttl": "text/turtle",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
}
_RDFLIB: Final = {"nt": "nt", "nq": "nquads", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld"}


def parse_with_pyoxigraph(data: bytes, form: str) -> set[Statement]:
    """As pyoxigraph reads it, strictly."""
    kind = pyoxigraph.RdfFormat.from_media_type(MEDIA_TYPES[form])
    return {_oxigraph_statement(quad) for quad in pyoxigraph.parse(data, format=kind)}


def _oxigraph_statement(quad: Any) -> Statement:
    ends = (quad.subject, quad.predicate)
    assert all(isinstance(term, pyoxigraph.NamedNode) for term in ends), quad
    graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
    value = quad.object
    if isinstance(value, pyoxigraph.Literal):
        return (*[e.value for e in ends], value.value, value.datatype.value, (value.language or "").lower(), graph)
    assert isinstance(value, pyoxigraph.NamedNode), quad
    return (*[e.value for e in ends], value.value, "", "", graph)


def parse_with_rdflib(data: bytes, form: str) -> set[Statement]:
    """As rdflib reads it, lexical forms untouched."""
    normalised, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=_RDFLIB[form])
        return {_rdflib_statement(dataset, *quad) for quad in dataset.quads()}
    finally:
        rdflib.NORMALIZE_LITERALS = normalised


def _rdflib_statement(dataset: rdflib.Dataset, subject: Any, predicate: Any, value: Any, context: Any) -> Statement:
    assert isinstance(subject, rdflib.URIRef), subject
    graph = "" if context in (None, dataset.default_graph.identifier) else str(context)
    if isinstance(value, rdflib.Literal):
        kind = rdflib.RDF.langString if value.language else value.datatype or rdflib.XSD.string
        return str(subject), str(predicate), str(value), str(kind), (value.language or "").lower(), graph
    assert isinstance(value, rdflib.URIRef), value
    return str(subject), str(predicate), str(value), "", "", graph
