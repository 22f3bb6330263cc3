"""The other Core constraints (SHACL §4.8): sh:closed, sh:hasValue, sh:in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox
from rdflib import RDFS
from rdflib import Literal as Value
from rdflib.term import Node

from anq2rdf.validation.compiled.checks import Check, Compiling, set_check, value_check
from anq2rdf.validation.compiled.declared import Declared, Refused, is_true, members
from anq2rdf.validation.compiled.findings import Finding, Wording
from anq2rdf.validation.compiled.shown import shown, shown_term
from anq2rdf.validation.compiled.terms import IRI, Term, from_rdflib
from anq2rdf.validation.compiled.values import shown_path
from anq2rdf.validation.compiled.view import RDF_TYPE, View

_RESOURCE: Final = (IRI, str(RDFS.Resource))  # pySHACL lets every node be one, even of a closed shape


def build_closed(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:closed: a value has no other predicates than those of the property shapes and sh:ignoredProperties."""
    flag = shape.one("closed")
    if not isinstance(flag, Value):
        raise Refused("its sh:closed is not a literal")
    if not is_true(flag):
        return
    allowed = _allowed(make, shape)
    rule = make.rule(shape, "Closed", _closed_wording)

    def run(view: View, focus: Term, values: Sequence[Term], out: list[Finding]) -> None:
        for value in values:
            for predicate, found in _strange(view, value, allowed):
                rule.add(out, view, focus, found, predicate)

    def passes(view: View, focus: Term, values: Sequence[Term]) -> bool:
        return not any(True for value in values for _ in _strange(view, value, allowed))

    yield Check(passes, run)


def _allowed(make: Compiling, shape: Declared) -> frozenset[str]:
    ignored = [node for head in shape.all("ignoredProperties") for node in make.graph.items(head)]
    paths = [make.declared(node).path for node in shape.all("property")]
    return frozenset([*map(str, ignored), *(path.value for path in paths if isinstance(path, ox.NamedNode))])


def _strange(view: View, node: Term, allowed: frozenset[str]) -> Iterator[tuple[str, Term]]:
    for predicate in view.predicates(node):
        if predicate not in allowed:
            for value in view.objects(node, predicate):
                if (predicate, value) != (RDF_TYPE, _RESOURCE):
                    yield predicate, value


def _closed_wording(view: View, focus: Term, value: Term | None) -> str:
    return f"Node {shown_term(view, focus)} is closed. It cannot have value: {shown_term(view, value)}"


def build_has_value(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:hasValue: each of these terms is among the values."""
    wanted = set(shape.all("hasValue"))
    wording = _has_value_wording(make, shape, wanted)
    for each in sorted(wanted, key=str):
        term = from_rdflib(each)
        yield set_check(make.rule(shape, "HasValue", wording), _holds(term))._replace(one=term.__eq__)


def _holds(wanted: Term) -> Callable[[View, Term, Sequence[Term]], bool]:
    return lambda view, focus, values: wanted in values


def _has_value_wording(make: Compiling, shape: Declared, wanted: set[Node]) -> Wording:
    listed = [shown(make.graph, node) for node in wanted]
    path = shown_path(make, shape)
    if not path:
        said = f"value is not a in the set of values: {listed}"
        return lambda view, focus, value: f"Node {shown_term(view, focus)} {said}"
    return lambda view, focus, value: (
        f"Node {shown_term(view, focus)}->{path} does not contain a value in the set: {listed}"
    )


def build_in(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:in: each value is one of the list."""
    head = shape.one("in")
    wanted = set(members(make.graph, head, "in"))
    listed = [shown(make.graph, node) for node in wanted]
    terms = frozenset(map(from_rdflib, wanted))
    rule = make.rule(shape, "In", lambda view, focus, value: f"Value {shown_term(view, value)} not in list {listed}")
    yield value_check(rule, terms.__contains__)
