"""Examples converted and graphs read, as sets of statements: there is no blank node, so equal sets are equal graphs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from anq2rdf.cli import run
from tests.judges import Statement, parse_with_pyoxigraph

EXAMPLES = Path(__file__).parents[2] / "examples"
REGISTER = EXAMPLES / "register"
ANQ = "https://w3id.org/anq/ontology#"
BASE = "https://w3id.org/anq/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
IDENTIFIER = "http://purl.org/dc/terms/identifier"
_PROVENANCE = tuple(f"{BASE}id/{kind}/" for kind in ("record", "file", "run"))
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

Graph = set[Statement]      # (subject, predicate, object, datatype, language, graph)


class Converted(NamedTuple):
    """What a conversion gave: the exit code, the file's bytes, and the run's report."""

    exit: int
    data: bytes
    report: dict[str, Any]

    @property
    def graph(self) -> Graph:
        """Its statements, from N-Triples."""
        return parse_with_pyoxigraph(self.data, "nt")

    def codes(self, *severities: str) -> list[str]:
        """The problem codes of these severities; of all where none is given."""
        told = self.report["problems"]
        return sorted(problem["code"] for problem in told if not severities or problem["severity"] in severities)


def convert(folder: Path, *sources: Path, register: Path | None = REGISTER, form: str = "nt") -> Converted:
    """The command `convert`, as a person calls it, writing into `folder`."""
    output, report = folder / f"out.{form}", folder / "report.json"
    known = ["--register", str(register)] if register else []
    code = run(["convert", "-q", *map(str, sources), *known, "-o", str(output), "--report", str(report)])
    return Converted(code, output.read_bytes(), json.loads(report.read_text(encoding="utf-8")))


def link(folder: Path) -> Path:
    """The command `link`, as a person calls it, on the register and the candidates of the examples: its folder."""
    candidates = EXAMPLES / "wikidata" / "deputies.csv"
    assert run(["link", "-q", "--register", str(REGISTER), "-w", str(candidates), "-o", str(folder)]) == 0
    return folder


def written(*names: str) -> Graph:
    """The statements of graphs written by hand, by their names under examples/."""
    return {statement for name in names for statement in parse_with_pyoxigraph((EXAMPLES / name).read_bytes(), "ttl")}


def said(graph: Graph) -> Graph:
    """The graph without provenance: record, file, run, and the statements that lead to them."""
    return {s for s in graph if not s[0].startswith(_PROVENANCE) and s[1] != _DERIVED}


def about(graph: Graph, *subjects: str) -> Graph:
    """The statements whose subject begins with one of these, given without the base."""
    return {s for s in graph if s[0].startswith(tuple(BASE + subject for subject in subjects))}


def without(graph: Graph, *properties: str) -> Graph:
    """The graph without some properties of the ontology."""
    return {s for s in graph if s[1] not in {ANQ + name for name in properties}}


def objects(graph: Graph, subject: str, name: str) -> list[str]:
    """The values of one property of the ontology, sorted."""
    return sorted(s[2] for s in graph if s[0] == subject and s[1] == ANQ + name)


def difference(found: Graph, expected: Graph) -> str:
    """What is missing and what is extra, a line each; empty where the graphs are equal."""
    return "\n".join([*_lines("missing", expected - found), *_lines("extra  ", found - expected)])


def _lines(word: str, statements: Iterable[Statement]) -> list[str]:
    return [f"{word} {' '.join(filter(None, statement))}" for statement in sorted(statements)]
