"""The example of linking: the links are those written by hand, load beside the data, and fire no shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anq2rdf.cli import run
from tests.examples.graphs import BASE, EXAMPLES, REGISTER, Graph, difference, link, said, written
from tests.judges import parse_with_pyoxigraph

SSSOM = "https://w3id.org/sssom/"
# Evidence and when it was found are checked apart, where they come from.
LEFT_OUT = {
    SSSOM + "confidence", SSSOM + "mapping_tool_version", "http://purl.org/dc/terms/created",
    "http://www.w3.org/ns/prov#wasGeneratedBy", "https://w3id.org/anq/ontology#witness",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return link(tmp_path_factory.mktemp("links"))


@pytest.fixture(scope="module")
def links(folder: Path) -> Graph:
    return parse_with_pyoxigraph((folder / "links.nq").read_bytes(), "nq")


def test_the_links_are_those_of_the_hand_written_graph(links: Graph) -> None:
    found = {(*s[:5], "") for s in said(links) if s[1] not in LEFT_OUT}
    assert difference(found, written("wikidata/expected.ttl")) == ""


def test_each_link_says_how_surely_when_and_why(links: Graph) -> None:
    nodes = {s[0] for s in links if s[0].startswith(BASE + "id/link/")}
    assert len(nodes) == 7
    for predicate in LEFT_OUT:
        assert {s[0] for s in links if s[1] == predicate} == nodes, predicate
    assert all(0.99 < float(s[2]) < 1 for s in links if s[1] == SSSOM + "confidence")


def test_links_beside_the_data_fire_no_shape_that_the_data_does_not(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.nq"
    question = str(EXAMPLES / "events" / "QANR5L15QE900001.json")
    assert run(["convert", "-q", question, "--register", str(REGISTER), "--all-actors", "-o", str(data)]) == 0
    found = [_results(tmp_path, str(data), *more) for more in ([], [str(folder / "links.nq")])]
    assert found[0] == found[1]


def _results(folder: Path, *files: str) -> list[tuple[str, str]]:
    report = folder / "report.json"
    run(["validate", "-q", *files, "-t", "json", "-o", str(report)])
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    return sorted((each["shape"]["value"], each["focus"]["value"]) for each in results)
