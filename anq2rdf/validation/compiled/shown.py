"""Nodes in words, as pySHACL puts them into the messages of shapes that have none of their own."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, Graph, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from anq2rdf.validation.compiled.terms import BLANK, Term, to_rdflib
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.paths import SH

_NAMES: Final = Graph(bind_namespaces="none").namespace_manager  # data and shapes come without prefixes
_NAMES.bind("sh", SH)
_DEEP: Final = 12


def shown(graph: Graph, node: Node, depth: int = 0) -> str:
    """An IRI or literal by itself, a blank node by what is said of it in this graph."""
    if isinstance(node, URIRef):
        return node.n3(namespace_manager=_NAMES)
    if isinstance(node, Value):
        return _literal(node)
    return _blank(graph, node, depth + 1)


def shown_term(view: View, term: Term | None) -> str:
    """The same for a term of the data."""
    assert term is not None
    graph = Graph(bind_namespaces="none")
    if term[0] == BLANK:
        _fill(graph, view, term)
    return shown(graph, to_rdflib(term))


def _fill(graph: Graph, view: View, start: Term) -> None:
    edge = [start]
    seen: set[Term] = set()
    while edge:
        node = edge.pop()
        seen.add(node)
        for predicate, values in view.predicates(node).items():
            for value in values:
                graph.add((to_rdflib(node), URIRef(predicate), to_rdflib(value)))
                # A list goes on over its cells, whatever they are called.
                if (value[0] == BLANK or predicate == str(RDF.rest)) and value not in seen:
                    edge.append(value)


def _literal(node: Value) -> str:
    value = None if node.value is None else str(node.value).split(" object at 0x")[0]
    text = f'"{node}" = {value}' if value is not None and value != str(node) else f'"{node}"'
    language = f", lang={node.language}" if node.language else ""
    datatype = f", datatype={node.datatype.n3(namespace_manager=_NAMES)}" if node.datatype else ""
    return f"Literal({text}{language}{datatype})"


def _blank(graph: Graph, node: Node, depth: int) -> str:
    if depth >= _DEEP:
        return "<http://recursion.too.deep>"
    if (node, RDF.first, None) in graph:
        return "( {} )".format(" ".join(shown(graph, item, depth + 1) for item in graph.items(node)))
    said: dict[str, str] = {}
    for predicate in graph.predicates(node, unique=True):
        texts = sorted(shown(graph, value, depth + 1) for value in graph.objects(node, predicate))
        said[shown(graph, predicate)] = ", ".join(texts)
    return "[ {} ]".format(" ; ".join(f"{p} {o}" for p, o in sorted(said.items()))) if said else "[ ]"
