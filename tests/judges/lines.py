"""What a judge says: a tuple a statement, also read from N-Quads lines by an own strict reader."""

from __future__ import annotations

import re
from typing import Final

# subject, predicate, object, datatype ("" for an IRI), language (lower case), graph ("" for the default graph)
Statement = tuple[str, str, str, str, str, str]

STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

_IRI = r"<([^<>\"{}|^`\x00-\x20]*)>"
_LINE: Final = re.compile(
    rf'{_IRI}\s+{_IRI}\s+(?:{_IRI}|"((?:[^"\\\n\r]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^{_IRI})?)(?:\s+{_IRI})?\s*\.'
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf\"'\\]))")
_LETTERS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def read_lines(data: bytes) -> set[Statement]:
    """The statements of N-Quads lines; ValueError for a line that is none, and for blank nodes."""
    found: set[Statement] = set()
    for line in data.decode("utf-8").split("\n"):
        text = line.strip(" \t\r")
        if text and not text.startswith("#"):
            match = _LINE.fullmatch(text)
            if match is None:
                raise ValueError(f"not a line of N-Quads: {text[:200]!r}")
            found.add(_statement(*match.groups()))
    return found


def _statement(
    subject: str, predicate: str, iri: str | None, text: str | None, language: str | None, datatype: str | None,
    graph: str | None,
) -> Statement:
    terms = _unescaped(subject), _unescaped(predicate)
    where = _unescaped(graph or "")
    if iri is not None:
        return (*terms, _unescaped(iri), "", "", where)
    kind = LANGUAGE_STRING if language else datatype or STRING
    return (*terms, _unescaped(text or ""), kind, (language or "").lower(), where)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _LETTERS[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), text)
