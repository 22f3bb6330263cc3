"""One store, one set of shapes, one report."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.origins import with_sources
from anq2rdf.validation.pieces import cut
from anq2rdf.validation.reference import run_reference
from anq2rdf.validation.report import Report
from anq2rdf.validation.results import Result
from anq2rdf.validation.shapes import Shapes


def check(store: ox.Store, shapes: Shapes) -> Report:
    """Judge all the data of a store, which lies in its default graph, by these shapes.

    Core shapes go through pySHACL piece by piece, so that memory does not grow with the data, unless they look too far
    for that (`Shapes.reach`); SPARQL constraints run once each on the store. The results are those pySHACL gives on
    the whole as one graph, save where rdflib compares values of different types (see `constraints`).
    Raises `UsageError` when the shapes turn out not to be usable.
    """
    results = list(_core(store, shapes))
    for constraint in shapes.constraints:
        results.extend(constraint.run(store))
    return Report(with_sources(results, store))


def _core(store: ox.Store, shapes: Shapes) -> Iterator[Result]:
    if shapes.reach is None:
        yield from run_reference(graph_of(store), shapes.core)
        return
    for piece in cut(store, shapes.core, shapes.reach):
        for result in run_reference(piece.graph, shapes.core):
            if result.focus in piece.focus:
                yield result
