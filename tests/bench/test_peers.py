"""What the peers are given, and how their memory is watched."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench import flat, growth, sampling

QUESTION = "https://example.org/id/question/"
FR, DATE = "@fr", "^^<http://www.w3.org/2001/XMLSchema#date>"


def _statements(path: Path) -> set[str]:
    return {str(triple) for triple in ox.parse(path=path)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two questions, one answered; one with an event no other has, and a thing that is no question."""
    lines = [
        f'<{QUESTION}A> <x:title> "L\'été, \\"dit-il\\"\\nsuite"{FR}',
        f'<{QUESTION}A> <x:date> "2022-07-05"{DATE}',
        f"<{QUESTION}A> <x:type> <x:Question>",
        f"<{QUESTION}A> <x:type> <x:Written>",
        f'<{QUESTION}A/answer/1> <x:text> "oui"{FR}',
        f'<{QUESTION}A/event/1> <x:note> "plain"',
        f'<{QUESTION}B> <x:title> "Autre"{FR}',
        f"<{QUESTION}B> <x:type> <x:Question>",
        *(f"<{QUESTION}B> <x:event> <x:e{i}>" for i in range(4)),
        f'<{QUESTION}B/event/2> <x:note> "one of two"',
        '<https://example.org/id/person/P> <x:name> "nobody"',
    ]
    path = tmp_path / "data.nt"
    path.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    return path


def test_the_table_holds_what_it_says_and_leaves_out_the_rest(data: Path, tmp_path: Path) -> None:
    count = flat.write(data, tmp_path / "table")
    expected = _statements(tmp_path / "table" / "expected.nt")
    left = {s for s in _statements(data) if "<x:event>" in s or "/person/" in s}      # four values; no question
    assert expected == _statements(data) - left
    assert len(expected) == count


def test_the_cells_are_the_values(data: Path, tmp_path: Path) -> None:
    flat.write(data, tmp_path / "table")
    columns = json.loads((tmp_path / "table" / "columns.json").read_text())
    with (tmp_path / "table" / "flat.csv").open(newline="", encoding="utf-8") as stream:
        rows = {row["s0"]: row for row in csv.DictReader(stream)}
    title = next(each for each in columns if each["predicate"] == "x:title")
    types = [each["name"] for each in columns if each["predicate"] == "x:type"]
    assert title["kind"] == "language fr"
    assert rows[f"{QUESTION}A"][title["name"]] == 'L\'été, "dit-il"\nsuite'
    assert [rows[f"{QUESTION}B"][name] for name in types] == ["x:Question", ""]
    assert rows[f"{QUESTION}B"]["s1"] == ""      # it has no answer


def test_the_mapping_gives_language_datatype_and_kind(data: Path, tmp_path: Path) -> None:
    flat.write(data, tmp_path / "table")
    rml = (tmp_path / "table" / "flat.rml.ttl").read_text()
    graph = ox.Store()
    graph.load(rml.encode(), format=ox.RdfFormat.TURTLE)
    rr = "http://www.w3.org/ns/r2rml#"
    languages = {quad.object.value for quad in graph.quads_for_pattern(None, ox.NamedNode(f"{rr}language"), None)}
    datatypes = {quad.object.value for quad in graph.quads_for_pattern(None, ox.NamedNode(f"{rr}datatype"), None)}
    assert languages == {"fr"}
    assert datatypes == {"http://www.w3.org/2001/XMLSchema#date"}


@pytest.mark.skipif(not sampling.available(), reason="memory is watched on Linux only: it needs /proc")
def test_a_worker_is_watched_beside_its_parent() -> None:
    child = "b = bytearray(120_000_000); import time; time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    watched = sampling.watch([sys.executable, "-c", parent], 0.02)
    assert set(watched.peaks) == {"parent", "worker 1"}
    assert watched.worker_peak is not None
    assert watched.worker_peak >= 120_000_000 > watched.peaks["parent"]
    assert max(value for value in watched.series["worker 1"] if value is not None) >= 120_000_000
    assert len(watched.series["parent"]) == len(watched.times)


@pytest.mark.skipif(not sampling.available(), reason="memory is watched on Linux only: it needs /proc")
def test_a_watched_process_that_fails_stops_the_bench() -> None:
    with pytest.raises(SystemExit, match="exit code 3"):
        sampling.watch([sys.executable, "-c", "raise SystemExit(3)"], 0.02)


def test_shared_entities_are_counted_once_and_questions_not_at_all(data: Path) -> None:
    more = '<https://example.org/id/person/P> <x:name> "again" .\n<https://example.org/id/organ/O> <x:name> "é" .\n'
    text = data.read_text(encoding="utf-8") + more + '<https://example.org/id/record/A/1> <x:p> "r" .\n'
    data.write_text(text, encoding="utf-8")
    assert growth.shared_entities(["cat", str(data)]) == 2


def test_the_modules_for_peers_import_nothing_of_ours() -> None:
    folder = Path(flat.__file__).parent / "peers"
    for path in folder.glob("with_*.py"):
        done = subprocess.run(["grep", "-E", "^ *(from|import) (anq2rdf|bench)", str(path)], capture_output=True, check=False)
        assert done.returncode == 1
