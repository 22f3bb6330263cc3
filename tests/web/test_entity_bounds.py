"""Stores that are not the examples: a base of their own, things that thousands point at, and statements of other people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import requests
from lxml import html

from tests.web.conftest import call
from tests.web.serving import Serving

BASE = "https://data.example.org/anq/"
MANY = 2_010  # questions of one legislature: more than are put in order
FEW = 120  # of one rubric
_HEAD = f"""@prefix anq: <https://w3id.org/anq/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://elsewhere.example/> .
@base <{BASE}> .
<id/legislature/15> a anq:Legislature ; rdfs:label "15e législature"@fr .
<code/rubrique/sports> a anq:Rubric ; skos:prefLabel "sports"@fr .
<https://w3id.org/anq/code/status/answered> a skos:Concept ; skos:prefLabel "répondue"@fr .
<id/thing/odd> a ex:Thing ; ex:weight 1.5 ; ex:part [ ex:name "without a name" ] ; rdfs:label "ein Ding"@de ;
  dcterms:date "2020-01-01T00:00:00"^^xsd:dateTime ; ex:see <mailto:x@elsewhere.example> , ex:a .
<id/question/QANR5L15QE1.ttl> a anq:Question ; rdfs:label "ends like a suffix"@fr .
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where such a store is served."""
    folder: Path = tmp_path_factory.mktemp("crowded")
    lines = [
        f'<id/question/Q{n}> a anq:Question ; anq:legislature <id/legislature/15> ; dcterms:title "titre {n}"@fr ; '
        f'anq:status <https://w3id.org/anq/code/status/answered> ; anq:publicationDate "2020-{1 + n % 12:02}-{1 + n % 28:02}"^^xsd:date'
        + (" ; anq:rubric <code/rubrique/sports> .\n" if n < FEW else " .\n")
        for n in range(MANY)
    ]
    (folder / "data.ttl").write_text(_HEAD + "".join(lines), "utf-8")
    call("load", folder / "data.ttl", "--to", folder / "store", "-q")
    with Serving(folder / "store", "--port", "0", "--base", BASE, folder=folder) as serving:
        yield serving.address


def _page(address: str, path: str) -> html.HtmlElement:
    answer = requests.get(f"{address}/doc/{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


def test_a_list_is_paged_the_newest_first_and_each_thing_stands_on_one_page(crowded: str) -> None:
    pages = [_page(crowded, f"code/rubrique/sports?page={n}") for n in (1, 2, 3)]
    hits = [page.xpath("//section[@id='links']//h3/a/@href") for page in pages]
    assert [len(each) for each in hits] == [50, 50, 20]
    assert {link for each in hits for link in each} == {f"/doc/question/Q{n}" for n in range(FEW)}
    dates = [date for page in pages for date in page.xpath("//section[@id='links']//time/@datetime")]
    assert dates == sorted(dates, reverse=True)
    assert pages[1].xpath("//nav[@class='pager']//*[@aria-current]/text()") == ["2"]
    assert pages[0].xpath("//nav[@class='pager']/a/@href") == [
        f"/doc/code/rubrique/sports?by=anq%3Arubric&page={n}#links" for n in (2, 3)
    ]


def test_what_thousands_point_at_is_counted_and_listed_without_order_and_says_so(crowded: str) -> None:
    first, last = _page(crowded, "legislature/15"), _page(crowded, "legislature/15?page=41")
    assert "2\u202f010" in first.xpath("//section[@id='links']//ul/li/a")[0].text_content()
    assert "Trop d’éléments pour les ranger par date" in first.text_content()
    assert len(first.xpath("//section[@id='links']//h3")) == 50
    assert len(last.xpath("//section[@id='links']//h3")) == MANY - 40 * 50


def test_things_are_named_by_the_base_of_the_store_and_codes_by_theirs(crowded: str) -> None:
    answer = requests.get(f"{crowded}/id/question/Q1", headers={"Accept": "text/turtle"})
    assert answer.url == f"{crowded}/doc/question/Q1.ttl"
    assert f'<{BASE}id/question/Q1>; rel="canonical"' in answer.headers["link"]
    graph = rdflib.Graph().parse(data=answer.content.decode(), format="turtle")
    assert rdflib.URIRef(f"{BASE}id/question/Q1") in set(graph.subjects())
    code = requests.get(f"{crowded}/doc/code/status/answered", headers={"Accept": "text/turtle"})
    assert '<https://w3id.org/anq/code/status/answered>; rel="canonical"' in code.headers["link"]


def test_a_name_that_ends_like_a_suffix_has_a_page_and_data(crowded: str) -> None:
    for accept, end in (("text/html", ".html"), ("text/turtle", ".ttl")):
        answer = requests.get(f"{crowded}/id/question/QANR5L15QE1.ttl", headers={"Accept": accept})
        assert answer.url == f"{crowded}/doc/question/QANR5L15QE1.ttl{end}"
        assert "ends like a suffix" in answer.content.decode()


def test_what_other_people_say_is_shown_and_sent_as_it_is(crowded: str) -> None:
    page = _page(crowded, "thing/odd")
    assert page.find(".//h1").text_content() == "ein Ding"
    text = " ".join(page.text_content().split())
    assert "1.5" in text
    assert "mailto:x@elsewhere.example" in text
    assert page.xpath("//main//a[starts-with(@href, 'mailto:')]") == []
    for form, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")):
        told = requests.get(f"{crowded}/doc/thing/odd.{form}")
        graph = rdflib.Graph().parse(data=told.content.decode(), format=name)
        thing = rdflib.URIRef(f"{BASE}id/thing/odd")
        assert len(list(graph.triples((thing, None, None)))) == 7, form
        assert graph.value(thing, rdflib.URIRef("https://elsewhere.example/weight")) == rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)
