"""Constraints on pairs of properties (SHACL §4.5): the values against those of another property of the focus node."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rdflib import URIRef

from anq2rdf.validation.compiled.checks import Check, Compiling, found_check
from anq2rdf.validation.compiled.declared import Declared, Refused
from anq2rdf.validation.compiled.findings import Wording
from anq2rdf.validation.compiled.literals import less
from anq2rdf.validation.compiled.shown import shown, shown_term
from anq2rdf.validation.compiled.terms import Term
from anq2rdf.validation.compiled.view import View

# The sign in the message; then, of the values and those of the other property, the terms to report.
_Wrong = Callable[[Sequence[Term], Sequence[Term]], Sequence[Term]]


def _unequal(values: Sequence[Term], others: Sequence[Term]) -> Sequence[Term]:
    return [v for v in values if v not in others] + [o for o in others if o not in values]


def _shared(values: Sequence[Term], others: Sequence[Term]) -> Sequence[Term]:
    return [v for v in values if v in others]


def _not_less(values: Sequence[Term], others: Sequence[Term]) -> Sequence[Term]:
    return [v for v in values for o in others if not less(v, o, or_equal=False)]


def _more(values: Sequence[Term], others: Sequence[Term]) -> Sequence[Term]:
    return [v for v in values for o in others if not less(v, o, or_equal=True)]


_PAIRS: Final[dict[str, tuple[str, _Wrong]]] = {
    "equals": ("!=", _unequal),
    "disjoint": ("==", _shared),
    "lessThan": ("<=", _not_less),
    "lessThanOrEquals": ("<", _more),
}


def build_pair(name: str) -> Callable[[Compiling, Declared], Iterator[Check]]:
    """sh:equals, sh:disjoint, sh:lessThan or sh:lessThanOrEquals."""
    sign, wrong = _PAIRS[name]

    def build(make: Compiling, shape: Declared) -> Iterator[Check]:
        if name.startswith("less") and shape.path is None:
            raise Refused(f"sh:{name} is for property shapes")
        others = list(dict.fromkeys(shape.all(name)))
        for other in others:
            if not isinstance(other, URIRef):
                raise Refused(f"its sh:{name} is not an IRI")
            rule = make.rule(shape, name[0].upper() + name[1:], _wording(make, shape, name, sign))
            yield found_check(rule, _compare(str(other), wrong))

    return build


def _compare(other: str, wrong: _Wrong) -> Callable[[View, Term, Sequence[Term]], Sequence[Term]]:
    return lambda view, focus, values: wrong(values, view.objects(focus, other))


def _wording(make: Compiling, shape: Declared, name: str, sign: str) -> Wording:
    # A set, as pySHACL has it: where there are several, both list them in the same arbitrary order.
    names = ", ".join(shown(make.graph, other) for other in set(shape.all(name)))
    return lambda view, focus, value: f"Value of {shown_term(view, focus)}->{names} {sign} {shown_term(view, value)}"
