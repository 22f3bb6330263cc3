"""Shapes → closures: each shape once, each constraint by the builder of its component."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from anq2rdf.validation.compiled import nested, others, pairs, strings, values
from anq2rdf.validation.compiled.checks import Check, Compiling, Shape
from anq2rdf.validation.compiled.declared import Declared, Refused, declare
from anq2rdf.validation.compiled.findings import Rule, Wording
from anq2rdf.validation.compiled.forms import node_shape, property_shape
from anq2rdf.validation.graphs import term_of
from anq2rdf.validation.paths import SH

_BUILDERS: Final[dict[str, Callable[[Compiling, Declared], Iterator[Check]]]] = {
    "class": values.build_class,
    "datatype": values.build_datatype,
    "nodeKind": values.build_node_kind,
    "minCount": values.build_min_count,
    "maxCount": values.build_max_count,
    **{name: values.build_range(name) for name in ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")},
    "minLength": strings.build_min_length,
    "maxLength": strings.build_max_length,
    "pattern": strings.build_pattern,
    "languageIn": strings.build_language_in,
    "uniqueLang": strings.build_unique_lang,
    **{name: pairs.build_pair(name) for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals")},
    "not": nested.build_not,
    **{name: nested.build_joined(name) for name in ("and", "or", "xone")},
    "node": nested.build_node,
    "property": nested.build_property,
    "closed": others.build_closed,
    "hasValue": others.build_has_value,
    "in": others.build_in,
}
_QUALIFIED: Final = (
    "qualifiedValueShape",
    "qualifiedMinCount",
    "qualifiedMaxCount",
    "qualifiedValueShapesDisjoint",
)


_OFF: Final = Shape(lambda view, focus: True, lambda view, focus, out: None, pure=lambda term: True)


class Compiler:
    """Compiles the shapes of one graph, each when it is first asked for, and numbers their rules."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.rules: list[Rule] = []
        self._declared: dict[Node, Declared] = {}
        self._done: dict[Node, Shape] = {}
        self._refused: dict[Node, str] = {}
        self._open: list[Node] = []

    def declared(self, node: Node) -> Declared:
        """A shape as declared. Raises `Refused`."""
        if node not in self._declared:
            self._declared[node] = declare(self.graph, node)
        return self._declared[node]

    def shape(self, node: Node) -> Shape:
        """A shape compiled. Raises `Refused` when it, or a shape it points at, cannot be."""
        if node in self._done:
            return self._done[node]
        if node in self._refused:
            raise Refused(self._refused[node])
        if node in self._open:
            raise Refused(f"it refers back to itself at {term_of(node)}")
        self._open.append(node)
        try:
            self._done[node] = self._compiled(self.declared(node))
        except Refused as reason:
            self._refused[node] = str(reason)
            raise
        finally:
            self._open.pop()
        return self._done[node]

    def _compiled(self, shape: Declared) -> Shape:
        if shape.off:
            return _OFF
        checks = list(self._checks(shape))
        return node_shape(checks) if shape.path is None else property_shape(shape.path, checks)

    def _checks(self, shape: Declared) -> Iterator[Check]:
        if any(name in shape.values for name in _QUALIFIED):
            yield from nested.build_qualified(self, shape)
        if "ignoredProperties" in shape.values and "closed" not in shape.values:
            raise Refused("it has sh:ignoredProperties without sh:closed")
        for name in shape.values:
            if name in _BUILDERS:
                yield from _BUILDERS[name](self, shape)

    def rule(self, shape: Declared, component: str, wording: Wording) -> Rule:
        """A new rule of this shape, for the component sh:{component}ConstraintComponent."""
        rule = Rule(
            number=len(self.rules),
            shape=term_of(shape.node),
            component=ox.NamedNode(f"{SH}{component}ConstraintComponent"),
            severity=ox.NamedNode(str(shape.severity)),
            messages=shape.messages,
            path=shape.path,
            wording=wording,
        )
        self.rules.append(rule)
        return rule
