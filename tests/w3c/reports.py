"""Expected and actual reports brought to one form, in which equal reports are isomorphic graphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SH
from rdflib.term import Node

from anq2rdf.validation import Result
from anq2rdf.validation.graphs import Term, graph_of
from anq2rdf.validation.paths import read_path
from tests.w3c.manifest import Entry, triples

_FIELDS: Final = ("focusNode", "value", "sourceShape", "sourceConstraintComponent", "resultSeverity")
_WHERE_TOLD: Final = ("resultMessage", "sourceConstraint")  # compared only where the suite gives them


def expected(entry: Entry) -> Graph:
    """What the suite says the report is."""
    graph = Graph()
    for number, node in enumerate(entry.graph.objects(entry.report, SH.result)):
        for name in (*_FIELDS, *_WHERE_TOLD):
            for value in entry.graph.objects(node, SH[name]):
                graph.add((BNode(f"result{number}"), SH[name], _anchored(value, entry)))
        path = entry.graph.value(node, SH.resultPath)
        if path is not None:
            graph.add((BNode(f"result{number}"), SH.resultPath, Literal(str(read_path(entry.graph, path)))))
    return graph


def actual(results: Iterable[Result], entry: Entry) -> Graph:
    """What our report says of that."""
    told = {name for name in _WHERE_TOLD if any(entry.graph.triples((None, SH[name], None)))}
    graph = Graph()
    for number, result in enumerate(results):
        node = BNode(f"result{number}")
        terms = result.focus, result.value, result.shape, result.component, result.severity
        for name, term in zip(_FIELDS, terms, strict=True):
            if term is not None:
                graph.add((node, SH[name], _anchored(_node(term), entry)))
        if result.path is not None:
            graph.add((node, SH.resultPath, Literal(str(result.path))))
        if "resultMessage" in told:
            for language, text in result.messages:
                graph.add((node, SH.resultMessage, Literal(text, lang=language or None)))
        if "sourceConstraint" in told and result.constraint is not None:
            graph.add((node, SH.sourceConstraint, _anchored(_node(result.constraint), entry)))
    return graph


def same(one: Graph, other: Graph) -> bool:
    """Whether two of these are the same report."""
    return bool(isomorphic(one, other))


def _anchored(node: Node, entry: Entry) -> Node:
    """A blank node that data, shapes and report share must be that very one, so it gets a name.

    Where the report stands in a file of its own its blank nodes stand for some node, and isomorphism decides.
    """
    shared = entry.data == entry.shapes and len(triples(entry.data)) == len(entry.graph)
    return URIRef(f"urn:blank:{node}") if shared and isinstance(node, BNode) else node


def _node(term: Term) -> Node:
    from pyoxigraph import NamedNode, Triple

    (node,) = graph_of([Triple(NamedNode("urn:s"), NamedNode("urn:p"), term)]).objects()
    return node
