"""What is said of a thing, statement by statement, in words."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.look.wording import day
from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.naming import Name, Names, isolated, short, term_label
from anq2rdf.web.entities.statements import Statements

_MOST: Final = 50  # values of one property that are shown
# What the page says elsewhere: in its heading, or as a text.
_ELSEWHERE: Final = frozenset([v.TYPE, v.LABEL, v.PREF_LABEL, v.TEXT, v.HTML_TEXT, v.NORMALISED_LABEL])
_FIRST: Final = (v.IDENTIFIER, v.TITLE, v.NAME, v.EVENT_DATE, v.PUBLICATION_DATE, v.START_DATE, v.END_DATE)
_DATE: Final = "http://www.w3.org/2001/XMLSchema#date"


class Value(Struct, frozen=True):
    """One value: a thing with its name, or a text."""

    name: Name | None
    text: str
    language: str | None


class Fact(Struct, frozen=True):
    """One property and its values."""

    called: str
    values: list[Value]
    more: int


def read_facts(told: Statements, names: Names, *, everything: bool = False) -> list[Fact]:
    """What is said of the thing itself; all of it, or what its page does not say elsewhere."""
    kept = [each for each in told.predicates() if everything or each not in _ELSEWHERE]
    return [_fact(told, names, each) for each in sorted(kept, key=_rank)]


def _rank(predicate: str) -> tuple[int, str]:
    return _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST), predicate


def _fact(told: Statements, names: Names, predicate: str) -> Fact:
    every = told.all(predicate)
    called = term_label(predicate, names.language) or short(predicate)
    return Fact(called, [_value(names, term) for term in every[:_MOST]], max(0, len(every) - _MOST))


def _value(names: Names, term: object) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(names.name(term.value), "", None)
    if isinstance(term, ox.Literal):
        text = day(term.value, names.language) if term.datatype.value == _DATE else isolated(term.value)
        return Value(None, text, term.language)
    return Value(None, "[ ]", None)
