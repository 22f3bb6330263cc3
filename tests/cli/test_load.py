"""`anq2rdf load` as a person calls it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf.sinks import open_store
from anq2rdf.sinks.generations import current
from anq2rdf.validation.kept import read_summary
from tests.faults.processes import Run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "examples/seed/14-76935QE.md"
ONE = b'<http://e/s> <http://e/p> "1" <http://e/g> .\n'


def load(*arguments: object, stdin: Path | None = None) -> tuple[int, str]:
    if stdin is None:
        return Run("load", *arguments).end()
    with stdin.open("rb") as file:
        return Run("load", *arguments, stdin=file).end()


def graphs(store: Path) -> set[str]:
    return {graph.value for graph in open_store(str(store)).named_graphs()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_bytes(ONE)
    return path


def test_standard_input_is_a_source_or_rdf_if_its_format_is_told(data: Path, tmp_path: Path) -> None:
    assert load("-", "-t", "nq", "--to", tmp_path / "rdf", "-q", stdin=data) == (0, "")
    assert graphs(tmp_path / "rdf") == {"http://e/g"}
    about = current(tmp_path / "rdf").about
    assert about is not None
    assert [(each.name, each.sha256) for each in about.inputs] == [("-", hashlib.sha256(ONE).hexdigest())]
    assert load("-", "--to", tmp_path / "source", "-q", stdin=PAGE) == (0, "")
    assert any("L14" in graph or "/14" in graph for graph in graphs(tmp_path / "source"))


def test_a_store_is_a_source_too(data: Path, tmp_path: Path) -> None:
    plain = ox.Store(str(tmp_path / "plain"))
    plain.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal("2"), ox.NamedNode("http://e/h")))
    del plain
    code, told = load(data, "--to", tmp_path / "plain")
    assert code == 4
    assert "a store of Oxigraph's own" in told
    assert load(tmp_path / "plain", data, "--to", tmp_path / "store", "-q") == (0, "")
    assert graphs(tmp_path / "store") == {"http://e/g", "http://e/h"}


def test_a_dry_run_reads_everything_and_makes_nothing(data: Path, tmp_path: Path) -> None:
    code, told = load(data, PAGE, "--to", tmp_path / "store", "--dry-run")
    assert code == 0
    assert "1 statements in RDF files; nothing was loaded" in told
    assert "1 read = 1 converted + 0 rejected" in told
    data.write_bytes(ONE + b"oops\n")
    code, told = load(data, "--to", tmp_path / "store", "--dry-run")
    assert code == 3
    assert "data.nq is not valid RDF, line 2" in told
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data.nq"]


def test_an_unreadable_source_replaces_nothing_and_adds_what_can_be_read(data: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert load(data, "--to", store, "-q", "--no-index") == (0, "")
    before = current(store).name
    code, told = load(PAGE, tmp_path / "missing.zip", "--to", store, "--replace", "-q", "--no-index")
    assert code == 3
    assert f"{store} stays as it was" in told
    assert current(store).name == before
    code, _ = load(PAGE, tmp_path / "missing.zip", "--to", store, "--add", "-q", "--no-index")
    assert code == 3
    assert len(graphs(store)) > 1


def test_the_report_tells_what_was_made(data: Path, tmp_path: Path) -> None:
    store, report = tmp_path / "store", tmp_path / "report.json"
    assert load(data, "--to", store, "-q", "--no-index", "--replace", "--report", report) == (0, "")
    (told,) = json.loads(report.read_bytes())["outputs"]
    assert told == {
        "path": "store", "format": "store", "statements": 1, "graphs": 1, "generation": current(store).name,
        "mode": "replace",
    }  # fmt: skip


def test_all_that_the_store_holds_is_judged_and_the_verdict_kept_with_it(tmp_path: Path) -> None:
    store, data = tmp_path / "store", tmp_path / "data.ttl"
    data.write_text(
        "@prefix anq: <https://w3id.org/anq/ontology#> . <https://w3id.org/anq/id/question/Q> a anq:Question ."
    )
    code, told = load(PAGE, "--to", store, "-q", "--no-index", "--validate", "--verdict", tmp_path / "v.html")
    assert (code, told) == (0, "")
    assert (tmp_path / "v.html").read_text().startswith("<!DOCTYPE html>")
    assert read_summary(current(store).sidecar("report.json")).counts.get("Violation", 0) == 0
    code, told = load(data, "--to", store, "--validate", "--no-index", "--report", tmp_path / "r.json")
    counts = read_summary(current(store).sidecar("report.json")).counts
    assert counts.get("Violation", 0) > 0
    assert json.loads((tmp_path / "r.json").read_bytes())["validation"] == counts
    assert code == 1
    assert "https://w3id.org/anq/id/question/Q" in told or "Q" in told


def test_what_belongs_to_validate_is_refused_without_it(data: Path, tmp_path: Path) -> None:
    code, told = load(data, "--to", tmp_path / "store", "--verdict", tmp_path / "v.html")
    assert code == 2
    assert "--verdict goes with --validate" in told
