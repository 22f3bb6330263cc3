"""Which shapes judge a node (SHACL §2.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rdflib import Graph, URIRef
from rdflib.term import Node

from anq2rdf.validation.compiled.checks import Shape
from anq2rdf.validation.compiled.declared import TARGETS, class_targets
from anq2rdf.validation.compiled.terms import Term, from_rdflib
from anq2rdf.validation.compiled.view import NOTHING, RDF_TYPE, View
from anq2rdf.validation.paths import SH

_KNOWN_TYPES: Final = 4096  # combinations of classes; real data has some twenty


def targeted(graph: Graph, nodes: Iterable[Node]) -> list[Node]:
    """Those of these shapes that have a target."""
    return [
        node
        for node in nodes
        if class_targets(graph, node) or any((node, URIRef(SH + name), None) in graph for name in TARGETS)
    ]


class Targets:
    """Finds the shapes for a node by its classes, its name and the properties it has or is a value of."""

    def __init__(self, graph: Graph, shapes: dict[Node, Shape]) -> None:
        self.classes: dict[Term, list[Shape]] = {}
        self.nodes: dict[Term, list[Shape]] = {}
        self.subjects_of: dict[str, list[Shape]] = {}
        self.objects_of: dict[str, list[Shape]] = {}
        self._by_types: dict[tuple[Term, ...], tuple[Shape, ...]] = {}
        for node, shape in shapes.items():
            for wanted in class_targets(graph, node):
                self.classes.setdefault(from_rdflib(wanted), []).append(shape)
            for wanted in graph.objects(node, URIRef(SH + "targetNode")):
                self.nodes.setdefault(from_rdflib(wanted), []).append(shape)
            for wanted in graph.objects(node, URIRef(SH + "targetSubjectsOf")):
                self.subjects_of.setdefault(str(wanted), []).append(shape)
            for wanted in graph.objects(node, URIRef(SH + "targetObjectsOf")):
                self.objects_of.setdefault(str(wanted), []).append(shape)
        self._only_classes = not (self.nodes or self.subjects_of or self.objects_of)

    def candidates(self, view: View) -> Iterator[Term]:
        """Every node that may have a target, once."""
        yield from view.about
        others = dict.fromkeys(self.nodes)
        for predicate in self.objects_of:
            others.update(dict.fromkeys(view.values_of(predicate)))
        yield from (term for term in others if term not in view.about)

    def shapes(self, view: View, node: Term) -> Sequence[Shape]:
        """The shapes that judge this node, each once."""
        about = view.about.get(node, NOTHING)
        types = about.get(RDF_TYPE)
        by_class = self._of_classes(view, tuple(types)) if types else ()
        if self._only_classes:
            return by_class
        found = dict.fromkeys(by_class)
        found.update(dict.fromkeys(self.nodes.get(node, ())))
        for predicate, shapes in self.subjects_of.items():
            if predicate in about:
                found.update(dict.fromkeys(shapes))
        for predicate, shapes in self.objects_of.items():
            if view.subjects(predicate, node):
                found.update(dict.fromkeys(shapes))
        return list(found)

    def _of_classes(self, view: View, types: tuple[Term, ...]) -> tuple[Shape, ...]:
        if view.parents:  # the data has subclasses of its own: nothing to remember from other data
            above = dict.fromkeys(each for kind in types for each in view.superclasses(kind))
            return self._distinct(above)
        known = self._by_types.get(types)
        if known is None:
            if len(self._by_types) >= _KNOWN_TYPES:
                self._by_types.clear()
            known = self._by_types[types] = self._distinct(types)
        return known

    def _distinct(self, types: Iterable[Term]) -> tuple[Shape, ...]:
        return tuple(dict.fromkeys(shape for kind in types for shape in self.classes.get(kind, ())))
