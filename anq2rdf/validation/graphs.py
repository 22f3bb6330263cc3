"""Terms and triples between the store's engine and rdflib, which the reference validator needs.

Data is always parsed by the store's parser and handed over term by term: lexical forms stay as they are, blank nodes
keep their labels, and nothing rdflib would fetch, normalise or complain about is ever read by it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from anq2rdf.errors import SourceError

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
_NOISY = ("rdflib.term", "rdflib", "pyshacl-validate", "pyshacl", "html5rdf")


def graph_of(triples: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """An rdflib graph of these statements, whatever named graph they stand in."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}
    with quiet():
        for triple in triples:
            graph.add((_known(triple.subject, known), _known(triple.predicate, known), _known(triple.object, known)))
    return graph


def _known(term: object, known: dict[object, Node]) -> Node:
    if isinstance(term, ox.Literal):
        return _to_rdflib(term)
    if term not in known:
        known[term] = _to_rdflib(term)
    return known[term]


def _to_rdflib(term: object) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise SourceError("the data holds a triple term (RDF 1.2), which SHACL does not know",
                      remedy="describe it with plain triples")


def term_of(node: Node) -> Term:
    """The store's term for an rdflib one."""
    from rdflib import BNode, Literal

    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))


@contextmanager
def quiet() -> Iterator[None]:
    """rdflib as data needs it: no literal rewritten, no traceback logged for a literal that is not of its type."""
    import rdflib

    kept = rdflib.NORMALIZE_LITERALS
    loggers = [logging.getLogger(name) for name in _NOISY]
    states = [logger.disabled for logger in loggers]
    rdflib.NORMALIZE_LITERALS = False
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = kept
        for logger, state in zip(loggers, states, strict=True):
            logger.disabled = state
