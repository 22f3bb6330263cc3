"""Judging while records stream: a record's own nodes at once, what many records share at the end of the run.

The verdict on a node is that on the finished output. Where a record alone cannot tell, the node is named as open, and
no finding about it counts: it points at something the record does not describe, or another record points at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from rdflib.term import Node as ShapeNode

from anq2rdf.statements import Node
from anq2rdf.validation.compiled.checks import Shape
from anq2rdf.validation.compiled.engine import Compiled
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.needs import Far, Needs, needs_of
from anq2rdf.validation.compiled.targets import Targets
from anq2rdf.validation.compiled.terms import IRI, TAGS, Term, is_literal
from anq2rdf.validation.compiled.view import SUBCLASS_OF, View
from anq2rdf.validation.graphs import Term as StoreTerm
from anq2rdf.validation.graphs import term_of


class Checked(NamedTuple):
    """What a record says of itself."""

    findings: list[Finding]
    open: list[str]  # IRIs to be judged when all is known; they need not be this record's


class RecordChecker:
    """Judges records one at a time, in any process: it is pickled as its shapes.

    `later` names the shapes that ask for more than a record and what it points at, with the reason; they are not run.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.later: tuple[tuple[StoreTerm, str], ...] = ()
        self._needs: dict[Shape, Needs] = {}
        near: dict[ShapeNode, Shape] = {}
        for node, shape in compiled.shapes.items():
            try:
                self._needs[shape] = needs_of(compiled.graph, node)
                near[node] = shape
            except Far as reason:
                self.later += ((term_of(node), str(reason)),)
        self.targets = Targets(compiled.graph, near)
        self.reads = frozenset(predicate for needs in self._needs.values() for predicate in needs.reads)
        self._back = frozenset(predicate for needs in self._needs.values() for predicate in needs.back)
        self._plans: dict[tuple[Shape, ...], tuple[tuple[str, ...], int]] = {}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Compiled]]:
        return RecordChecker, (self.compiled,)

    def check(self, own: Iterable[Node], shared: Iterable[Node]) -> Checked:
        """Judge the nodes that belong to one record. `shared` is all it points at, with what that points at."""
        view = View()
        mine = list(dict.fromkeys(map(view.add_node, own)))
        for node in shared:
            view.add_node(node)
        return self.judge(view, mine)

    def judge(self, view: View, nodes: Iterable[Term]) -> Checked:
        """Judge some nodes of a view; those it says too little about are open instead."""
        out: list[Finding] = []
        open_: list[str] = []
        for node in nodes:
            shapes = self.targets.shapes(view, node)
            if shapes:
                follows, steps = self._plan(tuple(shapes))
                if steps and not _described(view, node, follows, steps):
                    open_.append(node[1])
                    continue
                for shape in shapes:
                    shape.run(view, node, out)
        for predicate in self._back:
            open_ += (value[1] for value in view.values_of(predicate) if value[0] == IRI and value not in view.about)
        return Checked(out, open_)

    def _plan(self, shapes: tuple[Shape, ...]) -> tuple[tuple[str, ...], int]:
        plan = self._plans.get(shapes)
        if plan is None:
            needs = [self._needs[shape] for shape in shapes]
            follows = tuple(sorted({predicate for each in needs for predicate in each.follows}))
            plan = self._plans[shapes] = (follows, max((each.steps for each in needs), default=0))
        return plan


def _described(view: View, node: Term, follows: tuple[str, ...], steps: int) -> bool:
    """Whether the view says something of all that the links lead to."""
    about = view.about[node]
    for predicate in follows:
        for value in about.get(predicate, ()):
            if is_literal(value):
                continue
            if value not in view.about or (steps > 1 and not _described(view, value, follows, steps - 1)):
                return False
    return True


class SharedNodes:
    """What records share, gathered while they stream and judged when all of it is known.

    A verdict does not depend on which record told what first. It keeps the statements about shared nodes, each once:
    memory grows with the number of shared entities, not with that of the records.
    """

    def __init__(self, checker: RecordChecker) -> None:
        self._checker = checker
        self._view = View()
        self._known: Final[dict[Term, Term]] = {}
        self.grown: set[str] = set()  # entities of which more was told later, of what shapes read across links
        self.has_classes = False  # the data says which classes are subclasses: that concerns all nodes

    def add(self, nodes: Iterable[Node]) -> None:
        """Shared nodes as they come, each fingerprint once or more often."""
        for node in nodes:
            subject = self._one((IRI, node.subject))
            met = subject in self._view.about
            for predicate, kind, text in node.pairs:
                value = self._one((TAGS[kind], text))
                values = self._view.predicates(subject).get(predicate, ())
                if value not in values:
                    self._view.add(subject, predicate, value)
                    self.has_classes |= predicate == SUBCLASS_OF
                    if met and predicate in self._checker.reads:
                        self.grown.add(node.subject)

    def finish(self) -> Checked:
        """The verdict on all shared nodes."""
        return self._checker.judge(self._view, list(self._view.about))

    def _one(self, term: Term) -> Term:
        return self._known.setdefault(term, term)
