"""Property paths compiled (SHACL §2.3.1): a route gives the distinct nodes it reaches from a node.

A step back over a sequence goes through its parts in reverse order, as SPARQL's ^(a/b) does; pySHACL keeps them in
their order there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

import pyoxigraph as ox

from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.paths import Path

Route: TypeAlias = Callable[[View, Term], Sequence[Term]]


def route(path: Path, *, back: bool = False) -> Route:
    """The way along a path, or against it."""
    if isinstance(path, ox.NamedNode):
        return partial(_back, path.value) if back else partial(_along, path.value)
    if path.kind == "inversePath":
        return route(path.parts[0], back=not back)
    parts = [route(part, back=back) for part in path.parts]
    if path.kind == "sequence":
        return partial(_sequence, tuple(reversed(parts)) if back else tuple(parts))
    if path.kind == "alternativePath":
        return partial(_either, tuple(parts))
    if path.kind == "zeroOrOnePath":
        return partial(_perhaps, parts[0])
    return partial(_repeated, parts[0], path.kind == "zeroOrMorePath")


def _along(predicate: str, view: View, node: Term) -> Sequence[Term]:
    return view.objects(node, predicate)


def _back(predicate: str, view: View, node: Term) -> Sequence[Term]:
    return view.subjects(predicate, node)


def _sequence(parts: tuple[Route, ...], view: View, node: Term) -> Sequence[Term]:
    reached: Sequence[Term] = (node,)
    for part in parts:
        reached = part(view, reached[0]) if len(reached) == 1 else _distinct(part(view, each) for each in reached)
    return reached


def _either(parts: tuple[Route, ...], view: View, node: Term) -> Sequence[Term]:
    return _distinct(part(view, node) for part in parts)


def _perhaps(part: Route, view: View, node: Term) -> Sequence[Term]:
    return _distinct(((node,), part(view, node)))


def _repeated(part: Route, zero: bool, view: View, node: Term) -> Sequence[Term]:
    found: dict[Term, None] = {node: None} if zero else {}
    edge = list(part(view, node))
    while edge:
        reached = edge.pop()
        if reached not in found:
            found[reached] = None
            edge += part(view, reached)
    return list(found)


def _distinct(lists: Iterable[Sequence[Term]]) -> Sequence[Term]:
    return list(dict.fromkeys(term for each in lists for term in each))
