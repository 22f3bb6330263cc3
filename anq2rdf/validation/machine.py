"""The report for programs: JSON, and the standard sh:ValidationReport in Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox

from anq2rdf.validation.graphs import Term
from anq2rdf.validation.paths import RDF, SH, path_triples
from anq2rdf.validation.results import Result, Tally, Verdict

_PREFIXES: Final = {
    "sh": SH,
    "rdf": RDF,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "anq": "https://w3id.org/anq/ontology#",
    "anqsh": "https://w3id.org/anq/shapes#",
}
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def write_json(verdict: Verdict) -> str:
    """Counts, shapes, and every result."""
    content = {
        "conforms": verdict.conforms,
        "counts": verdict.counts,
        "shapes": [_tally(tally) for tally in verdict.tallies],
        "results": [_result(result) for result in verdict.results],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _tally(tally: Tally) -> dict[str, Any]:
    return {"shape": _term(tally.shape), "name": tally.name, "severity": tally.level, "count": len(tally.results)}


def _result(result: Result) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "focus": _term(result.focus),
        "path": None if result.path is None else str(result.path),
        "value": None if result.value is None else _term(result.value),
        "severity": result.severity.value,
        "shape": _term(result.shape),
        "component": result.component.value,
        "messages": _messages(result),
    }
    return fields | ({"source": result.source} if result.source else {})


def _messages(result: Result) -> dict[str, str]:
    by_language: dict[str, str] = {}
    for language, text in result.messages:
        by_language[language] = f"{by_language[language]}\n{text}" if language in by_language else text
    return by_language


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    datatype = {} if term.datatype.value == _STRING else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **datatype}


def write_turtle(verdict: Verdict) -> str:
    """A graph with one sh:ValidationReport, as SHACL §3.6 has it."""
    data = ox.serialize(_Triples(verdict), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert data is not None
    lines = data.decode().splitlines(keepends=True)
    # The library writes the prefixes in another order each time.
    return "".join([*sorted(lines[: len(_PREFIXES)]), *lines[len(_PREFIXES) :]])


class _Triples:
    """The triples of a report. Blank nodes are renamed in the order they come: equal reports are equal bytes."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._labels: dict[str, ox.BlankNode] = {}

    def __iter__(self) -> Iterator[ox.Triple]:
        report = ox.BlankNode("report")
        yield ox.Triple(report, _rdf("type"), _sh("ValidationReport"))
        yield ox.Triple(report, _sh("conforms"), ox.Literal(self._verdict.conforms))
        for number in range(1, len(self._verdict.results) + 1):
            yield ox.Triple(report, _sh("result"), ox.BlankNode(f"r{number}"))
        for number, result in enumerate(self._verdict.results, 1):
            yield from self._one(result, ox.BlankNode(f"r{number}"))

    def _one(self, result: Result, node: ox.BlankNode) -> Iterator[ox.Triple]:
        yield ox.Triple(node, _rdf("type"), _sh("ValidationResult"))
        path = ox.BlankNode(f"{node.value}p") if not isinstance(result.path, ox.NamedNode) else result.path
        fields: list[tuple[str, Term | None]] = [
            ("focusNode", result.focus),
            ("resultPath", None if result.path is None else path),
            ("value", result.value),
            ("resultSeverity", result.severity),
            ("sourceShape", result.shape),
            ("sourceConstraintComponent", result.component),
            ("sourceConstraint", result.constraint),
        ]
        for name, term in fields:
            if term is not None:
                yield ox.Triple(node, _sh(name), term if term is path else self._renamed(term))
        for language, text in result.messages:
            yield ox.Triple(node, _sh("resultMessage"), ox.Literal(text, language=language or None))
        if result.path is not None and isinstance(path, ox.BlankNode):
            yield from path_triples(result.path, path)

    def _renamed(self, term: Term) -> Term:
        if not isinstance(term, ox.BlankNode):
            return term
        return self._labels.setdefault(term.value, ox.BlankNode(f"b{len(self._labels) + 1}"))


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _rdf(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDF + name)
