"""SHACL property paths as values: read from a shapes graph, shown as SPARQL paths, written back as triples (§2.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

import pyoxigraph as ox
from msgspec import Struct
from rdflib import RDF as RDFNS
from rdflib import Graph, URIRef
from rdflib.term import Node

from anq2rdf.errors import UsageError
from anq2rdf.validation.graphs import term_of

SH: Final = "http://www.w3.org/ns/shacl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UNARY: Final = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}
_DEEP: Final = 32  # nested paths; real ones have two levels


class Step(Struct, frozen=True):
    """A path made of others: `sequence`, `alternativePath`, or one of the four unary ones of SHACL."""

    kind: str
    parts: tuple[Path, ...]

    def __str__(self) -> str:
        return self.shown(str)

    def shown(self, name: Callable[[ox.NamedNode], str]) -> str:
        """The path in SPARQL's syntax, each IRI as `name` gives it."""
        inner = [f"({part.shown(name)})" if isinstance(part, Step) else name(part) for part in self.parts]
        if self.kind in _UNARY:
            return _UNARY[self.kind].format(inner[0])
        return ("/" if self.kind == "sequence" else "|").join(inner)


Path: TypeAlias = ox.NamedNode | Step


def read_path(graph: Graph, node: Node, depth: int = 0) -> Path:
    """The path that stands at this node. Raises `UsageError` when it is not well formed."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if depth > _DEEP:
        raise UsageError("a property path in the shapes nests too deep or contains itself")
    if (node, RDFNS.first, None) in graph:
        return Step("sequence", tuple(read_path(graph, item, depth + 1) for item in graph.items(node)))
    for kind in (*_UNARY, "alternativePath"):
        value = graph.value(node, URIRef(SH + kind))
        if value is not None:
            items = graph.items(value) if kind == "alternativePath" else [value]
            return Step(kind, tuple(read_path(graph, item, depth + 1) for item in items))
    raise UsageError(f"the shapes hold a property path that is not well formed: {term_of(node)}")


def path_triples(path: Path, node: ox.BlankNode) -> Iterator[ox.Triple]:
    """The triples that describe a composed path at `node`; labels derive from the node's, so they are repeatable."""
    if isinstance(path, ox.NamedNode):
        return
    if path.kind in _UNARY:
        yield from _linked(node, SH + path.kind, path.parts[0], f"{node.value}i")
        return
    start = node
    if path.kind == "alternativePath":
        start = ox.BlankNode(f"{node.value}a")
        yield ox.Triple(node, ox.NamedNode(SH + path.kind), start)
    yield from _listed(path.parts, start)


def _listed(parts: tuple[Path, ...], start: ox.BlankNode) -> Iterator[ox.Triple]:
    cells: list[ox.BlankNode | ox.NamedNode] = [start]
    cells += [ox.BlankNode(f"{start.value}l{n}") for n in range(1, len(parts))]
    cells.append(ox.NamedNode(RDF + "nil"))
    for (cell, rest), part in zip(pairwise(cells), parts, strict=True):
        assert isinstance(cell, ox.BlankNode)
        yield from _linked(cell, RDF + "first", part, f"{cell.value}f")
        yield ox.Triple(cell, ox.NamedNode(RDF + "rest"), rest)


def _linked(node: ox.BlankNode, predicate: str, part: Path, label: str) -> Iterator[ox.Triple]:
    target = part if isinstance(part, ox.NamedNode) else ox.BlankNode(label)
    yield ox.Triple(node, ox.NamedNode(predicate), target)
    if isinstance(target, ox.BlankNode):
        yield from path_triples(part, target)
