"""Literals by their values, as the reference engine has them: rdflib reads and compares, this asks it.

Where values cannot be compared, SHACL has a violation (§4.3, §4.5.3). rdflib orders literals of different types by the
names of their types, save text beside what is no text, and sh:lessThan takes IRIs as text; that is kept, so that both
engines agree.
"""

from __future__ import annotations

import re
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
# Dates and whole numbers that are plain to see: no calendar and no rdflib is needed to tell what they are.
_PLAIN_DATE: Final = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])").fullmatch
_PLAIN_WHOLE: Final = re.compile(r"[0-9]{1,18}").fullmatch
_PLAIN: Final = {str(XSD.date): _PLAIN_DATE, str(XSD.integer): _PLAIN_WHOLE}
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

    plain = _PLAIN.get(name)

    def check(term: Term) -> bool:
        if term[0] == name:
            if plain is not None and plain(term[1]):
                return True
            return _well_formed(literal(term), wanted)
        return wanted == RDFS.Datatype and is_literal(term) and term[0] != STRING and term[0][0] != "@"

    return check


def _well_formed(value: Value, datatype: URIRef) -> bool:
    return value.ill_typed is not True and isinstance(value.value, _PYTHON.get(datatype, object))


def in_range(bound: Value, accept: Callable[[int], bool]) -> Callable[[Term], bool]:
    """Whether a literal compares with the bound as wanted: `accept` is given -1, 0 or 1."""
    bound_is_text = isinstance(bound.value, str)
    easy = _easy_range(bound, accept)

    def check(term: Term) -> bool:
        if easy is not None and term[0] == str(bound.datatype) and _PLAIN[term[0]](term[1]):
            return easy(term[1])
        if not is_literal(term):
            return False
        value = literal(term)
        if isinstance(value.value, str) is not bound_is_text:
            return False
        try:
            return accept(_compared(value, bound))
        except _NO_ORDER:
            return False

    return check


def _easy_range(bound: Value, accept: Callable[[int], bool]) -> Callable[[str], bool] | None:
    """The same for plain dates and whole numbers, which the bound has to be too."""
    plain = _PLAIN.get(str(bound.datatype))
    if plain is None or not plain(bound):
        return None
    if bound.datatype == XSD.date:
        return lambda text: accept(_sign(text, str(bound)))
    return lambda text: accept(_sign(int(text), bound.value))


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
    if _is_text(a) is not _is_text(b):
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


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Value)
