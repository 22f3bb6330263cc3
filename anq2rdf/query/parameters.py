"""Values given on the command line become RDF terms.

They reach the store as terms beside the query (SPARQL-dev SEP-0007), never as text in it: no value can change what a
query does. The store takes a term only for a variable that the outer SELECT projects.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped
from anq2rdf.query.library import LibraryQuery, Parameter
from anq2rdf.query.question import Term
from anq2rdf.rdf import DEFAULT_BASE, Minter

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")
_IDENTIFIER: Final = re.compile(r"(PA|PM|PO)[0-9]+|QANR\w+")
_IRI: Final = re.compile(r"<[^<>]*>|https?://\S+")
_UID_NAMES: Final = frozenset({"uid", "id", "identifier"})  # here an identifier is meant as text


def read_settings(given: Sequence[str]) -> dict[str, str]:
    """VAR=VALUE as typed, by variable. Raises `UsageError` for one without `=` or given twice."""
    settings: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name.isidentifier():
            raise UsageError(f"-p {escaped(each)}: give VAR=VALUE")
        if name in settings:
            raise UsageError(f"-p {escaped(name)} is given twice")
        settings[name] = value
    return settings


def bind_parameters(query: LibraryQuery, settings: Mapping[str, str], base: str = DEFAULT_BASE) -> dict[str, Term]:
    """Each parameter's value or default as a term, by variable.

    Raises `UsageError` for a parameter the query does not have and a value that does not fit its kind.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = sorted(set(settings) - set(known))
    if unknown:
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise UsageError(f"{query.id or 'the query'} has no parameter {escaped(', '.join(unknown))}", remedy=has)
    values = {name: settings.get(name, parameter.default) for name, parameter in known.items()}
    minter = Minter(base)
    return {name: make_term(known[name], value, minter) for name, value in values.items() if value is not None}


def make_term(parameter: Parameter, value: str, minter: Minter) -> Term:
    """The term a value means: by the declared kind, else by the default's form, else by its own."""
    kind = parameter.kind or _kind(parameter.name, value if parameter.default is None else parameter.default)
    try:
        if kind == "iri":
            return ox.NamedNode(_iri(value, minter))
        if kind == "integer":
            return ox.Literal(str(int(_matching(_INTEGER, value))), datatype=ox.NamedNode(_XSD + "integer"))
        if kind == "date":
            day = dt.date.fromisoformat(_matching(_DATE, value))
            return ox.Literal(day.isoformat(), datatype=ox.NamedNode(_XSD + "date"))
        return ox.Literal(value)
    except ValueError as error:
        raise UsageError(f"-p {parameter.name}={escaped(value)}: {_EXPECTED[kind]} is expected") from error


_EXPECTED: Final = {
    "iri": "an IRI, or an identifier like PA346886, PM645051, PO653280 or QANR5L14QE76935",
    "integer": "a whole number",
    "date": "a day of the calendar, as 2015-03-31",
    "string": "text without lone surrogates",
}


def _kind(name: str, example: str) -> str:
    if _IRI.fullmatch(example) or (_IDENTIFIER.fullmatch(example) and name.casefold() not in _UID_NAMES):
        return "iri"
    if _DATE.fullmatch(example):
        return "date"
    return "integer" if _INTEGER.fullmatch(example) else "string"


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value.strip()):
        raise ValueError(value)
    return value.strip()


def _iri(value: str, minter: Minter) -> str:
    value = value.strip()
    if _IRI.fullmatch(value):
        return value.strip("<>")
    if not _IDENTIFIER.fullmatch(value):
        raise ValueError(value)
    return {"PA": minter.person, "PM": minter.mandate, "PO": minter.organ}.get(value[:2], minter.question)(value)
