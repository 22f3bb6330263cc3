"""Cutting a store into pieces that pySHACL can hold: some focus nodes each, with all the shapes see around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox
from msgspec.structs import replace
from rdflib import RDF as RDFNS
from rdflib import RDFS, Graph, URIRef

from anq2rdf.validation.constraints import Targets, read_targets
from anq2rdf.validation.graphs import Term, plain
from anq2rdf.validation.paths import RDF, SH
from anq2rdf.validation.reach import Reach

FOCUS_NODES: Final = 2000  # about 200 questions with their answers and events; some 20,000 triples in rdflib
_TYPE: Final = ox.NamedNode(RDF + "type")
_SUBCLASS: Final = ox.NamedNode(str(RDFS.subClassOf))


class Piece(NamedTuple):
    """Some focus nodes and the statements that hold all the shapes may ask about them."""

    focus: frozenset[Term]
    quads: list[ox.Quad]


def cut(store: ox.Store, shapes: Graph, reach: Reach, size: int = FOCUS_NODES) -> Iterator[Piece]:
    """The whole store as pieces of at most `size` focus nodes, in the order of their names."""
    return pieces_around(store, sorted(focus_nodes(store, shapes), key=str), reach, size)


def pieces_around(store: ox.Store, nodes: Sequence[Term], reach: Reach, size: int = FOCUS_NODES) -> Iterator[Piece]:
    """These focus nodes, as they come: sorted by name, a question stands beside its answers and events."""
    classes = list(store.quads_for_pattern(None, _SUBCLASS, None, None))
    for start in range(0, len(nodes), size):
        focus = nodes[start : start + size]
        yield Piece(frozenset(focus), [*classes, *_around(store, focus, reach)])


def focus_nodes(store: ox.Store, shapes: Graph) -> set[Term]:
    """Every node that some shape with a target judges."""
    holders = {
        s
        for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
        for s in shapes.subjects(URIRef(SH + name), None)
    }
    holders |= set(shapes.subjects(RDFNS.type, RDFS.Class))
    found: set[Term] = set()
    for targets in {read_targets(shapes, shape) for shape in holders}:
        found.update(targets.nodes)  # not by a query, which gives 4.0 back as 4
        others = replace(targets, nodes=())
        if others == Targets():
            continue
        rows = store.query(f"SELECT DISTINCT ?this {{ {others.pattern(store)} }}")
        assert isinstance(rows, ox.QuerySolutions)
        found.update(plain(row["this"]) for row in rows)
    return found


def _around(store: ox.Store, focus: Sequence[Term], reach: Reach) -> Iterator[ox.Quad]:
    edge: set[Term] = set(focus)
    seen: set[Term] = set()
    for step in range(reach.steps):
        beyond: set[Term] = set()
        if step == 0:
            for quad in _backwards(store, focus, reach):
                beyond.add(plain(quad.subject))
                yield quad
        for quad in _statements(store, edge - seen, None):
            if quad.predicate in reach.forward:
                beyond.add(plain(quad.object))
            yield quad
        seen |= edge
        edge = beyond
    yield from _statements(store, edge - seen, _TYPE if reach.steps else None)


def _backwards(store: ox.Store, focus: Sequence[Term], reach: Reach) -> Iterator[ox.Quad]:
    for predicate in reach.backward:
        for node in focus:
            yield from store.quads_for_pattern(None, predicate, node, None)


def _statements(store: ox.Store, nodes: set[Term], predicate: ox.NamedNode | None) -> Iterator[ox.Quad]:
    for node in nodes:
        if not isinstance(node, ox.Literal):
            yield from store.quads_for_pattern(node, predicate, None, None)
