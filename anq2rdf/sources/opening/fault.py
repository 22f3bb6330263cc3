"""A fault of an input: the exception that carries its code, its detail and the catalogue's remedy."""

from __future__ import annotations

from anq2rdf.errors import LimitExceeded, SourceError
from anq2rdf.problems import entry

_CAPS = frozenset({"E201", "E203"})


def fault(code: str, detail: str, remedy: str = "") -> SourceError:
    """The exception to raise. `detail` says what was found, without the place: whoever catches it knows the place."""
    kind = LimitExceeded if code in _CAPS else SourceError
    return kind(detail, remedy=remedy or entry(code).remedy, code=code)
