"""Constraints that point at other shapes: logical ones and those on shapes (SHACL §4.6 and §4.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from rdflib import URIRef
from rdflib.term import Node

from anq2rdf.validation.compiled.checks import Check, Compiling, Shape, each_check, set_check, value_check
from anq2rdf.validation.compiled.declared import Declared, Refused, is_true, members
from anq2rdf.validation.compiled.findings import Finding, Rule, Wording
from anq2rdf.validation.compiled.shown import shown, shown_term
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.values import count, fixed
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.paths import SH

_Joined = Callable[[Iterable[bool]], bool]


def build_property(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:property: what the property shapes find is found here, with the values as focus nodes."""
    for node in shape.all("property"):
        if make.declared(node).path is None:
            raise Refused(f"its sh:property {node} has no sh:path")
        yield _property(make.shape(node))


def _property(inner: Shape) -> Check:
    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return all(inner.conforms(view, value) for value in values)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            inner.run(view, value, out)

    return Check(passes, run, idle=True, inner=inner)


def build_node(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:node: each value conforms to the node shape."""
    nodes = shape.all("node")
    names = "', '".join(shown(make.graph, node) for node in nodes)
    text = (
        f"Value does not conform to Shape {names}."
        if len(nodes) == 1
        else f"Value must conform to every Shape in ('{names}')."
    )
    for node in nodes:
        if make.declared(node).path is not None:
            raise Refused(f"its sh:node {node} is a property shape")
        rule = make.rule(shape, "Node", fixed(text + " See details for more information."))
        yield _shape_check(rule, _all_of, [make.shape(node)])


def build_not(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:not: no value conforms to the shape."""
    nodes = shape.all("not")
    names = " , ".join(shown(make.graph, node) for node in nodes)
    text = f"shape {names}" if len(nodes) == 1 else f"any shapes in {names}"
    for node in nodes:
        rule = make.rule(shape, "Not", _of_value(f"must not conform to {text}"))
        yield _shape_check(rule, _none_of, [make.shape(node)])


def _shape_check(rule: Rule, joined: _Joined, shapes: Sequence[Shape]) -> Check:
    """Each value conforms to these shapes as `joined` has it."""
    pure = [shape.pure for shape in shapes if shape.pure is not None]
    if len(pure) == len(shapes):
        return value_check(rule, lambda value: joined(shape(value) for shape in pure))
    conforms = [shape.conforms for shape in shapes]
    return each_check(rule, lambda view, value: joined(shape(view, value) for shape in conforms))


def _none_of(verdicts: Iterable[bool]) -> bool:
    return not any(verdicts)


def _all_of(verdicts: Iterable[bool]) -> bool:
    return all(verdicts)


def _any_of(verdicts: Iterable[bool]) -> bool:
    return any(verdicts)


def _one_of(verdicts: Iterable[bool]) -> bool:
    return sum(verdicts) == 1


_JOINED: Final[dict[str, tuple[str, _Joined]]] = {
    "and": ("must conform to all shapes in", _all_of),
    "or": ("must conform to one or more shapes in", _any_of),
    "xone": ("must conform to exactly one shape in", _one_of),
}


def build_joined(name: str) -> Callable[[Compiling, Declared], Iterator[Check]]:
    """sh:and, sh:or or sh:xone: each value conforms to all, to any or to exactly one of the shapes in the list."""
    text, joined = _JOINED[name]

    def build(make: Compiling, shape: Declared) -> Iterator[Check]:
        lists = [members(make.graph, head, name) for head in shape.all(name)]
        names = [" , ".join(shown(make.graph, node) for node in nodes) for nodes in lists]
        listed = names[0] if len(names) == 1 else " and ".join(f"({each})" for each in names)
        for nodes in lists:
            rule = make.rule(shape, name.capitalize(), _of_value(f"{text} {listed}"))
            yield _shape_check(rule, joined, [make.shape(node) for node in nodes])

    return build


def _of_value(text: str) -> Wording:
    return lambda view, focus, value: f"Node {shown_term(view, value)} {text}"


def build_qualified(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:qualifiedValueShape: so many values at least, or at most, conform to it and to no sibling shape.

    On a node shape it says nothing (W3C test qualified-001).
    """
    if shape.path is None:
        return
    least, most = _bounds(shape)
    nodes = list(set(shape.all("qualifiedValueShape")))
    wording = fixed(_qualified_text(make, nodes, least, most))
    for node in nodes:
        counted = _counting(make.shape(node), [make.shape(other) for other in _siblings(make, shape, node)])
        if most is not None:
            yield set_check(make.rule(shape, "QualifiedMaxCount", wording), _at_most(counted, most))
        if least is not None:
            yield set_check(make.rule(shape, "QualifiedMinCount", wording), _at_least(counted, least))


def _bounds(shape: Declared) -> tuple[int | None, int | None]:
    if not shape.all("qualifiedValueShape"):
        raise Refused("it counts by sh:qualifiedMinCount or its like, but has no sh:qualifiedValueShape")
    bounds = [count(shape, name) if shape.all(name) else None for name in ("qualifiedMinCount", "qualifiedMaxCount")]
    if bounds == [None, None]:
        raise Refused("its sh:qualifiedValueShape has no count")
    return bounds[0], bounds[1]


def _siblings(make: Compiling, shape: Declared, node: Node) -> list[Node]:
    if not any(is_true(flag) for flag in shape.all("qualifiedValueShapesDisjoint")):
        return []
    property_, qualified = URIRef(SH + "property"), URIRef(SH + "qualifiedValueShape")
    beside = {s for p in make.graph.subjects(property_, shape.node) for s in make.graph.objects(p, property_)}
    found = {other for each in beside for other in make.graph.objects(each, qualified)}
    return sorted(found - {node}, key=str)


def _counting(inner: Shape, siblings: Sequence[Shape]) -> Callable[[View, Sequence[Term]], int]:
    def counted(view: View, values: Sequence[Term]) -> int:
        fitting = [value for value in values if inner.conforms(view, value)]
        return sum(not any(other.conforms(view, value) for other in siblings) for value in fitting)

    return counted


def _at_most(counted: Callable[[View, Sequence[Term]], int], most: int) -> Callable[..., bool]:
    return lambda view, focus, values: counted(view, values) <= most


def _at_least(counted: Callable[[View, Sequence[Term]], int], least: int) -> Callable[..., bool]:
    return lambda view, focus, values: counted(view, values) >= least


def _qualified_text(make: Compiling, nodes: Sequence[Node], least: int | None, most: int | None) -> str:
    counts = "" if least is None else f" MinCount {least}"
    counts += "" if most is None else f" MaxCount {most}"
    names = ",".join(shown(make.graph, node) for node in nodes)
    return (
        f"Focus node does not conform to shape{counts}: {names}"
        if len(nodes) == 1
        else (f"Focus node does not conform to shapes{counts}: ({names})")
    )
