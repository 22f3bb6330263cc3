"""`anq2rdf validate --engine`: the same report from each, what falls back is named, what nobody supports is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from anq2rdf.cli import run
from tests.examples.graphs import EXAMPLES
from tests.validation.made_up import PREFIXES

ENGINES = ("auto", "compiled", "pyshacl")
DATA = 'ex:a a ex:C ; ex:p 1 , 2 . ex:b a ex:C ; ex:p "x" . ex:c a ex:C .'
OWN = """ex:Counted a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:Least .
ex:Least a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:message "none"@en .
ex:Numbers a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:datatype xsd:integer ; sh:message "no number"@en ] .
"""
# Bound to one focus node at a time by its LIMIT: no set-wise run, no compiled shape.
SLOW = """ex:First a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:message "first"@en ;
  sh:select "SELECT $this ?value WHERE { $this <http://example.org/p> ?value } ORDER BY ?value LIMIT 1" ] ."""


class Said(NamedTuple):
    code: int
    report: dict[str, Any] | None
    stderr: str


@pytest.fixture
def files(tmp_path: Path) -> Path:
    texts = {"data": DATA, "own": OWN, "slow": OWN + SLOW, "odd": OWN + "ex:Numbers sh:expression ex:e ."}
    for name, text in texts.items():
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> Said:
    code = run(["validate", *map(str, arguments), "-t", "json"])
    told = capfd.readouterr()
    return Said(code, json.loads(told.out) if told.out else None, told.err)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_users_own_shapes_give_the_same_results(files: Path, engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    said = call(capfd, files / "data.ttl", "-s", files / "own.ttl", "--engine", engine)
    assert (said.code, said.stderr) == (1, "")
    assert said.report is not None
    found = {(r["focus"]["value"][-1], r["component"].rpartition("#")[2], r["messages"]["en"]) for r in said.report["results"]}
    assert found == {("c", "MinCountConstraintComponent", "none"), ("b", "DatatypeConstraintComponent", "no number")}


def test_a_shape_that_falls_back_is_named_with_the_reason(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = call(capfd, files / "data.ttl", "-s", files / "slow.ttl")
    assert said.code == 1
    assert "by pySHACL: <http://example.org/First>" in said.stderr
    assert "one focus node at a time" in said.stderr
    assert "example.org/Counted" not in said.stderr
    assert said.report is not None
    assert sorted(r["focus"]["value"][-1] for r in said.report["results"] if r["messages"].get("") == "first" or
                  r["messages"].get("en") == "first") == ["a", "b"]  # fmt: skip
    assert call(capfd, files / "data.ttl", "-s", files / "slow.ttl", "-q").stderr == ""


def test_compiled_alone_refuses_what_would_fall_back(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = call(capfd, files / "data.ttl", "-s", files / "slow.ttl", "--engine", "compiled")
    assert (said.code, said.report) == (2, None)
    assert "http://example.org/First" in said.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_what_nobody_supports_is_refused_by_its_name(
    files: Path, engine: str, capfd: pytest.CaptureFixture[str]
) -> None:
    said = call(capfd, files / "data.ttl", "-s", files / "odd.ttl", "--engine", engine)
    assert (said.code, said.report) == (2, None)
    assert "sh:expression" in said.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_a_source_is_converted_on_the_way(engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    source, register = EXAMPLES / "events" / "QANR5L15QE900001.json", EXAMPLES / "register"
    said = call(capfd, source, "--register", register, "--engine", engine, "-q", "--fail-on", "none")
    assert (said.code, said.stderr) == (0, "")
    assert said.report == call(capfd, source, "--register", register, "-q", "--fail-on", "none").report


def test_another_engine_is_a_wrong_call(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, files / "data.ttl", "--engine", "topbraid").code == 2
