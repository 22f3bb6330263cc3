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

_KEPT: Final = 8_192  # results kept of what is met throughout: people, ministries, issues, concepts
_PASSING: Final = 256  # and of what is met some times in a row: a page, with the questions printed on it

T = TypeVar("T")


class Shelf:
    """Results by key, the last `size` of them at least and twice as many at most.

    They grow old together; those asked for again by then are taken over, the others forgotten.
    """

    __slots__ = ("_size", "old", "young")

    def __init__(self, size: int) -> None:
        self._size = size
        self.young: dict[Hashable, tuple[Any, tuple[Bundle, ...]]] = {}
        self.old: dict[Hashable, tuple[Any, tuple[Bundle, ...]]] = {}

    def age(self) -> None:
        """Make room where it is needed."""
        if len(self.young) > self._size:
            self.old, self.young = self.young, {}


class World:
    """What every description needs: the IRIs, the register, and what has been worked out already."""

    def __init__(self, minter: Minter, directory: Directory) -> None:
        self.minter = minter
        self.directory = directory
        self.reached: list[Bundle] = []  # the same one as often as it is met
        self._kept, self._passing = Shelf(_KEPT), Shelf(_PASSING)

    def start(self) -> None:
        """Forget what the last record reached; its nodes are kept."""
        self.reached = []
        self._kept.age()
        self._passing.age()

    def recall(self, key: Hashable, make: Callable[[], T], *, passing: bool = False) -> T:
        """What `make` gives for this key; all it reaches counts as reached by this record, now and the next time.

        `make` must depend on the key and the register alone. While it runs it may itself recall, reach, tell and add.
        What is `passing` is not kept for long.
        """
        shelf = self._passing if passing else self._kept
        kept = shelf.young.get(key) or self._made(shelf, key, make)
        self.reached += kept[1]
        value: T = kept[0]
        return value

    def _made(self, shelf: Shelf, key: Hashable, make: Callable[[], object]) -> tuple[Any, tuple[Bundle, ...]]:
        kept = shelf.old.get(key)
        if kept is None:
            outer, self.reached = self.reached, []
            try:
                value = make()
                several = shelf is self._kept and len(self.reached) > 1
                kept = value, (bundled(self.reached),) if several else tuple(self.reached)
            finally:
                self.reached = outer
        shelf.young[key] = kept
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
            self.reached.append(Bundle(key, {key: node}))

    def tell(self, subject: str, graph: str, *pairs: Pair) -> None:
        """What only some records say of a shared entity: each statement by itself, so that none is written twice."""
        self.add([Node(subject, graph, [pair]) for pair in pairs])
