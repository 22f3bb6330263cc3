"""One store, one set of shapes, one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from anq2rdf.errors import UsageError
from anq2rdf.validation.compiled import Compiled, View, compile_shapes
from anq2rdf.validation.compiled.lines import read_lines
from anq2rdf.validation.compiled.terms import from_store
from anq2rdf.validation.data import Spool
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.origins import with_sources
from anq2rdf.validation.pieces import cut
from anq2rdf.validation.reach import Reach, reach_of
from anq2rdf.validation.reference import run_reference
from anq2rdf.validation.report import Report
from anq2rdf.validation.results import Result
from anq2rdf.validation.shapes import Shapes

# auto: compiled, and pySHACL for the shapes that could not be; compiled: that alone; pyshacl: pySHACL for all Core
# shapes; reference: pySHACL for the SPARQL constraints too, on all the data as one graph.
ENGINES: Final = ("auto", "compiled", "pyshacl", "reference")
IN_MEMORY: Final = 1_000_000  # statements the compiled engine holds at once; about 330 MB


def check(data: ox.Store | Spool, shapes: Shapes, engine: str = "auto") -> Report:
    """Judge all the data of a spool, or of a store with all of it in the default graph, by these shapes.

    Core shapes are judged by the engine chosen (see `ENGINES`), piece by piece, so that memory does not grow with the
    data, unless they look too far for that (`Shapes.reach`); SPARQL constraints run once each on the store. The results
    are those pySHACL gives on the whole as one graph, save where rdflib compares values of different types (see
    `constraints`) and where `compiled` says so. `Report.notes` tells what ran otherwise than asked for or expected.
    Raises `UsageError` when the shapes turn out not to be usable, or not all compiled though the engine is `compiled`.
    """
    if engine not in ENGINES:
        raise UsageError(f"there is no validation engine {engine}", remedy=f"choose one of {', '.join(ENGINES)}")
    store = data if isinstance(data, ox.Store) else data.store()
    notes: list[str] = []
    if engine == "reference":
        return Report(with_sources(run_reference(graph_of(_as_told(data)), shapes.whole), store))
    results = list(_core(data, store, shapes, engine, notes))
    for constraint in shapes.constraints:
        results.extend(constraint.run(store))
    return Report(with_sources(results, store), notes)


def _core(data: ox.Store | Spool, store: ox.Store, shapes: Shapes, engine: str, notes: list[str]) -> Iterator[Result]:
    if engine == "pyshacl":
        yield from by_pyshacl(data, store, shapes.core, shapes.reach)
        return
    compiled = compile_shapes(shapes.core)
    if compiled.refused and engine == "compiled":
        raise UsageError(f"not all shapes can be compiled: {'; '.join(reasons(compiled))}")
    yield from by_compiled(data, store, compiled, notes)
    if compiled.refused:
        notes += (f"by pySHACL: {reason}" for reason in reasons(compiled))
        left = compiled.left()
        yield from by_pyshacl(data, store, left, None if shapes.left else reach_of(left))


def reasons(compiled: Compiled) -> list[str]:
    """Each shape that could not be compiled, with the reason."""
    return [f"{shape}: {reason}" for shape, reason in compiled.refused]


def by_pyshacl(data: ox.Store | Spool, store: ox.Store, shapes: Graph, reach: Reach | None) -> Iterator[Result]:
    """The results of pySHACL, piece by piece where the shapes' reach is known."""
    if reach is None:
        yield from run_reference(graph_of(_as_told(data)), shapes)
        return
    for piece in cut(store, shapes, reach):
        for result in run_reference(graph_of(piece.quads), shapes):
            if result.focus in piece.focus:
                yield result


def by_compiled(data: ox.Store | Spool, store: ox.Store, compiled: Compiled, notes: list[str]) -> Iterator[Result]:
    """The results of the compiled shapes on all the data. Adds to `notes` what is worth saying."""
    taken = compiled.taken()
    reach = reach_of(taken)
    if reach is None and len(store) > IN_MEMORY:
        notes.append(
            f"all {len(store)} statements are held in memory: some shapes look further than pieces of the data go"
        )
    if reach is None or len(store) <= IN_MEMORY:
        view = View.of(data) if isinstance(data, ox.Store) else read_lines(data.lines())
        yield from compiled.results(compiled.judge(view))
        return
    for piece in cut(store, taken, reach):
        yield from compiled.results(compiled.judge(View.of(piece.quads), map(from_store, piece.focus)))


def _as_told(data: ox.Store | Spool) -> Iterable[ox.Triple | ox.Quad]:
    """All statements, from a spool with their literals as they were spelt: the store keeps "01" as the number 1."""
    return data if isinstance(data, ox.Store) else data.triples()
