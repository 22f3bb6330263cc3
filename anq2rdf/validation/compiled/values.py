"""Constraints on value type, range and cardinality (SHACL §4.1 to §4.3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rdflib import XSD, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from anq2rdf.validation.compiled.checks import Check, Compiling, count_check, each_check, value_check
from anq2rdf.validation.compiled.declared import Declared, Refused
from anq2rdf.validation.compiled.findings import Wording
from anq2rdf.validation.compiled.literals import has_datatype, in_range
from anq2rdf.validation.compiled.shown import shown, shown_term
from anq2rdf.validation.compiled.terms import BLANK, IRI, Term, from_rdflib
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.paths import SH

_LITERAL: Final = ""
_KINDS: Final = {
    "IRI": {IRI},
    "BlankNode": {BLANK},
    "Literal": {_LITERAL},
    "BlankNodeOrIRI": {BLANK, IRI},
    "BlankNodeOrLiteral": {BLANK, _LITERAL},
    "IRIOrLiteral": {IRI, _LITERAL},
}
_RANGES: Final[dict[str, tuple[str, Callable[[int], bool]]]] = {
    "minExclusive": (">", lambda order: order > 0),
    "minInclusive": (">=", lambda order: order >= 0),
    "maxExclusive": ("<", lambda order: order < 0),
    "maxInclusive": ("<=", lambda order: order <= 0),
}


def fixed(text: str) -> Wording:
    """A message that is the same for all data."""
    return lambda view, focus, value: text


def build_class(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:class: each value is an instance of each class."""
    wanted = shape.all("class")
    names = ", ".join(shown(make.graph, each) for each in wanted)
    text = f"Value does not have class {names}" if len(wanted) == 1 else f"Value class is not in classes ({names})"
    for each in wanted:
        term = from_rdflib(each)
        yield each_check(make.rule(shape, "Class", fixed(text)), _instance_of(term))._replace(wanted=term)


def _instance_of(wanted: Term) -> Callable[[View, Term], bool]:
    return lambda view, value: view.is_instance(value, wanted)


def build_datatype(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:datatype: each value is a well-formed literal of that type."""
    wanted = shape.one("datatype")
    if not isinstance(wanted, URIRef):
        raise Refused("its sh:datatype is not an IRI")
    text = f"Value is not Literal with datatype {shown(make.graph, wanted)}"
    yield value_check(make.rule(shape, "Datatype", fixed(text)), has_datatype(wanted))


def build_node_kind(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:nodeKind: each value is an IRI, a blank node, a literal, or one of two of these."""
    wanted = shape.one("nodeKind")
    kinds = _KINDS.get(str(wanted).removeprefix(SH))
    if kinds is None:
        raise Refused(f"its sh:nodeKind is {wanted}")
    rule = make.rule(shape, "NodeKind", fixed(f"Value is not of Node Kind {shown(make.graph, wanted)}"))
    yield value_check(rule, _of_kind(kinds))


def _of_kind(kinds: set[str]) -> Callable[[Term], bool]:
    if len(kinds) == 1 and _LITERAL not in kinds:
        [kind] = kinds
        return lambda term: term[0] == kind
    return lambda term: (term[0] if term[0] in (IRI, BLANK) else _LITERAL) in kinds


def build_min_count(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:minCount: at least so many distinct values."""
    least = count(shape, "minCount")
    rule = make.rule(shape, "MinCount", _counted(make, shape, f"Less than {least} values on {{}}->{{}}"))
    yield count_check(rule, least, math.inf)


def build_max_count(make: Compiling, shape: Declared) -> Iterator[Check]:
    """sh:maxCount: at most so many distinct values."""
    most = count(shape, "maxCount")
    rule = make.rule(shape, "MaxCount", _counted(make, shape, f"More than {most} values on {{}}->{{}}"))
    yield count_check(rule, 0, most)


def count(shape: Declared, name: str) -> int:
    """The count a parameter gives. Raises `Refused` where it gives none."""
    given = shape.one(name)
    if shape.path is None:
        raise Refused(f"sh:{name} is for property shapes")
    if not (isinstance(given, Value) and given.datatype == XSD.integer and isinstance(given.value, int)):
        raise Refused(f"its sh:{name} is not an integer")
    if given.value < 0:
        raise Refused(f"its sh:{name} is negative")
    return given.value


def _counted(make: Compiling, shape: Declared, text: str) -> Wording:
    path = shown_path(make, shape)
    return lambda view, focus, value: text.format(shown_term(view, focus), path)


def shown_path(make: Compiling, shape: Declared) -> str:
    """The path of a property shape in words."""
    return "" if shape.path_node is None else shown(make.graph, shape.path_node)


def build_range(name: str) -> Callable[[Compiling, Declared], Iterator[Check]]:
    """sh:minExclusive and its like: each value lies on that side of the bound."""
    sign, accept = _RANGES[name]

    def build(make: Compiling, shape: Declared) -> Iterator[Check]:
        bounds = shape.all(name)
        text = f"Value is not {sign} {_listed(make, bounds)}"
        for bound in bounds:
            if not isinstance(bound, Value):
                raise Refused(f"its sh:{name} is not a literal")
            yield value_check(make.rule(shape, name[0].upper() + name[1:], fixed(text)), in_range(bound, accept))

    return build


def _listed(make: Compiling, nodes: Sequence[Node]) -> str:
    texts = [shown(make.graph, node) for node in nodes]
    return texts[0] if len(texts) == 1 else f"in ({', '.join(texts)})"
