"""Terms put into the text of a query, for endpoints that take nothing beside it.

A term becomes one token of a VALUES block, in every group where its variable is used. No value can be more than that
token, however the endpoint reads codepoint escapes (§19.2 lets `\\u0022` be a quotation mark before the text is parsed,
also where a backslash stands before it): a `u` after a backslash is spelt as an escape itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from anq2rdf import sparql
from anq2rdf.errors import UsageError

# In a literal as the store writes it: an escaped backslash, with a u after it; a codepoint in four digits.
_RISKY: Final = re.compile(r"\\\\([uU]?)|\\u([0-9A-Fa-f]{4})")


def bind_terms(text: str, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with each variable bound to its term. Raises `UsageError` for one that stands in no group."""
    for name, term in terms.items():
        bound = sparql.bind(text, name, f"VALUES ?{name} {{ {spell(term)} }}")
        if bound == text:
            raise UsageError(f"?{name} cannot be set: the query has no group of patterns that it could be bound in")
        text = bound
    return text


def spell(term: ox.NamedNode | ox.Literal) -> str:
    """The term as one token of SPARQL, in any reading of codepoint escapes (eight digits: some read on after four)."""
    return _RISKY.sub(_unmistakable, str(term))


def _unmistakable(found: re.Match[str]) -> str:
    if found[2]:
        return f"\\U0000{found[2]}"
    return "\\\\" + (f"\\U{ord(found[1]):08X}" if found[1] else "")
