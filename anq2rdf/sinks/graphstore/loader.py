"""Graph after graph into a store: sent, counted, noted as done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import pyoxigraph as ox

from anq2rdf.errors import SinkError, UsageError
from anq2rdf.fingerprints import Fingerprints
from anq2rdf.problems import escaped
from anq2rdf.sinks.graphstore.journal import Journal
from anq2rdf.sinks.graphstore.piece import pieces
from anq2rdf.sinks.graphstore.spool import Graph
from anq2rdf.sinks.graphstore.store import GraphStore

_STAGING: Final = "urn:anq2rdf:staging:"


class Way(NamedTuple):
    """How a graph goes into the store."""

    by: str  # "PUT", "POST", "INSERT DATA"
    parts: int | None  # bytes of one; None for all at once
    staged: bool  # loaded beside, then moved
    whole: bool  # readers see the old graph or the new one, never less


class Sent(NamedTuple):
    """What became of one graph."""

    graph: str
    statements: int  # given
    size: int
    found: int | None  # in the store, afterwards; None when it was done before this run
    way: Way


class Loader:
    """Loads graphs, each replacing what the store holds under its name, or adding to it."""

    def __init__(self, store: GraphStore, *, add: bool, part_bytes: int | None = None) -> None:
        self._store = store
        self._add = add
        self._part_bytes = part_bytes

    def way(self, graph: Graph) -> Way:
        """How this graph will go. Raises `UsageError` where the store cannot take it so."""
        there = self._store.endpoints
        flavour = self._store.flavour
        if not graph.name and flavour.name == "virtuoso":
            raise UsageError(
                "Virtuoso has no default graph", remedy="say with --graph IRI where statements without a graph belong"
            )
        parts = self._part_bytes if there.gsp else self._part_bytes or flavour.batch_bytes
        if parts is not None and graph.size <= parts and there.gsp:
            parts = None
        if graph.has_blank_nodes and parts is not None:
            raise UsageError(
                f"{escaped(graph.name or 'the default graph')} has blank nodes and would be sent in parts",
                remedy="name the nodes by IRIs, or load over the Graph Store Protocol without --part-bytes",
            )
        by = "INSERT DATA" if not there.gsp else "POST" if self._add else "PUT"
        if self._add:
            return Way(by, parts, staged=False, whole=parts is None and flavour.whole == "put")
        if by == "PUT" and parts is None and self._goes_directly(graph):
            return Way(by, parts, staged=False, whole=True)
        staged = there.update is not None
        return Way(by, parts, staged=staged, whole=staged)

    def load(self, graphs: Iterable[Graph], journal: Journal, tell: Callable[[Sent], None]) -> None:
        """All of them; those the journal calls done are passed over when the store still holds them.

        Raises `SinkError` when the store refuses a graph or holds another number of statements than it was given, and
        `RemoteError` when the network gives up: the journal then stays.
        """
        for graph in graphs:
            if journal.is_done(graph) and self._store.count(graph.name) >= graph.statements:
                tell(Sent(graph.name, graph.statements, graph.size, None, Way("", None, False, True)))
                continue
            way = self.way(graph)
            found = self._send(graph, way)
            journal.finish_graph(graph)
            tell(Sent(graph.name, graph.statements, graph.size, found, way))
        journal.remove()

    def _goes_directly(self, graph: Graph) -> bool:
        whole = self._store.flavour.whole
        return whole == "put" or (whole == "first" and self._store.count(graph.name) == 0)

    def _send(self, graph: Graph, way: Way) -> int:
        before = self._store.count(graph.name) if self._add else 0
        if not way.staged:
            self._give(graph, graph.name, way)
            return self._counted(graph, graph.name, before)
        staging = _staging(graph)
        if way.by == "INSERT DATA":
            self._store.clear(staging)
        self._give(graph, staging, way)
        there = self._counted(graph, staging, 0)
        self._store.move(staging, graph.name, there)
        return self._counted(graph, graph.name, 0)

    def _give(self, graph: Graph, name: str, way: Way) -> None:
        repeatable = not (graph.has_blank_nodes and self._add)
        if way.by == "INSERT DATA":
            for piece in pieces(graph, way.parts, self._store.flavour.batch_statements):
                self._store.insert(name, piece, repeatable=repeatable)
            return
        method = way.by
        for piece in pieces(graph, way.parts):
            self._store.give(method, name, piece, repeatable=repeatable)
            method = "POST"

    def _counted(self, graph: Graph, name: str, before: int) -> int:
        """The count check. What is counted twice in the file is looked at only when the numbers differ."""
        found = self._store.count(name)
        if self._fits(found, graph.statements, before, exact=bool(name)):
            return found
        expected = _distinct(graph)
        if self._fits(found, expected, before, exact=bool(name)):
            return found
        where = "" if name == graph.name else " (in the graph beside it; the old one is as it was)"
        more = f", besides up to {before} that were there" if before else ""
        raise SinkError(
            f"the store does not hold what it was sent: expected {expected} statements in "
            f"{escaped(graph.name or 'the default graph')}{more}, found {found}{where}",
            remedy="look into the store's log; --resume sends this graph and those after it again",
        )

    def _fits(self, found: int, expected: int, before: int, *, exact: bool) -> bool:
        if self._add or not exact:
            return max(before, expected) <= found and (not exact or found <= before + expected)
        return found == expected


def _staging(graph: Graph) -> str:
    """The graph beside: always the same for the same one, so that what was left of a failure is replaced."""
    return f"<{_STAGING}{hashlib.sha256(graph.name.encode()).hexdigest()[:32]}>"


def _distinct(graph: Graph) -> int:
    """How many different statements are in the file."""
    seen = Fingerprints()
    found = 0
    for quad in ox.parse(path=str(graph.path), format=ox.RdfFormat.N_TRIPLES):
        digest = hashlib.blake2b(str(quad.triple).encode(), digest_size=8).digest()
        found += seen.add(int.from_bytes(digest, "big"))
    return found
