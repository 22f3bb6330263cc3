"""All official records beside the checkout: everything converts, everybody is found, and only true faults are reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from anq2rdf.cli import run
from anq2rdf.validation import check, read_shapes

# What the shapes find in these records, and why each is a fault or a limit of the source, not of the conversion.
FIRES = {
    "A03": "a page shows the place of an answer, not its text (VII and VIII legislatures)",
    "Q23": "a page of the VII legislature without the question's text",
    "Q22": "a page of the XIV legislature without the page of the Journal officiel",
    "Q11": "eight records of the XV legislature have no rubrique",
    "S10": "seven records of the XV legislature are closed on another day than that of the answer",
    "S15": "the group at the time of the export, not of the question",
    "G06": "pages out of order: wrong page numbers in the XV legislature",
    "G13": "the same pages, seen from one sitting",
    "Q13": "pages before the XII legislature name no mandate, and the register has none",
    "Q16": "nor an identifier of the author",
}


@pytest.fixture(scope="module")
def converted(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Both archives, the pages, the legacy XML and the seed with the register, as N-Quads, and the report."""
    folder = tmp_path_factory.mktemp("corpus")
    (register,) = (corpus / "register").glob("*.zip")
    sources = [
        *sorted((corpus / "opendata").glob("*/*.zip")),
        *sorted((corpus / "pages").glob("*.html")),
        *sorted((corpus / "legacy-xml").glob("*.xml")),
        *sorted((corpus / "seed").glob("*.md")),
    ]
    out, report = folder / "all.nq", folder / "report.json"
    arguments = ["convert", *sources, "--register", register, "-o", out, "--report", report, "-q"]
    assert run([str(each) for each in arguments]) == 0
    return out, json.loads(report.read_bytes())


def test_everything_is_read_and_everybody_found(converted: tuple[Path, dict[str, Any]]) -> None:
    _, report = converted
    records = report["records"]
    assert (records["read"], records["converted"], records["rejected"]) == (1659 + 19 + 1 + 1, 1680, 0)
    assert records["by_form"]["opendata-json"] == 1659
    codes = {problem["code"] for problem in report["problems"]}
    assert not codes & {"E114", "E115", "E122", "E126"}      # every identifier is in the register
    assert "E119" in codes                                    # "POnull", twice in these records
    assert not {problem["code"] for problem in report["problems"] if problem["severity"] == "error"}


def test_each_statement_stands_in_one_graph(converted: tuple[Path, dict[str, Any]]) -> None:
    out, report = converted
    rows = list(ox.parse(path=str(out), format=ox.RdfFormat.N_QUADS))
    assert len(rows) == report["statements"]
    assert len({(row.subject, row.predicate, row.object) for row in rows}) == len(rows)
    owners: dict[Any, set[Any]] = {}
    for row in rows:
        owners.setdefault(row.subject, set()).add(row.graph_name)
    assert all(len(graphs) == 1 for graphs in owners.values())


def test_the_shapes_find_the_faults_of_the_source_and_nothing_else(converted: tuple[Path, dict[str, Any]]) -> None:
    store = ox.Store()
    for row in ox.parse(path=str(converted[0]), format=ox.RdfFormat.N_QUADS):
        store.add(ox.Quad(row.subject, row.predicate, row.object))
    report = check(store, read_shapes())
    assert not report.reaches("violation")
    assert {result.shape.value.rpartition("#")[2] for result in report.results} == set(FIRES)
