"""The query library as pages: every query can be run there, with parameters that stay terms."""

from __future__ import annotations

import pytest
import requests
from lxml import html

from anq2rdf.query import library
from tests.web.test_hostile import OURS, check_harmless

#: What these pages consist of beside what all pages do.
ASKED = OURS | {"ul", "ol", "li", "bdi", "pre", "code", "button", "span"}


def test_every_query_is_listed_with_its_title(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/queries").text)
    assert [each.text for each in page.iterfind(".//h3/a")] == [query.title("fr") for query in library()]
    for link in page.xpath("//h3/a/@href"):
        assert requests.get(address + link).status_code == 200


@pytest.mark.parametrize("query", [each for each in library() if not each.federated], ids=lambda query: query.id)
def test_every_query_runs_from_its_page(address: str, query: object) -> None:
    name = query.id.lower()  # type: ignore[attr-defined]
    answer = requests.get(f"{address}/queries/{name}?run=1")
    assert answer.status_code == 200
    page = html.document_fromstring(answer.text)
    rows = page.findall(".//section[@aria-labelledby='rows']//tbody/tr")
    lines = requests.get(f"{address}/queries/{name}.json").json()["results"]["bindings"]
    assert len(rows) == len(lines)


def test_a_query_runs_only_when_asked_to(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/queries/cq01").text)
    assert not page.xpath("//section[@aria-labelledby='rows']")
    assert page.xpath("//input[@name='uid']/@value") == ["QANR5L14QE76935"]
    assert "SELECT" in page.find(".//pre/code").text
    assert page.xpath("//a[starts-with(@href, '/sparql?query=')]")


def test_rows_lead_to_pages_and_parameters_are_kept(address: str) -> None:
    page = html.document_fromstring(requests.get(f"{address}/queries/CQ01?uid=QANR5L15QE900001&run=1").text)
    links = page.xpath("//table//a/@href")
    assert "/doc/person/PA9000002" in links
    assert page.xpath("//input[@name='uid']/@value") == ["QANR5L15QE900001"]
    assert page.xpath("//a[text()='CSV']/@href") == ["/queries/cq01.csv?uid=QANR5L15QE900001"]
    table = requests.get(f"{address}/queries/cq01.csv?uid=QANR5L15QE900001").text
    assert table.startswith("uid,")
    assert "QANR5L15QE900001" in table


@pytest.mark.parametrize("value", ['x" . ?s ?p ?o . #', "\\u0022 } DROP ALL #", "<http://a>", "'", "\u202e", "\0"])
def test_a_value_is_a_term_whatever_it_holds(address: str, value: str) -> None:
    answer = requests.get(f"{address}/queries/cq01", params={"uid": value, "run": "1"})
    assert answer.status_code in (200, 400)
    assert "<td>" not in answer.text
    check_harmless(answer.text, ASKED)


def test_a_value_of_the_wrong_kind_is_told_in_words(address: str) -> None:
    answer = requests.get(f"{address}/queries/cq05?day=yesterday&run=1")
    assert answer.status_code == 400
    assert html.document_fromstring(answer.text).xpath("//p[@role='alert']")
    assert requests.get(f"{address}/queries/cq05.csv?day=yesterday").status_code == 400


def test_a_federated_query_is_shown_and_not_run(address: str) -> None:
    page = requests.get(f"{address}/queries/cq12?run=1")
    assert page.status_code == 200
    assert "SERVICE" in page.text
    assert not html.document_fromstring(page.text).xpath("//button[@name='run']")
    assert requests.get(f"{address}/queries/cq12.csv").status_code == 404


@pytest.mark.parametrize("path", ["/queries/nothing", "/queries/../cq01", "/queries/cq01.ttl", "/queries/nothing.csv", "/queries/cq01.exe"])
def test_what_is_no_query_is_not_found(address: str, path: str) -> None:
    assert requests.get(address + path).status_code == 404


def test_hostile_values_stay_text_in_the_rows(hostile_address: str) -> None:
    for name in ("cq02?deputy=x", "cq06?", "cq11?", "cq13?", "cq16?"):
        check_harmless(requests.get(f"{hostile_address}/queries/{name}&run=1").text, ASKED)
