"""Judging a run while it is written: records where they are converted, the rest when all is known.

    watch = Streaming(shapes)
    Conversion(…, watch=watch)          each record is judged by `watch.checker`, in whatever process
    watch.report(store)                 shared nodes, what was left open, and the SPARQL constraints

The report is the one that judging the finished output gives. `unfinished` says whether anything of it needs the output
itself; Core shapes on records that tell all that the shapes ask for do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from msgspec.structs import replace

from anq2rdf.statements import Node
from anq2rdf.units import Outcome
from anq2rdf.validation.check import by_compiled, by_pyshacl, reasons
from anq2rdf.validation.compiled import Compiled, View, compile_shapes
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.records import Checked, RecordChecker, SharedNodes
from anq2rdf.validation.compiled.terms import from_store
from anq2rdf.validation.graphs import plain
from anq2rdf.validation.origins import with_sources
from anq2rdf.validation.pieces import pieces_around
from anq2rdf.validation.reach import reach_of
from anq2rdf.validation.report import Report
from anq2rdf.validation.results import Result
from anq2rdf.validation.shapes import Shapes


class Streaming:
    """A `pipeline.Watch`: gathers what is found record by record, and completes it at the end."""

    def __init__(self, shapes: Shapes, *, sparql: bool = True) -> None:
        """`sparql=False` leaves the SPARQL constraints out; the report's notes say so."""
        self._shapes = shapes
        self._constraints = shapes.constraints if sparql else ()
        self._compiled = compile_shapes(shapes.core)
        self.checker = RecordChecker(self._compiled)
        self._shared = SharedNodes(self.checker)
        self._found: list[tuple[Finding, str]] = []
        self._open: set[str] = set()
        self._last: Checked | None = None

    # ---- while it is written

    def record(self, outcome: Outcome) -> None:
        """A record that is written, with what the checker found."""
        if outcome.checked is None:
            return
        findings, left, relied = outcome.checked
        place = outcome.place
        source = f"{place.file}!{place.member}" if place.member else place.file
        self._found += [(Finding(*finding), source) for finding in findings]
        self._open.update(left)
        self._shared.rely(relied)

    def meet(self, nodes: Iterable[Node]) -> None:
        """Shared nodes, written for the first time."""
        self._shared.add(nodes)

    # ---- when all is known

    @property
    def unfinished(self) -> bool:
        """Whether `report` needs the statements that were written."""
        if self._constraints or self._shapes.left or self.checker.later or self._compiled.refused:
            return True
        self._finish()
        return bool(self._open or self._shared.changed)

    def report(self, store: ox.Store | None = None) -> Report:
        """The verdict. The store holds all that was written, in its default graph; see `unfinished`."""
        self._finish()
        again = self._open | (self._pointing(store) if store is not None and self._shared.changed else set())
        found = [(finding, source) for finding, source in self._found if finding.focus[1] not in again]
        results = [
            replace(result, source=source)
            for (_, source), result in zip(found, self._compiled.results(each for each, _ in found), strict=True)
        ]
        notes: list[str] = []
        if store is not None:
            results += with_sources(self._of_store(store, again, notes), store)
        if len(self._constraints) < len(self._shapes.constraints):
            notes.append(f"{len(self._shapes.constraints)} SPARQL constraints were not run, as asked for")
        return Report(results, notes)

    def _finish(self) -> None:
        if self._last is None:
            self._last = self._shared.finish()
            self._found += [(finding, "") for finding in self._last.findings]
            self._open.update(self._last.open)

    def _pointing(self, store: ox.Store) -> set[str]:
        """What leads to entities of which records told different things, as far as shapes follow links."""
        found: set[str] = set()
        edge = set(self._shared.changed)
        reach = reach_of(self._compiled.taken())
        for _ in range(reach.steps if reach is not None else 1):
            quads = [quad for iri in edge for quad in store.quads_for_pattern(None, None, ox.NamedNode(iri), None)]
            edge = {plain(quad.subject).value for quad in quads} - found
            found |= edge
        return found

    def _of_store(self, store: ox.Store, again: set[str], notes: list[str]) -> Iterator[Result]:
        """What could not be told from records: open nodes, shapes that look further, SPARQL constraints."""
        compiled, near = self._compiled, self.checker.near
        if again:
            yield from _judged(store, compile_shapes(compiled.without(compiled.shapes.keys() - near.keys())), again)
        if self.checker.later:
            notes += (f"when all was written: {shape}: {reason}" for shape, reason in self.checker.later)
            yield from by_compiled(store, store, compile_shapes(compiled.without(near)), notes)
        if compiled.refused:
            notes += (f"by pySHACL: {reason}" for reason in reasons(compiled))
            left = compiled.left()
            yield from by_pyshacl(store, store, left, None if self._shapes.left else reach_of(left))
        for constraint in self._constraints:
            yield from constraint.run(store)


def _judged(store: ox.Store, compiled: Compiled, nodes: Iterable[str]) -> Iterator[Result]:
    taken = compiled.taken()
    reach = reach_of(taken)
    wanted = [ox.NamedNode(iri) for iri in sorted(nodes)]
    if reach is None:
        yield from compiled.results(compiled.judge(View.of(store), map(from_store, wanted)))
        return
    for piece in pieces_around(store, wanted, reach):
        yield from compiled.results(compiled.judge(View.of(piece.quads), map(from_store, piece.focus)))
