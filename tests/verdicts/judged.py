"""The same data judged by the compiled shapes with set-wise constraints, and by pySHACL on the whole as one graph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox

from anq2rdf.validation import Shapes, check, read_shapes
from anq2rdf.validation.graphs import graph_of
from bench import reference
from bench.comparison import Difference, compare


def difference(triples: Iterable[ox.Triple]) -> Difference:
    """What the two say differently of these statements by the shipped shapes."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    return difference_on(store)


def difference_on(store: ox.Store) -> Difference:
    """The same for a store."""
    ours = check(store, shipped(), engine="compiled").results
    return compare(ours, reference.judge(graph_of(store), shipped().whole), store)


@cache
def shipped() -> Shapes:
    """The shipped shapes, read once."""
    return read_shapes()
