"""Shared entities of one record: each is described once, by a pure function of its identity and the register.

`World` keeps what it worked out of recent entities, so that the same deputy, ministry or journal issue costs a
dictionary look-up for the next record. What only some records tell of an entity (an issue's number, a label where there
is no register) is told apart, statement by statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, Final, TypeVar

from anq2rdf.rdf.iris import Minter
from anq2rdf.records import Directory
from anq2rdf.statements import Bundle, Node, Pair, bundled, fingerprint

_KEPT: Final = 8_192  # results kept before they grow old; those not asked for again while as many follow are forgotten

T = TypeVar("T")


class World:
    """What every description needs: the IRIs, the register, and what has been worked out already."""

    def __init__(self, minter: Minter, directory: Directory) -> None:
        self.minter = minter
        self.directory = directory
        self.reached: dict[int, Bundle] = {}
        self._young: dict[Hashable, tuple[Any, Bundle]] = {}
        self._old: dict[Hashable, tuple[Any, Bundle]] = {}

    def start(self) -> None:
        """Forget what the last record reached; its nodes are kept."""
        self.reached = {}
        if len(self._young) > _KEPT:
            self._old, self._young = self._young, {}

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for this key; all it reaches counts as reached by this record, now and the next time.

        `make` must depend on the key and the register alone. While it runs it may itself recall, reach, tell and add.
        """
        kept = self._young.get(key) or self._made(key, make)
        bundle = kept[1]
        self.reached[bundle.mark] = bundle
        value: T = kept[0]
        return value

    def _made(self, key: Hashable, make: Callable[[], object]) -> tuple[Any, Bundle]:
        kept = self._old.get(key)
        if kept is None:
            outer, self.reached = self.reached, {}
            try:
                value = make()
                nodes: dict[int, Node] = {}
                for bundle in self.reached.values():
                    nodes.update(bundle.nodes)
            finally:
                self.reached = outer
            kept = value, bundled(nodes)
        self._young[key] = kept
        return kept

    def reach(self, key: tuple[str, ...], make: Callable[[], tuple[str, list[Node]]]) -> str:
        """The entity's IRI; its nodes, and those it points at, now count as reached by this record."""
        return self.recall(key, partial(self._described, make))

    def _described(self, make: Callable[[], tuple[str, list[Node]]]) -> str:
        iri, nodes = make()
        self.add(nodes)
        return iri

    def add(self, nodes: Iterable[Node]) -> None:
        """Nodes of what is hardly met again, so that keeping them would only cost."""
        for node in nodes:
            key = fingerprint(node)
            self.reached[key] = Bundle(key, {key: node})

    def tell(self, subject: str, graph: str, *pairs: Pair) -> None:
        """What only some records say of a shared entity: each statement by itself, so that none is written twice."""
        self.add([Node(subject, graph, [pair]) for pair in pairs])
