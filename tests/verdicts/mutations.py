"""Faults made by rule: each takes one statement and says what to put in its place.

Every kind meets every statement of the clean data once. Many statements are changed at a time, far from one another,
so that a few dozen graphs hold them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
ANQ: Final = "https://w3id.org/anq/ontology#"
# pySHACL ends in a TypeError where sh:lessThanOrEquals meets a date that is none (see test_fixtures.py).
CRASHING: Final = (ox.NamedNode(ANQ + "startDate"), ox.NamedNode(ANQ + "endDate"))
Mutation: TypeAlias = Callable[[ox.Triple], list[ox.Triple]]
_OTHER_TYPE: Final = {"string": "date", "date": "string", "integer": "decimal", "langString": "string"}
_OTHER_VALUE: Final = {"integer": "-7", "date": "2031-02-03", "gYear": "1981", "string": "PA0", "langString": "Bref."}


def drop(triple: ox.Triple) -> list[ox.Triple]:
    """Nothing in its place."""
    return []


def other_datatype(triple: ox.Triple) -> list[ox.Triple]:
    """The same text as a literal of another datatype."""
    kind = _kind(triple.object)
    return [_with(triple, ox.Literal(_text(triple.object), datatype=_xsd(_OTHER_TYPE.get(kind, "string"))))]


def other_language(triple: ox.Triple) -> list[ox.Triple]:
    """The same text in another language, or in one at all."""
    term = triple.object
    language = "en" if isinstance(term, ox.Literal) and term.language == "fr" else "fr-CA"
    return [_with(triple, ox.Literal(_text(term), language=language))]


def other_kind(triple: ox.Triple) -> list[ox.Triple]:
    """A literal for an IRI, an IRI for a literal."""
    if isinstance(triple.object, ox.Literal):
        return [_with(triple, ox.NamedNode("https://example.org/instead"))]
    return [_with(triple, ox.Literal(_text(triple.object)))]


def nameless(triple: ox.Triple) -> list[ox.Triple]:
    """A blank node for whatever there is."""
    return [_with(triple, ox.BlankNode())]


def other_value(triple: ox.Triple) -> list[ox.Triple]:
    """Another value of the same type; another thing of the data for an IRI."""
    return [_with(triple, _other(triple.object))]


def twice(triple: ox.Triple) -> list[ox.Triple]:
    """Another value beside it."""
    return [triple, _with(triple, _other(triple.object))]


def ill_formed(triple: ox.Triple) -> list[ox.Triple]:
    """A text its datatype does not know."""
    kind = _kind(triple.object)
    if kind in ("", "langString") or triple.predicate in CRASHING:
        return [_with(triple, ox.Literal(""))]
    return [_with(triple, ox.Literal("2014-02-30", datatype=_xsd(kind)))]


def elsewhere(triple: ox.Triple) -> list[ox.Triple]:
    """The statement made of another subject."""
    return [ox.Triple(ox.NamedNode(f"{_text(triple.subject)}-bis"), triple.predicate, triple.object)]


MUTATIONS: Final[tuple[Mutation, ...]] = (
    drop, other_datatype, other_language, other_kind, nameless, other_value, twice, ill_formed, elsewhere,
)  # fmt: skip


def batches(triples: Sequence[ox.Triple], apart: int) -> Iterator[list[ox.Triple]]:
    """The data again and again, every `apart`th statement changed, until every kind has met every statement."""
    for start in range(apart):
        for turn in range(len(MUTATIONS)):
            yield [each for n, triple in enumerate(triples) for each in _changed(triple, n, start, turn, apart)]


def _changed(triple: ox.Triple, number: int, start: int, turn: int, apart: int) -> list[ox.Triple]:
    if number % apart != start:
        return [triple]
    return MUTATIONS[(turn + number // apart) % len(MUTATIONS)](triple)


def _with(triple: ox.Triple, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Triple:
    return ox.Triple(triple.subject, triple.predicate, value)


def _other(term: object) -> ox.NamedNode | ox.Literal:
    if not isinstance(term, ox.Literal):
        return ox.NamedNode(ANQ + "Deputy" if _text(term).startswith(ANQ) else "https://w3id.org/anq/id/person/PA900002")
    if term.language:
        return ox.Literal("Bref.", language=term.language)
    return ox.Literal(_OTHER_VALUE.get(_kind(term), "autre"), datatype=term.datatype)


def _kind(term: object) -> str:
    return term.datatype.value.rpartition("#")[2] if isinstance(term, ox.Literal) else ""


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""


def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)
