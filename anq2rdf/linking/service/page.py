"""One page of what is asked, and whether what came is a whole answer to it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import dropwhile
from typing import Final

import msgspec
from msgspec import Struct

from anq2rdf.problems import escaped
from anq2rdf.sparql import Token, tokens

_IRI: Final = re.compile(r"https?://[^\s<>\"{}|^`\\]+")  # what may stand in a query: SPARQL 1.1, IRIREF
_ENDS: Final = frozenset({"{", "WHERE", "FROM"})


class Page(Struct, frozen=True, dict=True):
    """A query with its name for people: "the deputies of legislature 16"."""

    name: str
    query: str
    divisible: bool = False  # the same can be asked in smaller pages

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The columns of its answer: the variables after SELECT, or named by AS there (SPARQL 1.1, §16.1)."""
        found: list[str] = []
        depth, before = 0, ""
        for token in dropwhile(_before_select, tokens(self.query)):
            if depth == 0 and token.keyword in _ENDS:
                break
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "variable" and (depth == 0 or (depth == 1 and before == "AS")):
                found.append(token.text[1:])
            before = token.keyword
        return tuple(found)

    @property
    def count(self) -> Page:
        """The number of its rows, in one row."""
        select = next(dropwhile(_before_select, tokens(self.query))).start
        query = f"{self.query[:select]}SELECT (COUNT(*) AS ?rows) WHERE {{ {self.query[select:]} }}"
        return Page(f"the number of rows of {self.name}", query, divisible=self.divisible)


def _before_select(token: Token) -> bool:
    return token.keyword != "SELECT"


class Fault(Struct, frozen=True):
    """Why a body is no whole answer. `broken`: it begins like one, so fewer rows at once may come whole."""

    reason: str
    broken: bool = False


class _Term(Struct):
    type: str
    value: str


class _Bindings(Struct):
    bindings: list[dict[str, _Term]]


class _Head(Struct):
    vars: list[str]


class _Answer(Struct):
    head: _Head
    results: _Bindings


def fault_in(body: bytes, page: Page) -> Fault | None:
    """What is wrong with a body that should be the page's results in JSON
    (https://www.w3.org/TR/sparql11-results-json/); None where nothing is.

    It has to be one whole value, whatever stands after it: Blazegraph, which has no other way to tell of an error once
    rows are under way, lets a stack trace follow them. And it has to answer this query: its columns and no others.
    """
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _unread(body, error)
    columns = frozenset(answer.head.vars)
    if columns != frozenset(page.variables):
        odd = sorted(columns.symmetric_difference(page.variables))
        return Fault(f"it answers another query: columns differ ({escaped(', '.join(odd[:5]))})")
    if any(not row.keys() <= columns for row in answer.results.bindings):
        return Fault("rows have columns that its head does not name")
    return None


def column(body: bytes, variable: str) -> list[str]:
    """The IRIs in one column of a body that was found to be whole, one a row; "" where there is none."""
    return [_iri(row[variable]) if variable in row else "" for row in _rows(body)]


def row_count(body: bytes) -> int:
    """How many rows a body has."""
    return len(_rows(body))


def counted(body: bytes) -> int | None:
    """The number that the answer to a `Page.count` tells; None where it tells none."""
    rows = _rows(body)
    told = rows[0].get("rows") if len(rows) == 1 else None
    return int(told.value) if told is not None and re.fullmatch("[0-9]{1,9}", told.value) else None


def _rows(body: bytes) -> list[dict[str, _Term]]:
    return msgspec.json.decode(body, type=_Answer).results.bindings


def _iri(term: _Term) -> str:
    return term.value if term.type == "uri" and _IRI.fullmatch(term.value) else ""


def _unread(body: bytes, error: Exception) -> Fault:
    if not body.strip():
        return Fault("it is empty")
    if isinstance(error, msgspec.ValidationError | RecursionError):
        return Fault("it is JSON, but no results of a query")
    if body.lstrip().startswith(b"{"):
        return Fault("it breaks off, or goes on with something else", broken=True)
    return Fault("it is no results in JSON")
