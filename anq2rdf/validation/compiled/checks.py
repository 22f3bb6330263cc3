"""What a constraint becomes: a check that passes or not, and finds what is wrong when it does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias

from rdflib import Graph
from rdflib.term import Node

from anq2rdf.validation.compiled.declared import Declared
from anq2rdf.validation.compiled.findings import Finding, Rule, Wording
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import View

# Of the data, the focus node and its value nodes.
Passes: TypeAlias = Callable[[View, Term, Sequence[Term]], bool]
Run: TypeAlias = Callable[[View, Term, Sequence[Term], list[Finding]], None]
_REMEMBERED: Final = 1 << 15  # terms; each check knows the commonest
_SHORT: Final = 80  # characters; longer texts rarely come twice


class Check(NamedTuple):
    """One constraint of one shape."""

    passes: Passes
    run: Run  # adds its findings, none when it passes
    idle: bool = False  # whether it passes when there is no value
    good: Callable[[Term], bool] | None = None  # of one value, where nothing else matters
    bounds: tuple[int, float] | None = None  # of the number of values, where nothing else matters
    inner: Shape | None = None  # the property shape it hands each value on to


class Shape(NamedTuple):
    """A compiled shape."""

    conforms: Callable[[View, Term], bool]
    run: Callable[[View, Term, list[Finding]], None]
    predicate: str | None = None  # the path of a property shape that has a simple one …
    check: Check | None = None  # … and what it says of the values there


class Compiling(Protocol):
    """What the builders of checks ask of the compiler."""

    graph: Graph

    def rule(self, shape: Declared, component: str, wording: Wording) -> Rule:
        """A new rule of this shape."""

    def shape(self, node: Node) -> Shape:
        """Another shape. Raises `Refused` when it cannot be compiled."""

    def declared(self, node: Node) -> Declared:
        """Another shape as declared. Raises `Refused` too."""


def value_check(rule: Rule, good: Callable[[Term], bool]) -> Check:
    """Each value that is not good is a finding; whether it is depends on the value alone."""

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(map(good, values))

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            if not good(value):
                rule.add(out, view, focus, value)

    return Check(passes, run, idle=True, good=good)


def each_check(rule: Rule, good: Callable[[View, Term], bool]) -> Check:
    """Each value that is not good in this data is a finding."""

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(good(view, value) for value in values)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            if not good(view, value):
                rule.add(out, view, focus, value)

    return Check(passes, run, idle=True)


def set_check(rule: Rule, passes: Passes) -> Check:
    """One finding without a value when the values together do not pass."""

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        if not passes(view, focus, values):
            rule.add(out, view, focus)

    return Check(passes, run)


def found_check(rule: Rule, wrong: Callable[[View, Term, Sequence[Term]], Sequence[Term]]) -> Check:
    """A finding for each term in what `wrong` gives, as often as it gives it."""

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return not wrong(view, focus, values)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in wrong(view, focus, values):
            rule.add(out, view, focus, value)

    return Check(passes, run)


def count_check(rule: Rule, least: int, most: float) -> Check:
    """One finding when there are too few values, or too many."""
    check = set_check(rule, lambda view, focus, values: least <= len(values) <= most)
    return check._replace(idle=least == 0, bounds=(least, most))


def together(checks: Sequence[Check]) -> Check:
    """Several checks as one, which asks the quickest questions first and remembers the answers about single values."""
    counts = [check for check in checks if check.bounds is not None]
    alone = [check for check in checks if check.good is not None]
    others = [check.run for check in checks if check.bounds is None and check.good is None]
    least = max((check.bounds[0] for check in counts if check.bounds), default=0)
    most = min((check.bounds[1] for check in counts if check.bounds), default=math.inf)
    known: dict[Term, bool] = {}
    good = _remembering(known, [check.good for check in alone if check.good is not None])
    passing = [check.passes for check in checks]

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(each(view, focus, values) for each in passing)

    def find_alone(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for check in alone:
            check.run(view, focus, values, out)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        if not least <= len(values) <= most:
            for check in counts:
                check.run(view, focus, values, out)
        if alone:
            for value in values:
                if not (known.get(value) or good(value)):
                    find_alone(view, focus, values, out)
                    break
        for other in others:
            other(view, focus, values, out)

    return Check(passes, run, idle=all(check.idle for check in checks))


def _remembering(known: dict[Term, bool], parts: Sequence[Callable[[Term], bool]]) -> Callable[[Term], bool]:
    def good(term: Term) -> bool:
        verdict = known.get(term)
        if verdict is None:
            verdict = all(part(term) for part in parts)
            if len(term[1]) <= _SHORT:
                if len(known) >= _REMEMBERED:
                    known.clear()
                known[term] = verdict
        return verdict

    return good
