"""What a shape asks about other nodes than the one it judges: whether a record alone can answer is told from that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.term import Node

from anq2rdf.validation.compiled.declared import SHAPE_LISTS, SHAPES, Declared, Refused, declare, members
from anq2rdf.validation.compiled.view import RDF_TYPE, SUBCLASS_OF
from anq2rdf.validation.paths import SH, Path

_WAYS: Final = 64  # ways along one path; more are not worth telling apart
_OWN: Final = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
# The links of a path, each with whether it is followed backwards.
Way: TypeAlias = tuple[tuple[str, bool], ...]


class Far(Exception):
    """The shape asks for more than a record and what it points at; the text says what."""


class Needs:
    """What one shape asks. Raises `Far` where that has no bound, or leads away from what a record holds."""

    def __init__(self, graph: Graph, shape: Node) -> None:
        self._graph = graph
        # Links whose other end is asked about itself, each with the predicates asked for there.
        self.follows: dict[str, set[str]] = {}
        self.back: set[str] = {str(p) for p in graph.objects(shape, URIRef(SH + "targetObjectsOf"))}
        # Every predicate asked for, of whatever node; `everything` when a closed shape asks for all.
        self.mentions: set[str] = {
            RDF_TYPE,
            SUBCLASS_OF,
            *map(str, graph.objects(shape, URIRef(SH + "targetSubjectsOf"))),
        }
        self.everything = False
        self.steps = 0  # links away from the node judged
        self._shape(declare(graph, shape), ())

    def _shape(self, shape: Declared, come: Way) -> None:
        """Of a node one has come to along these links."""
        if shape.off:
            return
        for other in (str(node) for name in _OWN for node in shape.all(name)):
            self._ask(come, other)
        inner = list(self._inner(shape))
        for way in [()] if shape.path is None else list(_ways(shape.path)):
            there = come
            for link in way:
                there = self._go(there, link)
            self._values(shape, inner, there)

    def _go(self, come: Way, link: tuple[str, bool]) -> Way:
        predicate, back = link
        if back and come:
            raise Far(f"it looks backwards along {predicate} from a node that is not its own")
        if back:
            self.back.add(predicate)
        else:
            self._ask(come, predicate)
        return (*come, link)

    def _values(self, shape: Declared, inner: list[Declared], there: Way) -> None:
        if there and shape.all("closed"):
            raise Far("it asks for all that is said of a node that is not its own")
        self.everything |= bool(shape.all("closed"))
        if shape.all("class"):
            self._ask(there, RDF_TYPE)
        for other in inner:
            self._shape(other, there)

    def _ask(self, come: Way, predicate: str) -> None:
        """A predicate is asked for at the end of these links: each of them is followed."""
        self.mentions.add(predicate)
        self.steps = max(self.steps, len(come))
        for at, (link, back) in enumerate(come):
            asked = predicate if at == len(come) - 1 else come[at + 1][0]
            if not back:
                self.follows.setdefault(link, set()).add(asked)

    def _inner(self, shape: Declared) -> Iterator[Declared]:
        nodes = [node for name in SHAPES for node in shape.all(name)]
        nodes += [node for name in SHAPE_LISTS for head in shape.all(name) for node in members(self._graph, head, name)]
        if shape.all("qualifiedValueShapesDisjoint"):
            raise Far("its sibling shapes are not followed")
        yield from (declare(self._graph, node) for node in nodes)


def _ways(path: Path) -> Iterator[Way]:
    ways = _expanded(path)
    if len(ways) > _WAYS:
        raise Far("its path has too many branches")
    yield from ways


def _expanded(path: Path, *, back: bool = False) -> list[Way]:
    if isinstance(path, ox.NamedNode):
        return [((path.value, back),)]
    if path.kind == "inversePath":
        return _expanded(path.parts[0], back=not back)
    parts = [_expanded(part, back=back) for part in path.parts]
    if path.kind == "sequence":
        ordered = reversed(parts) if back else parts
        return [tuple(link for way in ways for link in way) for ways in product(*ordered)]
    if path.kind == "alternativePath":
        return [way for ways in parts for way in ways]
    if path.kind == "zeroOrOnePath":
        return [(), *parts[0]]
    raise Far("its path goes on without end")


def needs_of(graph: Graph, shape: Node) -> Needs:
    """What this shape asks. Raises `Far`."""
    try:
        return Needs(graph, shape)
    except Refused as reason:  # compiled shapes are never refused here
        raise Far(str(reason)) from reason
