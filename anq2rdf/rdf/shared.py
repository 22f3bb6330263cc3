"""Shared entities of one record: each is described once, by a pure function of its identity and the register.

`World` keeps the nodes of recent entities with their fingerprints, so that the same deputy, ministry or journal issue
costs a dictionary look-up for the next record. What only some records tell of an entity (an issue's number, a label
where there is no register) is told apart, statement by statement.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from anq2rdf.rdf.iris import Minter
from anq2rdf.records import Directory
from anq2rdf.statements import Node, Pair, fingerprint

_KEPT = 4_096  # entities remembered before all are forgotten: answer groups and pages are hardly met again


class World:
    """What every description needs: the IRIs, the register, and the entities already described."""

    def __init__(self, minter: Minter, directory: Directory) -> None:
        self.minter = minter
        self.directory = directory
        self._made: dict[tuple[str, ...], tuple[str, dict[int, Node]]] = {}
        self.reached: dict[int, Node] = {}

    def start(self) -> None:
        """Forget what the last record reached; its nodes are kept."""
        self.reached = {}
        if len(self._made) > _KEPT:
            self._made.clear()

    def reach(self, key: tuple[str, ...], make: Callable[[], tuple[str, list[Node]]]) -> str:
        """The entity's IRI; its nodes, and those it points at, now count as reached by this record.

        `make` gives the IRI and the nodes on first sight. While it runs it may itself call `reach` for what the
        entity points at: those nodes then belong to this entity's description too.
        """
        made = self._made.get(key)
        if made is None:
            outer, self.reached = self.reached, {}
            try:
                iri, nodes = make()
                self.reached.update((fingerprint(node), node) for node in nodes)
                made = (iri, self.reached)
            finally:
                self.reached = outer
            self._made[key] = made
        self.reached.update(made[1])
        return made[0]

    def tell(self, subject: str, graph: str, *pairs: Pair) -> None:
        """What only some records say of a shared entity: each statement by itself, so that none is written twice."""
        for pair in pairs:
            self.reach(("told", subject, *map(str, pair)), partial(_fragment, subject, graph, pair))


def _fragment(subject: str, graph: str, pair: Pair) -> tuple[str, list[Node]]:
    return subject, [Node(subject, graph, [pair])]
