"""A shapes graph compiled: what it judges, and what it leaves to the reference engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from anq2rdf.validation.compiled.checks import Shape
from anq2rdf.validation.compiled.compiler import Compiler
from anq2rdf.validation.compiled.declared import TARGETS, Refused, class_targets, shape_nodes
from anq2rdf.validation.compiled.findings import Finding
from anq2rdf.validation.compiled.targets import Targets, targeted
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.graphs import Term as StoreTerm
from anq2rdf.validation.graphs import copy_of, term_of
from anq2rdf.validation.paths import SH
from anq2rdf.validation.results import Result


class Compiled:
    """Shapes ready to judge. Judging gives findings; `results` words them as SHACL does.

    `refused` names each shape with a target that could not be compiled, and why. It is pickled as its shapes graph and
    compiled again where it arrives; the rules have the same numbers there.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.shapes: dict[Node, Shape] = {}
        self._reasons: dict[Node, str] = {}
        compiler = Compiler(graph)
        for node in targeted(graph, shape_nodes(graph)):
            try:
                self.shapes[node] = compiler.shape(node)
            except Refused as reason:
                self._reasons[node] = str(reason)
        self.rules = tuple(compiler.rules)
        self.targets = Targets(graph, self.shapes)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Graph]]:
        return Compiled, (self.graph,)

    @property
    def refused(self) -> tuple[tuple[StoreTerm, str], ...]:
        """The shapes that could not be compiled, each with the reason."""
        return tuple((term_of(node), reason) for node, reason in self._reasons.items())

    def taken(self) -> Graph:
        """The shapes graph with the targets of the shapes that were compiled only."""
        return self.without(self._reasons)

    def left(self) -> Graph:
        """The shapes graph with the targets of refused shapes only: what the reference engine still has to run."""
        return self.without(self.shapes)

    def without(self, nodes: Iterable[Node]) -> Graph:
        """The shapes graph with the targets of all other shapes."""
        graph = copy_of(self.graph)
        for node in nodes:
            for name in TARGETS:
                graph.remove((node, URIRef(SH + name), None))
            if node in class_targets(graph, node):
                graph.remove((node, RDF.type, None))
        return graph

    def judge(self, view: View, nodes: Iterable[Term] | None = None) -> list[Finding]:
        """All that is wrong with these nodes, or with every node of the data."""
        out: list[Finding] = []
        for node in self.targets.candidates(view) if nodes is None else nodes:
            for shape in self.targets.shapes(view, node):
                shape.run(view, node, out)
        return out

    def results(self, findings: Iterable[Finding]) -> Iterator[Result]:
        """The findings as results of SHACL."""
        for finding in findings:
            yield self.rules[finding.rule].result(finding)


def compile_shapes(graph: Graph) -> Compiled:
    """SHACL Core shapes as closures. What cannot be compiled is named in `refused`; nothing is skipped."""
    return Compiled(graph)
