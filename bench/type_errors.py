"""Where SPARQL 1.1 gives a type error and rdflib an answer all the same.

`<`, `>` and `!=` between literals of two kinds, or with a literal that is not of its own type, are type errors (SPARQL
1.1 §17.3 and §17.4.1.7), and so is STR() of a blank node (§17.4.2.5). A FILTER over an error lets nothing pass: the
constraint says nothing, or, where the comparison stands inside NOT EXISTS, it speaks. rdflib orders such terms by their
text and takes a blank node's label for its text. By the specification the store is right. A difference is excused for
that, and only for that: the shape must be one of those below, and the very terms it compares, as the data have them,
must not be comparable.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import pyoxigraph as ox

from anq2rdf.validation.results import Result, local_name
from bench.faults import PREFIXES

_XSD: Final = PREFIXES["xsd"]
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_DATED: Final = "$this anq:publicationDate ?a"
_BOUNDS: Final = "anq:startDate|anq:endDate"
_RANKS: Final = "$this anq:allocation/anq:rank ?a, ?b"
_NUMBER: Final = "BIND(?value AS ?a) BIND(1 AS ?b)"

# The two terms each shape compares, found from the result's focus node and value.
COMPARED: Final[dict[str, tuple[str, ...]]] = {
    "S02": (f"{_DATED} ; anq:answerTo/anq:publicationDate ?b",),
    "S05": (_RANKS,),
    "S06": (_NUMBER, _RANKS),
    "S07": (_RANKS, "$this anq:allocation/anq:eventDate ?a, ?b"),
    "S08": (f"{_DATED} ; anq:event/anq:eventDate ?b",),
    "S09": ("$this anq:closure/anq:eventDate ?a ; anq:event/anq:eventDate ?b",),
    "S13": (f"{_DATED} ; anq:authorMandate/({_BOUNDS}) ?b",),
    "S15": (f"{_DATED} ; anq:authorGroup/({_BOUNDS}) ?b",),
    "S16": (f"{_DATED} ; anq:legislature/({_BOUNDS}) ?b",),
    "S17": (f"$this anq:eventDate ?a ; anq:allocatedTo/({_BOUNDS}) ?b",),
    "S18": (
        f"{_DATED} ; anq:publishedIn ?value . ?value anq:publicationDate ?b",
        "$this anq:publicationPage ?a ; anq:publishedOnPage ?value . ?value anq:pageNumber ?b",
    ),
    "S21": (_NUMBER,),
    "G05": (_NUMBER,),
    # The least and the greatest page number of an issue; among terms of all kinds a blank node is the least.
    "G06": ("[] anq:publicationDate ?value ; anq:inSeries/^anq:inSeries/^anq:inIssue/anq:pageNumber ?a BIND(1 AS ?b)",),
}
# What each shape takes the text of.
TEXTS: Final[dict[str, str]] = {
    "S01": "$this anq:number|anq:legislature/anq:number|anq:questionType/skos:notation ?a",
    "S03": "$this anq:status/skos:notation ?a",
}
_NEGATED: Final = frozenset({"S05"})  # compares inside NOT EXISTS: the type error makes it speak


def excused(result: Result, data: ox.Store, *, ours: bool) -> bool:
    """Whether one side alone has this result because of terms for which SPARQL 1.1 gives a type error."""
    shape = local_name(result.shape.value)
    if ours is not (shape in _NEGATED):
        return False
    if shape in TEXTS and any(isinstance(row["a"], ox.BlankNode) for row in _rows(data, result, TEXTS[shape])):
        return True
    pairs = (row for pattern in COMPARED.get(shape, ()) for row in _rows(data, result, pattern))
    return any(not comparable(row["a"], row["b"]) for row in pairs)


def _rows(data: ox.Store, result: Result, pattern: str) -> list[ox.QuerySolution]:
    known = {"this": result.focus, "value": result.value}
    bound = {ox.Variable(name): term for name, term in known.items() if term is not None and name in pattern}
    head = " ".join(f"?{name}" for name in ("a", "b", *(variable.value for variable in bound)))
    rows = data.query(f"SELECT {head} {{ {pattern} }}", prefixes=PREFIXES, substitutions=bound)
    assert isinstance(rows, ox.QuerySolutions)
    return list(rows)


def comparable(one: object, other: object) -> bool:
    """Whether `<` has a meaning between two terms: two numbers, or two days."""
    kind = _kind(one)
    return kind != "" and kind == _kind(other)


def _kind(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return ""
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "date":
        return "day" if _is_day(term.value) else ""
    pattern = {"integer": _INTEGER, "decimal": _DECIMAL}.get(kind)
    return "number" if pattern is not None and pattern.fullmatch(term.value) else ""


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
