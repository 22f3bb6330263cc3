"""Literals by their values, as the reference engine has them: rdflib reads and compares, this asks it.

Where values cannot be compared, SHACL has a violation (§4.3, §4.5.3). rdflib orders literals of different types by the
names of their types, save text beside what is no text, and sh:lessThan takes IRIs as text; that is kept, so that both
engines agree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from rdflib import RDF, RDFS, XSD, URIRef
from rdflib import Literal as Value

from anq2rdf.validation.compiled.terms import BLANK, IRI, LANG_STRING, STRING, Term, is_literal, literal

_PYTHON: Final[dict[URIRef, type | tuple[type, ...]]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
_REMEMBERED: Final = 1 << 15  # verdicts on texts of one datatype; dates and page numbers come again and again
_SHORT: Final = 40  # characters; longer texts rarely do
# What rdflib raises over values that have no order.
_NO_ORDER: Final = (TypeError, NotImplementedError, ArithmeticError, ValueError, AttributeError)


def has_datatype(wanted: URIRef) -> Callable[[Term], bool]:
    """Whether a term is a literal of this datatype and well-formed for it (SHACL §4.1.2)."""
    name = str(wanted)
    if name == STRING:
        return lambda term: term[0] == STRING
    if name == LANG_STRING:
        return lambda term: term[0][0] == "@"
    if wanted == RDFS.Literal:
        return is_literal

    well_formed = _remembering(lambda text: _well_formed(literal((name, text)), wanted))

    def check(term: Term) -> bool:
        if term[0] == name:
            return well_formed(term[1])
        return wanted == RDFS.Datatype and is_literal(term) and term[0] != STRING and term[0][0] != "@"

    return check


def _well_formed(value: Value, datatype: URIRef) -> bool:
    return value.ill_typed is not True and isinstance(value.value, _PYTHON.get(datatype, object))


def in_range(bound: Value, accept: Callable[[int], bool]) -> Callable[[Term], bool]:
    """Whether a literal compares with the bound as wanted: `accept` is given -1, 0 or 1."""
    name = STRING if bound.datatype is None else str(bound.datatype)
    fits = _remembering(lambda text: _fits((name, text), bound, accept))

    def check(term: Term) -> bool:
        return fits(term[1]) if term[0] == name else _fits(term, bound, accept)

    return check


def _fits(term: Term, bound: Value, accept: Callable[[int], bool]) -> bool:
    if not is_literal(term):
        return False
    value = literal(term)
    if isinstance(value.value, str) is not isinstance(bound.value, str):
        return False
    try:
        return accept(_compared(value, bound))
    except _NO_ORDER:
        return False


def _remembering(judge: Callable[[str], bool]) -> Callable[[str], bool]:
    known: dict[str, bool] = {}

    def verdict(text: str) -> bool:
        found = known.get(text)
        if found is None:
            found = judge(text)
            if len(known) >= _REMEMBERED:
                known.clear()
            if len(text) <= _SHORT:
                known[text] = found
        return found

    return verdict


def _compared(first: Value, second: Value) -> int:
    if first.eq(second):
        return 0
    # rdflib would sort times without a zone before those with one, where SPARQL cannot compare them.
    if isinstance(first.value, datetime | time):
        return _sign(first.value, second.value)
    return 1 if first > second else -1


def _sign(first: Any, second: Any) -> int:
    if first == second:
        return 0
    return 1 if first > second else -1


def less(first: Term, second: Term, *, or_equal: bool) -> bool:
    """Whether one term is less than the other. A blank node is not, nor is anything less than one."""
    if BLANK in (first[0], second[0]):
        return False
    a, b = _comparable(first), _comparable(second)
    if _is_text(a) is not _is_text(b) or _has_no_value(a) or _has_no_value(b):
        return False
    try:
        return bool(a <= b if or_equal else a < b)
    except _NO_ORDER:
        return False


def _comparable(term: Term) -> Any:
    if term[0] == IRI:
        return term[1]
    value = literal(term)
    return value.value if isinstance(value.value, str) else value


def _has_no_value(value: Any) -> bool:
    # A date that is none: rdflib answers `<` either way round.
    return isinstance(value, Value) and value.ill_typed is True


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Value)
