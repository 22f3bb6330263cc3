"""A store for the protocol's own tests: the graphs that the W3C's cases speak of, and enough to get lost in."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOCUMENT = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
NEXT = ox.NamedNode("http://example.org/next")
TEXT = ox.NamedNode("http://example.org/text")
RING = 3_000


def graph(number: int) -> str:
    """The IRI of a graph, which holds that the graph is a document."""
    return DATA.format(number)


def make_store(folder: Path) -> Path:
    """Three small graphs, and a large one: a ring of nodes, each with a text."""
    store = ox.Store(str(folder))
    named = [ox.NamedNode(graph(number)) for number in (1, 2, 3)]
    store.extend(ox.Quad(each, TYPE, DOCUMENT, each) for each in named)
    ring = [ox.NamedNode(f"http://example.org/node/{number}") for number in range(RING)]
    large = ox.NamedNode("http://example.org/ring")
    store.extend(ox.Quad(node, NEXT, ring[number - 1], large) for number, node in enumerate(ring))
    store.extend(ox.Quad(node, TEXT, ox.Literal("a" * 60 + str(n)), large) for n, node in enumerate(ring))
    store.flush()
    return folder
