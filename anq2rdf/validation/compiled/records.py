"""Judging while records stream: a record's own nodes at once, what many records share at the end of the run.

The verdict on a node is that on the finished output. Where a record alone cannot tell, the node is named as open and
no finding about it counts: it points at something the record does not describe, or another record points at it. What
many records tell of a shared entity in fragments may differ between them; a verdict that rests on such fragments says
so, and `SharedNodes` finds the entities of which not all records told the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from rdflib.term import Node as ShapeNode

from anq2rdf.statements import Bundle, Node
from anq2rdf.validation.compiled.checks import Shape
from anq2rdf.validation.compiled.engine import Compiled
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.needs import Far, Needs, needs_of
from anq2rdf.validation.compiled.targets import Targets
from anq2rdf.validation.compiled.terms import IRI, TAGS, Term, is_literal
from anq2rdf.validation.compiled.view import About, View
from anq2rdf.validation.graphs import Term as StoreTerm
from anq2rdf.validation.graphs import term_of

_REMEMBERED: Final = 1 << 14  # bundles and shared nodes; a record points at some thirty, most of them well known
_Plan: TypeAlias = tuple[tuple[str, ...], int]  # the links shapes follow away from a node, and how many at most
# A shared node as far as shapes ask about it; its fingerprint if it is a fragment: one statement by itself.
_Said: TypeAlias = tuple[Term, About, int]
_Told: TypeAlias = dict[Term, int]  # shared nodes told of in fragments, with the fingerprint of those together


class Checked(NamedTuple):
    """What is found, and what could not be told."""

    findings: list[Finding]
    open: list[str]  # IRIs to be judged when all is known; they need not be this record's
    relied: list[tuple[str, int]]  # entities told in fragments that a verdict rests on, with what was told


class RecordChecker:
    """Judges records one at a time, in any process: it is pickled as its shapes.

    `later` names the shapes that ask for more than a record and what it points at, with the reason; they are not run.
    `near` are the others, as they stand in the shapes graph.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.later: tuple[tuple[StoreTerm, str], ...] = ()
        self._needs: dict[Shape, Needs] = {}
        self.near: dict[ShapeNode, Shape] = {}
        for node, shape in compiled.shapes.items():
            try:
                self._needs[shape] = needs_of(compiled.graph, node)
                self.near[node] = shape
            except Far as reason:
                self.later += ((term_of(node), str(reason)),)
        self.targets = Targets(compiled.graph, self.near)
        self._asked = frozenset(p for each in self._needs.values() for asked in each.follows.values() for p in asked)
        self._back = frozenset(predicate for needs in self._needs.values() for predicate in needs.back)
        self._wanted = None if any(needs.everything for needs in self._needs.values()) else self._mentioned()
        self._plans: dict[tuple[Shape, ...], _Plan] = {}
        self._met: dict[int, list[_Said]] = {}
        self._nodes: dict[int, _Said] = {}

    def _mentioned(self) -> frozenset[str]:
        return self._back | {predicate for needs in self._needs.values() for predicate in needs.mentions}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Compiled]]:
        return RecordChecker, (self.compiled,)

    def check(self, own: Iterable[Node], bundles: Iterable[Bundle]) -> Checked:
        """Judge the nodes that belong to one record; the bundles are all it points at, with what that points at."""
        view = View()
        mine = list(dict.fromkeys([view.add_node(node, self._wanted) for node in own]))
        about = view.about
        told: dict[Term, set[int]] = {}
        for bundle in bundles:
            for subject, said, key in self._met.get(bundle.mark) or self._meet(bundle):
                known = about.get(subject)
                if known is None:
                    about[subject] = said
                elif said and said is not known:
                    about[subject] = _joined(known, said)
                if key and said:
                    told.setdefault(subject, set()).add(key)
        return self.judge(view, mine, {subject: _digest(keys) for subject, keys in told.items()})

    def _meet(self, bundle: Bundle) -> list[_Said]:
        if len(self._met) >= _REMEMBERED:
            self._met.clear()
        self._met[bundle.mark] = met = [self._said(key, node) for key, node in bundle.nodes.items()]
        return met

    def _said(self, key: int, node: Node) -> _Said:
        known = self._nodes.get(key)
        if known is None:
            if len(self._nodes) >= _REMEMBERED:
                self._nodes.clear()
            said: About = {}
            for predicate, kind, text in node.pairs:
                if predicate in self._asked:
                    said.setdefault(predicate, []).append((TAGS[kind], text))
            known = self._nodes[key] = ((IRI, node.subject), said, key if node.size() == 1 else 0)
        return known

    def judge(self, view: View, nodes: Sequence[Term], told: _Told | None = None) -> Checked:
        """Judge some nodes of a view; those it says too little about are open instead."""
        out: list[Finding] = []
        open_: list[str] = []
        relied: dict[Term, int] = {}
        for node in nodes:
            shapes = tuple(self.targets.shapes(view, node))
            plan = self._plan(shapes)
            if _described(view, node, plan, told or {}, relied):
                for shape in shapes:
                    shape.run(view, node, out)
            else:
                open_.append(node[1])
        # What these nodes make a focus node, or what is asked who points at it: others may point at it as well.
        judged = set(nodes)
        for predicate in self._back:
            open_ += (value[1] for value in view.values_of(predicate) if value[0] == IRI and value not in judged)
        return Checked(out, open_, [(node[1], key) for node, key in relied.items()])

    def _plan(self, shapes: tuple[Shape, ...]) -> _Plan:
        plan = self._plans.get(shapes)
        if plan is None:
            needs = [self._needs[shape] for shape in shapes]
            links = tuple(sorted({link for each in needs for link in each.follows}))
            plan = self._plans[shapes] = (links, max((each.steps for each in needs), default=0))
        return plan


def _described(view: View, node: Term, plan: _Plan, told: _Told, relied: _Told) -> bool:
    """Whether the view says something of all that the links lead to. Adds what of it is told in fragments."""
    follows, steps = plan
    about = view.about[node]
    for link in follows if steps else ():
        for value in about.get(link, ()):
            if value not in view.about:
                if not is_literal(value):
                    return False
                continue
            if value in told:
                relied[value] = told[value]
            if steps > 1 and not _described(view, value, (follows, steps - 1), told, relied):
                return False
    return True


def _digest(keys: set[int]) -> int:
    """The same for the same fragments, whichever comes first."""
    digest = 0
    for key in keys:
        digest ^= key
    return digest


def _joined(first: About, second: About) -> About:
    """Both descriptions in new lists: those of shared nodes are remembered and must stay as they are."""
    return {predicate: [*first.get(predicate, ()), *second.get(predicate, ())] for predicate in {**first, **second}}


class SharedNodes:
    """What records share, gathered while they stream and judged when all of it is known.

    A verdict does not depend on which record told what first. Every statement about shared nodes is kept, once: memory
    grows with the number of shared entities, not with that of the records.
    """

    def __init__(self, checker: RecordChecker) -> None:
        self._checker = checker
        self._view = View()
        self._known: dict[Term, Term] = {}
        self._relied: dict[str, int] = {}
        self.changed: set[str] = set()  # not all records told the same of these: judge again what points at them

    def rely(self, relied: Iterable[tuple[str, int]]) -> None:
        """What the verdict on a record rests on, as `Checked` has it."""
        for node, key in relied:
            if self._relied.setdefault(node, key) != key:
                self.changed.add(node)

    def add(self, nodes: Iterable[Node]) -> None:
        """Shared nodes as they come. Each is best given only once: a statement given again changes nothing."""
        one = self._known.setdefault
        for node in nodes:
            subject = one((IRI, node.subject), (IRI, node.subject))
            for predicate, kind, text in node.pairs:
                value = (TAGS[kind], text)
                self._view.add(subject, predicate, one(value, value))

    def finish(self) -> Checked:
        """The verdict on all shared nodes."""
        return self._checker.judge(self._view, list(self._view.about))
