"""A verdict read back from its JSON (`machine.write_json`).

Everything comes back but what JSON leaves out: the node of a SPARQL constraint, and several messages of one language,
which stand there as one.
"""

from __future__ import annotations

import re
from pathlib import Path as File
from typing import Final, TypeVar

import msgspec
import pyoxigraph as ox

from anq2rdf.errors import SourceError
from anq2rdf.problems import escaped
from anq2rdf.validation.graphs import Term
from anq2rdf.validation.paths import Path, Step
from anq2rdf.validation.results import Result, Verdict

_TOKEN: Final = re.compile(r"<[^<>]*>|[()^*+?/|]")
_AFTER: Final = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}
_BETWEEN: Final = {"/": "sequence", "|": "alternativePath"}
_DEEP: Final = 32


class KeptTerm(msgspec.Struct, frozen=True):
    """A term as in SPARQL 1.1 JSON results."""

    type: str
    value: str
    language: str | None = msgspec.field(default=None, name="xml:lang")
    datatype: str | None = None

    def term(self) -> Term:
        """The term itself."""
        if self.type == "uri":
            return ox.NamedNode(self.value)
        if self.type == "bnode":
            return ox.BlankNode(self.value)
        if self.language:
            return ox.Literal(self.value, language=self.language)
        return ox.Literal(self.value, datatype=ox.NamedNode(self.datatype)) if self.datatype else ox.Literal(self.value)


class KeptResult(msgspec.Struct, frozen=True):
    """One result."""

    focus: KeptTerm
    severity: str
    shape: KeptTerm
    component: str
    path: str | None = None
    value: KeptTerm | None = None
    messages: dict[str, str] = {}
    source: str = ""

    def result(self) -> Result:
        """The result itself."""
        return Result(
            focus=self.focus.term(),
            shape=self.shape.term(),
            component=ox.NamedNode(self.component),
            severity=ox.NamedNode(self.severity),
            messages=tuple(sorted(self.messages.items())),
            path=None if self.path is None else parse_path(self.path),
            value=None if self.value is None else self.value.term(),
            source=self.source,
        )


class KeptTally(msgspec.Struct, frozen=True):
    """How many results one shape has at one severity."""

    shape: KeptTerm
    name: str
    severity: str
    count: int


class Summary(msgspec.Struct, frozen=True):
    """What a verdict comes to."""

    conforms: bool
    counts: dict[str, int]
    shapes: list[KeptTally]


class _Whole(msgspec.Struct, frozen=True):
    results: list[KeptResult]


_Kind = TypeVar("_Kind", Summary, _Whole)


def read_summary(file: File) -> Summary:
    """What the verdict in a JSON file comes to. Raises `SourceError` for a file that is none."""
    return _decoded(file, Summary)


def read_verdict(file: File) -> Verdict:
    """The verdict in a JSON file, with all its results. Raises `SourceError` for a file that is none."""
    try:
        return Verdict(each.result() for each in _decoded(file, _Whole).results)
    except ValueError as error:
        raise _fault(file, error) from error


def _decoded(file: File, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError) as error:
        raise _fault(file, error) from error


def _fault(file: File, error: Exception) -> SourceError:
    return SourceError(f"{escaped(str(file))} is no validation report: {error}", remedy="validate again")


def parse_path(text: str) -> Path:
    """A path as `Step.shown` writes it. Raises `ValueError` for what is none."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"no property path: {text}")
    path, rest = _path(tokens, 0)
    if rest:
        raise ValueError(f"no property path: {text}")
    return path


def _path(tokens: list[str], depth: int) -> tuple[Path, list[str]]:
    if tokens[:1] == ["^"]:
        inner, rest = _one(tokens[1:], depth)
        return Step("inversePath", (inner,)), rest
    first, rest = _one(tokens, depth)
    if rest and rest[0] in _AFTER:
        return Step(_AFTER[rest[0]], (first,)), rest[1:]
    parts, sign = [first], rest[0] if rest else ""
    while rest and rest[0] == sign and sign in _BETWEEN:
        part, rest = _one(rest[1:], depth)
        parts.append(part)
    return (Step(_BETWEEN[sign], tuple(parts)) if len(parts) > 1 else first), rest


def _one(tokens: list[str], depth: int) -> tuple[Path, list[str]]:
    if not tokens or depth > _DEEP:
        raise ValueError("a property path ends early, or goes too deep")
    head, *rest = tokens
    if head.startswith("<"):
        return ox.NamedNode(head[1:-1]), rest
    if head != "(":
        raise ValueError(f"no property path begins with {head}")
    path, rest = _path(rest, depth + 1)
    if rest[:1] != [")"]:
        raise ValueError("a property path is not closed")
    return path, rest[1:]
