"""Terms and triples between the store's engine and rdflib, which the reference validator needs.

Data is always parsed by the store's parser and handed over term by term: lexical forms stay as they are, blank nodes
keep their labels, and nothing rdflib would fetch, normalise or complain about is ever read by it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import pyoxigraph as ox
import rdflib
import rdflib.term
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NOISY = ("rdflib.term", "rdflib", "pyshacl-validate", "pyshacl", "html5rdf")


def graph_of(triples: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """An rdflib graph of these statements, whatever named graph they stand in."""
    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}
    with quiet():
        for triple in triples:
            graph.add((_known(triple.subject, known), _known(triple.predicate, known), _known(triple.object, known)))
    return graph


def copy_of(graph: Graph) -> Graph:
    """The same statements in a graph of their own, without prefixes."""
    copy = Graph(bind_namespaces="none")
    for triple in graph:
        copy.add(triple)
    return copy


def _known(term: object, known: dict[object, Node]) -> Node:
    if isinstance(term, ox.Literal):
        return _to_rdflib(term)
    if term not in known:
        known[term] = _to_rdflib(term)
    return known[term]


def _to_rdflib(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
        return Literal(term.value, datatype=datatype, normalize=False)
    return BNode(plain(term).value)


def term_of(node: Node) -> Term:
    """The store's term for an rdflib one."""
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))


def plain(term: object) -> Term:
    """The same term, for one that is known to be no triple term; those are refused when data is read."""
    assert isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)
    return term


@contextmanager
def quiet() -> Iterator[None]:
    """rdflib as data needs it: no literal rewritten, no traceback logged for a literal that is not of its type.

    Nor is rdf:HTML parsed. Every string is in its lexical space (RDF 1.1 Concepts §5.2), where rdflib's strict parser
    calls ill-typed what a browser would take; and it would cost ten times what all the shapes cost.
    """
    kept = rdflib.NORMALIZE_LITERALS
    html = rdflib.term._toPythonMapping.pop(RDF.HTML, None)
    loggers = [logging.getLogger(name) for name in _NOISY]
    states = [logger.disabled for logger in loggers]
    rdflib.NORMALIZE_LITERALS = False
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = kept
        if html is not None:
            rdflib.term._toPythonMapping[RDF.HTML] = html
        for logger, state in zip(loggers, states, strict=True):
            logger.disabled = state
