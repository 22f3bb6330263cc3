"""A small judge of its own, so that shapes and fixtures are not proved by the product's validation alone.

Core shapes by pySHACL; each SPARQL constraint once over all its focus nodes, on the embedded store.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Final

import pyoxigraph as ox
import pyshacl
from rdflib import RDFS, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from tests.shapes import ROOT

SHAPES: Final = "https://w3id.org/anq/shapes#"


@cache
def shapes() -> Graph:
    """The shipped shapes."""
    return Graph().parse(ROOT / "shapes" / "anq-shapes.ttl")


@cache
def core() -> Graph:
    """The shipped shapes without their SPARQL constraints."""
    graph = copied(shapes())
    graph.remove((None, SH.sparql, None))
    return graph


def copied(graph: Graph) -> Graph:
    """The same triples in a graph of their own: pySHACL adds to the one it is given."""
    return Graph() + graph


def name(shape: object) -> str:
    """Q01 for the shape's address."""
    return str(shape).removeprefix(SHAPES)


def fired(data: bytes) -> set[str]:
    """The names of all shapes that fire on these N-Triples."""
    return fired_core(data) | fired_constraints(data)


def fired_core(data: bytes, graph: Graph | None = None) -> set[str]:
    """The Core shapes that fire, by pySHACL; or the shapes of `graph`, SPARQL included."""
    logging.getLogger("rdflib.term").disabled = True      # ill-typed literals are what some cases are about
    _, report, _ = pyshacl.validate(
        Graph().parse(data=data, format="nt"), shacl_graph=graph or core(), inference="none", inplace=True
    )
    assert isinstance(report, Graph)
    return {name(shape) for shape in report.objects(None, SH.sourceShape)}


def fired_constraints(data: bytes) -> set[str]:
    """The SPARQL constraints that fire, each asked once for all focus nodes."""
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_TRIPLES)
    return {shape for shape, query in constraints().items() if rows(store, query)}


def rows(store: ox.Store, query: str) -> list[ox.QuerySolution]:
    """The rows of a SELECT."""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


@cache
def constraints() -> dict[str, str]:
    """Every sh:select as one query over all focus nodes."""
    graph = shapes()
    return {name(shape): _whole(graph, shape, node) for shape, node in graph.subject_objects(SH.sparql)}


def _whole(graph: Graph, shape: Node, node: Node) -> str:
    classes = sorted(map(str, graph.objects(shape, SH.targetClass)))
    nodes = sorted(map(str, graph.objects(shape, SH.targetNode)))
    branches = [f"{{ ?this a <{c}> }}" for c in classes] + [f"{{ VALUES ?this {{ <{n}> }} }}" for n in nodes]
    focus = " UNION ".join(branches)
    select = str(graph.value(node, SH.select)).replace("$this", "?this").replace("{", f"{{ {focus} ", 1)
    return prefixes(graph, node) + select


def prefixes(graph: Graph, node: Node) -> str:
    """The PREFIX lines of a constraint."""
    declared = [d for holder in graph.objects(node, SH.prefixes) for d in graph.objects(holder, SH.declare)]
    return "".join(f"PREFIX {graph.value(d, SH.prefix)}: <{graph.value(d, SH.namespace)}>\n" for d in declared)


def rules(graph: Graph) -> list[URIRef]:
    """The shapes that are rules of the catalogue: those with a label."""
    return sorted(s for s in graph.subjects(RDFS.label, None) if isinstance(s, URIRef))
