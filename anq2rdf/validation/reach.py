"""How far from its focus nodes a shapes graph looks, so that big data can be judged piece by piece.

A piece holds some focus nodes, what they link to as far as the shapes follow, and what links to them where a shape
asks for it. pySHACL on the piece then says of those focus nodes exactly what it says on the whole graph.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from msgspec import Struct
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from anq2rdf.validation.paths import SH, Path, Step, read_path

_INNER: Final = ("node", "not", "qualifiedValueShape")
_LISTS: Final = ("and", "or", "xone")
_PAIRS: Final = ("equals", "disjoint", "lessThan", "lessThanOrEquals", "closed", "uniqueLang")


class Unbounded(Exception):
    """These shapes look too far, or backwards in the middle of a path: they need the whole graph."""


class Reach(Struct, frozen=True):
    """What a piece must hold around its focus nodes."""

    steps: int  # links to follow
    forward: frozenset[ox.NamedNode]  # the predicates the shapes follow
    backward: frozenset[ox.NamedNode]  # predicates followed against their direction, from a focus node only


def reach_of(graph: Graph) -> Reach | None:
    """The reach of every shape with a target, or None when only the whole graph will do."""
    survey = _Survey(graph)
    try:
        steps = max((survey.shape(shape) for shape in survey.targeted()), default=0)
    except (Unbounded, RecursionError):
        return None
    steps = max(steps, 1) if survey.backward else steps
    return Reach(steps, frozenset(survey.forward), frozenset(survey.backward))


class _Survey:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.forward: set[ox.NamedNode] = set()
        self.backward: set[ox.NamedNode] = set()

    def targeted(self) -> set[Node]:
        found: set[Node] = {s for s in self.graph.subjects(RDF.type, RDFS.Class) if self._is_shape(s)}
        for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"):
            found.update(self.graph.subjects(self._sh(name), None))
        for predicate in self.graph.objects(None, self._sh("targetObjectsOf")):
            self.backward.add(ox.NamedNode(str(predicate)))  # by which a piece's focus nodes are found again
        if (None, RDF.type, self._sh("ConstraintComponent")) in self.graph:
            raise Unbounded
        return found

    def shape(self, shape: Node, *, top: bool = True, within: tuple[Node, ...] = ()) -> int:
        """Links followed from a node this shape judges. A property shape starts with its own path."""
        if shape in within:
            raise Unbounded
        within = (*within, shape)
        path = self.graph.value(shape, self._sh("path"))
        steps = 0 if path is None else self._top_path(path, top)
        deeper = [self.shape(inner, top=False, within=within) for inner in self._inner(shape)]
        for inner in self.graph.objects(shape, self._sh("property")):
            if path is not None:  # its results have focus nodes of their own, away from this one
                raise Unbounded
            deeper.append(self.shape(inner, top=top, within=within))
        pairs = any((shape, self._sh(name), None) in self.graph for name in _PAIRS)
        return max([steps + depth for depth in (*deeper, 0)] + [int(pairs)])

    def _inner(self, shape: Node) -> list[Node]:
        found = [node for name in _INNER for node in self.graph.objects(shape, self._sh(name))]
        lists = [head for name in _LISTS for head in self.graph.objects(shape, self._sh(name))]
        return found + [node for head in lists for node in self.graph.items(head)]

    def _top_path(self, node: Node, top: bool) -> int:
        path = read_path(self.graph, node)
        if top and isinstance(path, Step) and path.kind == "inversePath" and isinstance(path.parts[0], ox.NamedNode):
            self.backward.add(path.parts[0])
            return 1
        return self._path(path)

    def _path(self, path: Path) -> int:
        if isinstance(path, ox.NamedNode):
            self.forward.add(path)
            return 1
        if path.kind not in ("sequence", "alternativePath", "zeroOrOnePath"):
            raise Unbounded
        lengths = [self._path(part) for part in path.parts]
        return sum(lengths) if path.kind == "sequence" else max(lengths)

    def _is_shape(self, node: Node) -> bool:
        return (node, RDF.type, self._sh("NodeShape")) in self.graph or (
            node,
            RDF.type,
            self._sh("PropertyShape"),
        ) in self.graph

    @staticmethod
    def _sh(name: str) -> Node:
        return URIRef(SH + name)
