"""What a constraint becomes: a check that passes or not, and finds what is wrong when it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple, Protocol, TypeAlias

from msgspec import Struct
from rdflib import Graph
from rdflib.term import Node

from anq2rdf.validation.compiled.declared import Declared
from anq2rdf.validation.compiled.findings import Finding, Rule, Wording
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import View

# Of the data, the focus node and its value nodes.
Passes: TypeAlias = Callable[[View, Term, Sequence[Term]], bool]
Run: TypeAlias = Callable[[View, Term, Sequence[Term], list[Finding]], None]


class Check(NamedTuple):
    """One constraint of one shape.

    Most properties have one value, so a check tells what it can about that case: `one` is whether it passes for a
    single value, where nothing but the value matters; `wanted` is the class a single value has to have.
    """

    passes: Passes
    run: Run  # adds its findings, none when it passes
    idle: bool = False  # whether it passes when there is no value
    one: Callable[[Term], bool] | None = None
    each: bool = False  # whether each value is judged by itself
    wanted: Term | None = None
    inner: Shape | None = None  # the property shape it hands each value on to


class Quick(NamedTuple):
    """The same for all checks on a property: whether the value is good, and its class."""

    good: Callable[[Term], bool] | None  # None when any is
    wanted: Term | None
    each: bool  # whether it holds for each of several values


class Shape(Struct, frozen=True, eq=False):
    """A compiled shape. Each is itself and equal to no other."""

    conforms: Callable[[View, Term], bool]
    run: Callable[[View, Term, list[Finding]], None]
    predicate: str | None = None  # the path of a property shape, if it is a simple one
    check: Check | None = None  # what a property shape says of the values there
    quick: Quick | None = None  # … and of one, where that can be told quickly
    pure: Callable[[Term], bool] | None = None  # whether a node conforms, where nothing else matters


class Compiling(Protocol):
    """What the builders of checks ask of the compiler."""

    graph: Graph

    def rule(self, shape: Declared, component: str, wording: Wording) -> Rule:
        """A new rule of this shape."""

    def shape(self, node: Node) -> Shape:
        """Another shape. Raises `Refused` when it cannot be compiled."""

    def declared(self, node: Node) -> Declared:
        """Another shape as declared. Raises `Refused` too."""


def always(value: Term) -> bool:
    """Any value is good."""
    return True


def value_check(rule: Rule, good: Callable[[Term], bool]) -> Check:
    """Each value that is not good is a finding; whether it is depends on the value alone."""

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(map(good, values))

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            if not good(value):
                rule.add(out, view, focus, value)

    return Check(passes, run, idle=True, one=good, each=True)


def each_check(rule: Rule, good: Callable[[View, Term], bool]) -> Check:
    """Each value that is not good in this data is a finding."""

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(good(view, value) for value in values)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            if not good(view, value):
                rule.add(out, view, focus, value)

    return Check(passes, run, idle=True, each=True)


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
    return check._replace(idle=least == 0, one=always if least <= 1 <= most else lambda value: False)


def together(checks: Sequence[Check]) -> Check:
    """Several checks as one."""
    passing, running = [check.passes for check in checks], [check.run for check in checks]

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(each(view, focus, values) for each in passing)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for each in running:
            each(view, focus, values, out)

    return Check(passes, run, idle=all(check.idle for check in checks))


def quick(checks: Sequence[Check]) -> Quick | None:
    """What all these checks say of a single value, if all of them can tell."""
    classes = [check.wanted for check in checks if check.wanted is not None]
    ones = [check.one for check in checks if check.one is not None]
    if len(classes) > 1 or len(ones) + len(classes) < len(checks):
        return None
    good = all_good(ones)
    return Quick(None if good is always else good, classes[0] if classes else None, all(check.each for check in checks))


def pure(checks: Sequence[Check]) -> Callable[[Term], bool] | None:
    """Whether a node passes all these checks, if nothing but the node matters to any."""
    ones = [check.one for check in checks if check.one is not None]
    return all_good(ones) if len(ones) == len(checks) else None


def all_good(parts: Sequence[Callable[[Term], bool]]) -> Callable[[Term], bool]:
    """Whether a term is good to all of these."""
    return reduce(_both, [part for part in parts if part is not always] or [always])


def _both(first: Callable[[Term], bool], second: Callable[[Term], bool]) -> Callable[[Term], bool]:
    return lambda term: first(term) and second(term)
