"""Manifests of the suite: what to judge by which shapes, and what the report must be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from anq2rdf.validation.graphs import graph_of

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT: Final = Namespace("http://www.w3.org/ns/shacl-test#")
SUITE: Final = Path(__file__).parent.parent.parent.parent / "shared" / "w3c" / "shacl"


class Entry(NamedTuple):
    """One sht:Validate."""

    name: str  # the manifest's path in the suite, without its ending: core/node/and-001
    data: Path
    shapes: Path
    graph: Graph  # the manifest's own, which holds the expected report
    report: Node | None  # None: the run must fail (sht:Failure)


def entries() -> list[Entry]:
    """Every test of the suite, in the order of the manifests and the one they forget; none where the suite is absent."""
    if not SUITE.is_dir():
        return []
    return [*_entries(SUITE / "manifest.ttl"), *_entries(SUITE / "sparql" / "component" / "nodeValidator-001.ttl")]


def _entries(manifest: Path) -> Iterator[Entry]:
    graph = graph_of(triples(manifest))
    for included in sorted(graph.objects(None, MF.include)):
        yield from _entries(_path(included))
    for test in graph.subjects(RDF.type, SHT.Validate):
        action, result = graph.value(test, MF.action), graph.value(test, MF.result)
        name = str(manifest.relative_to(SUITE).with_suffix(""))
        data, shapes = (_path(graph.value(action, SHT[kind])) for kind in ("dataGraph", "shapesGraph"))
        yield Entry(name, data, shapes, graph, None if result == SHT.Failure else result)


@cache
def triples(file: Path) -> tuple[ox.Triple, ...]:
    """A file's statements, parsed once: its blank nodes have the same labels as data, as shapes and in the report."""
    return tuple(quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=file.as_uri()))


def _path(address: Node | None) -> Path:
    assert isinstance(address, URIRef)
    return Path(unquote(urlparse(address).path))
