"""One page of what is asked, and whether what came is a whole answer to it."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import dropwhile
from typing import Final

import msgspec
from msgspec import Struct

from anq2rdf.problems import escaped
from anq2rdf.sparql import tokens

_CAP: Final = 500  # rows: caps of servers are multiples of it, or powers of two
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
        for token in dropwhile(lambda token: token.keyword != "SELECT", tokens(self.query)):
            if depth == 0 and token.keyword in _ENDS:
                break
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "variable" and (depth == 0 or (depth == 1 and before == "AS")):
                found.append(token.text[1:])
            before = token.keyword
        return tuple(found)


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


def fault_in(body: bytes, page: Page, most: int | None = None) -> Fault | None:
    """What is wrong with a body that should be the page's results in JSON
    (https://www.w3.org/TR/sparql11-results-json/); None where nothing is.

    It has to be one whole value, whatever stands after it: Blazegraph, which has no other way to tell of an error once
    rows are under way, lets a stack trace follow them. It has to answer this query: its columns and no others. And it
    has to have fewer rows than the server gives at most, as far as that is known or can be seen.
    """
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _unread(body, error)
    columns = frozenset(answer.head.vars)
    if columns != frozenset(page.variables):
        odd = sorted(columns.symmetric_difference(page.variables))
        return Fault(f"it answers another query: columns differ ({escaped(', '.join(odd[:5]))})")
    if any(not row.keys() <= columns for row in answer.results.bindings):
        return Fault("rows have columns that its head does not name")
    rows = len(answer.results.bindings)
    if rows >= (most or math.inf) or (page.divisible and _cut(rows)):
        return Fault(f"it may be cut at {rows} rows", broken=True)
    return None


def column(body: bytes, variable: str) -> list[str]:
    """The values of one column of a body that was found to be whole, one a row."""
    rows = msgspec.json.decode(body, type=_Answer).results.bindings
    return [row[variable].value if variable in row else "" for row in rows]


def _cut(rows: int) -> bool:
    """Whether an answer of so many rows may be what a server had to stop at: a round number, in tens or in twos.

    Few answers are that long by chance, and those are only asked for in smaller pages.
    """
    return rows >= _CAP and (rows % _CAP == 0 or rows & (rows - 1) == 0)


def _unread(body: bytes, error: Exception) -> Fault:
    if not body.strip():
        return Fault("it is empty")
    if isinstance(error, msgspec.ValidationError):
        return Fault("it is JSON, but no results of a query")
    if body.lstrip().startswith(b"{"):
        return Fault("it breaks off, or goes on with something else", broken=True)
    return Fault("it is no results in JSON")
