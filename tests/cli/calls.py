"""A conversion called as a person calls it, in this process, and everything it left behind."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from anq2rdf import cli

ANQ = "https://w3id.org/anq/ontology#"
QUESTION = ox.NamedNode(ANQ + "Question")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass
class Call:
    """The exit code, what stood on stderr, the report, the statements (None: no output file was left)."""

    exit: int
    stderr: str
    report: dict[str, Any]
    quads: list[ox.Quad] | None
    left: list[str] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Every code in the report: of problems, and of inputs that could not be read at all."""
        return {each["code"] for each in (*self.report["problems"], *self.report["failures"])}

    @property
    def questions(self) -> list[str]:
        """The identifiers of the questions in the output."""
        described = {quad.subject for quad in self.quads or () if quad.predicate == TYPE and quad.object == QUESTION}
        return sorted(node.value.rpartition("/")[2] for node in described if isinstance(node, ox.NamedNode))

    def values(self, subject: str, name: str) -> list[Any]:
        """The objects of one property, named in the ontology or in full, of an instance named by its path."""
        node = ox.NamedNode(subject if ":" in subject else f"https://w3id.org/anq/id/{subject}")
        wanted = ox.NamedNode(name if ":" in name else ANQ + name)
        return [quad.object for quad in self.quads or () if quad.subject == node and quad.predicate == wanted]


def convert(
    out: Path,
    *arguments: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    stdin: bytes | None = None,
) -> Call:
    """Convert to N-Quads in the empty folder `out`, with a report."""
    if stdin is not None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    target, report = out / "out.nq", out / "report.json"
    capsys.readouterr()
    code = cli.run(["convert", *arguments, "-o", str(target), "--report", str(report)])
    told = capsys.readouterr()
    assert told.out == ""
    quads = list(ox.parse(path=str(target), format=ox.RdfFormat.N_QUADS)) if target.exists() else None
    left = sorted(path.name for path in out.iterdir())
    return Call(code, told.err, json.loads(report.read_bytes()), quads, left)
