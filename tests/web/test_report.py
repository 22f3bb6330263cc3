"""The validation report of a store as pages and files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
import requests
from lxml import html
from rdflib.namespace import RDF, SH

from anq2rdf.sinks.generations import current
from anq2rdf.web.reports import REPORT
from tests.web.conftest import call, served
from tests.web.test_hostile import OURS, check_harmless

#: What the page consists of beside what all pages do.
JUDGED = OURS | {"ul", "li", "bdi", "code", "span", "pre"}


def judged(store: Path, folder: Path) -> Path:
    """A copy of a store with its report beside the data."""
    copy = shutil.copytree(store, folder / "store")
    call("validate", copy, "-t", "json", "-o", current(copy).sidecar(REPORT), "--fail-on", "none")
    return copy


@pytest.fixture(scope="module")
def reported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where the examples with their report are served, and the report."""
    copy = judged(store, tmp_path_factory.mktemp("judged"))
    with served(copy) as address:
        yield address, json.loads((current(copy).sidecar(REPORT)).read_text())


def test_a_store_without_a_report_says_how_to_make_one(address: str, store: Path) -> None:
    page = requests.get(f"{address}/report")
    assert page.status_code == 200
    assert "anq2rdf validate STORE" in page.text
    assert str(store) not in page.text
    for name in ("json", "ttl", "csv"):
        assert requests.get(f"{address}/report.{name}").status_code == 404


def test_results_are_counted_by_shape_and_severity(reported: tuple[str, dict[str, Any]]) -> None:
    address, report = reported
    page = html.document_fromstring(requests.get(f"{address}/report").text)
    rows = [[cell.text_content().strip() for cell in row] for row in page.iterfind(".//tbody/tr")]
    words = {"Violation": "violation", "Warning": "avertissement", "Info": "information"}
    told = [[row[0], row[1], row[3]] for row in rows]
    assert told == [[each["name"], words[each["severity"]], str(each["count"])] for each in report["shapes"]]
    assert all(row[2] for row in rows)
    # The page of 14-76935 names a group that was founded after the question: S15, a warning.
    assert "S15" in [row[0] for row in rows]


def test_each_result_leads_to_what_it_is_about(reported: tuple[str, dict[str, Any]]) -> None:
    address, report = reported
    for each in report["shapes"]:
        page = html.document_fromstring(requests.get(f"{address}/report", params={"shape": each["name"], "severity": each["severity"]}).text)
        assert len(page.findall(".//section[@aria-labelledby='results']//tbody/tr")) == min(each["count"], 50)
    seed = html.document_fromstring(requests.get(f"{address}/report?shape=S15&lang=en").text)
    assert "/doc/question/QANR5L14QE76935" in seed.xpath("//section[@aria-labelledby='results']//a/@href")
    assert "Anachronism" in seed.text_content()


def test_the_report_can_be_taken_in_three_forms(reported: tuple[str, dict[str, Any]]) -> None:
    address, report = reported
    assert requests.get(f"{address}/report.json").json() == report
    graph = rdflib.Graph().parse(data=requests.get(f"{address}/report.ttl").content, format="turtle")
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) == len(report["results"])
    lines = list(csv.DictReader(io.StringIO(requests.get(f"{address}/report.csv").text)))
    assert len(lines) == len(report["results"])
    assert {"Warning"} <= {line["severity"] for line in lines}


@pytest.mark.parametrize("query", ["shape=nothing", "shape=S15&severity=Info", "shape=%00", "shape="])
def test_a_shape_without_results_is_not_found(reported: tuple[str, dict[str, Any]], query: str) -> None:
    assert requests.get(f"{reported[0]}/report?{query}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "%00"])
def test_any_page_is_a_page(reported: tuple[str, dict[str, Any]], page: str) -> None:
    assert requests.get(f"{reported[0]}/report?shape=S15&page={page}").status_code == 200


def test_hostile_values_stay_text_in_the_report(hostile_store: Path, tmp_path: Path) -> None:
    copy = judged(hostile_store, tmp_path)
    shapes = json.loads((current(copy).sidecar(REPORT)).read_text())["shapes"]
    assert len(shapes) > 5
    with served(copy) as address:
        check_harmless(requests.get(f"{address}/report").text, JUDGED)
        for each in shapes:
            check_harmless(requests.get(f"{address}/report", params={"shape": each["name"], "severity": each["severity"]}).text, JUDGED)
