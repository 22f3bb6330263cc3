"""The two forms a compiled shape has: of a node itself, and of what a path leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

from anq2rdf.validation.compiled.checks import Check, Quick, Run, Shape, pure, quick, together
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.routes import route
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import NOTHING, RDF_TYPE, View
from anq2rdf.validation.paths import Path

# Of a property: its IRI, whether it may be missing, what is quickly told of one value, and the judgement of any.
_Simple: TypeAlias = tuple[str, bool, Quick, Run]
_NEVER: Final = Quick(lambda value: False, None, each=False)


def property_shape(path: Path, checks: Sequence[Check]) -> Shape:
    """The checks on the nodes the path leads to."""
    check = together(checks)
    along, passes, go = route(path), check.passes, check.run
    quickly = quick(checks) or _NEVER
    good, wanted, _ = quickly

    def conforms(view: View, focus: Term) -> bool:
        return passes(view, focus, along(view, focus))

    def run(view: View, focus: Term, out: list[Finding]) -> None:
        values = along(view, focus)
        if len(values) != 1 or not _holds(view, values[0], good, wanted):
            go(view, focus, values, out)

    predicate = path.value if isinstance(path, ox.NamedNode) else None
    return Shape(conforms, run, predicate, check, quickly)


def node_shape(checks: Sequence[Check]) -> Shape:
    """The checks on the node itself, which is its one value. Property shapes with a simple path are asked at once."""
    alone = [check for check in checks if check.inner is None]
    own, fits = together(alone), pure(alone)
    inner = [check.inner for check in checks if check.inner is not None]
    ask = _asking([_simple(shape) for shape in inner if shape.predicate is not None])
    composed = [shape.run for shape in inner if shape.predicate is None]

    def conforms(view: View, focus: Term) -> bool:
        return own.passes(view, focus, (focus,)) and all(shape.conforms(view, focus) for shape in inner)

    def run(view: View, focus: Term, out: list[Finding]) -> None:
        if fits is None or not fits(focus):
            own.run(view, focus, (focus,), out)
        ask(view, focus, out)
        for other in composed:
            other(view, focus, out)

    return Shape(conforms, run, pure=pure(checks))


def _holds(view: View, value: Term, good: Callable[[Term], bool] | None, wanted: Term | None) -> bool:
    return (good is None or good(value)) and (wanted is None or wanted in view.predicates(value).get(RDF_TYPE, ()))


def _simple(shape: Shape) -> _Simple:
    assert shape.predicate is not None
    assert shape.check is not None
    return shape.predicate, shape.check.idle, shape.quick or _NEVER, shape.check.run


def _asking(simple: Sequence[_Simple]) -> Callable[[View, Term, list[Finding]], None]:
    """Judges the properties of a node, one after the other. Here is where most of the time goes."""
    rows = [(predicate, idle, *quickly, judge) for predicate, idle, quickly, judge in simple]

    def ask(view: View, focus: Term, out: list[Finding]) -> None:
        describe = view.about.get
        value_of = describe(focus, NOTHING).get
        for predicate, idle, good, wanted, each, judge in rows:
            values = value_of(predicate)
            if values is None:
                if not idle:
                    judge(view, focus, (), out)
                continue
            if each or len(values) == 1:
                for value in values:
                    if (good is not None and not good(value)) or (
                        wanted is not None and wanted not in describe(value, NOTHING).get(RDF_TYPE, ())
                    ):
                        break
                else:
                    continue
            judge(view, focus, list(dict.fromkeys(values)), out)

    return ask
