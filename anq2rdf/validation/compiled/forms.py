"""The two forms a compiled shape has: of a node itself, and of what a path leads to."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from anq2rdf.validation.compiled.checks import Check, Run, Shape, together
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.routes import route
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import NOTHING, View
from anq2rdf.validation.paths import Path


def property_shape(path: Path, check: Check) -> Shape:
    """The check on the nodes the path leads to."""
    along, passes, go = route(path), check.passes, check.run

    def conforms(view: View, focus: Term) -> bool:
        return passes(view, focus, along(view, focus))

    def run(view: View, focus: Term, out: list[Finding]) -> None:
        go(view, focus, along(view, focus), out)

    return Shape(conforms, run, path.value, check) if isinstance(path, ox.NamedNode) else Shape(conforms, run)


def node_shape(checks: Sequence[Check]) -> Shape:
    """The checks on the node itself, which is its one value. Property shapes with a simple path are asked at once."""
    own = together([check for check in checks if check.inner is None])
    inner = [check.inner for check in checks if check.inner is not None]
    simple = [_simple(shape) for shape in inner if shape.predicate is not None]
    composed = [shape.run for shape in inner if shape.predicate is None]

    def conforms(view: View, focus: Term) -> bool:
        return own.passes(view, focus, (focus,)) and all(shape.conforms(view, focus) for shape in inner)

    def run(view: View, focus: Term, out: list[Finding]) -> None:
        own.run(view, focus, (focus,), out)
        about = view.about.get(focus, NOTHING)
        for predicate, idle, judge in simple:
            values = about.get(predicate)
            if values is not None:
                judge(view, focus, values if len(values) == 1 else list(dict.fromkeys(values)), out)
            elif not idle:
                judge(view, focus, (), out)
        for other in composed:
            other(view, focus, out)

    return Shape(conforms, run)


def _simple(shape: Shape) -> tuple[str, bool, Run]:
    assert shape.predicate is not None
    assert shape.check is not None
    return shape.predicate, shape.check.idle, shape.check.run
