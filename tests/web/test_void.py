"""The description of the data set, against what the store itself says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import requests
from lxml import html
from rdflib.namespace import DCTERMS, RDF, VOID

from anq2rdf import sinks
from tests.web.test_hostile import OURS, check_harmless

DATASET = rdflib.URIRef("https://w3id.org/anq/dataset/questions")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


def described(address: str, path: str = "/.well-known/void", accept: str = "text/turtle", form: str = "turtle") -> rdflib.Graph:
    answer = requests.get(address + path, headers={"Accept": accept})
    assert answer.status_code == 200
    return rdflib.Graph().parse(data=answer.content, format=form)


def test_what_is_counted_is_what_is_there(address: str, store: Path) -> None:
    graph = described(address)
    read = sinks.open_store(str(store))
    assert graph.value(DATASET, VOID.triples).toPython() == len(read)
    told = {str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities).toPython() for part in graph.objects(DATASET, VOID.classPartition)}
    assert told == counted(read, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    told = {str(graph.value(part, VOID.property)): graph.value(part, VOID.triples).toPython() for part in graph.objects(DATASET, VOID.propertyPartition)}
    assert told == counted(read, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    named = {str(graph.value(each, SD.name)): graph.value(graph.value(each, SD.graph), VOID.triples).toPython() for each in graph.objects(DATASET, SD.namedGraph)}
    assert named == counted(read, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")


def counted(store: ox.Store, query: str) -> dict[str, int]:
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return {row[0].value: int(row[1].value) for row in rows}  # type: ignore[union-attr]


def test_it_says_where_to_ask_what_it_may_be_used_for_and_how_old_it_is(address: str) -> None:
    graph = described(address)
    assert str(graph.value(DATASET, VOID.sparqlEndpoint)) == f"{address}/sparql"
    assert str(graph.value(DATASET, VOID.uriSpace)) == "https://w3id.org/anq/id/"
    assert "licence-ouverte" in str(graph.value(DATASET, DCTERMS.license))
    assert str(graph.value(DATASET, DCTERMS.modified)) == "2025-07-01"  # the answer to 17-900303
    examples = [str(each) for each in graph.objects(DATASET, VOID.exampleResource)]
    assert "https://w3id.org/anq/id/question/QANR5L17QE900303" in examples
    assert graph.value(rdflib.URIRef(f"{address}/void"), RDF.type) == VOID.DatasetDescription


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")],
)
def test_every_form_says_the_same(address: str, accept: str, form: str) -> None:
    assert len(described(address, "/void", accept, form)) == len(described(address))
    assert requests.get(f"{address}/void.ttl").content == requests.get(f"{address}/void", headers={"Accept": "text/turtle"}).content


def test_people_get_a_page(address: str, hostile_address: str) -> None:
    answer = requests.get(f"{address}/void", headers={"Accept": "text/html,*/*;q=0.8"})
    page = html.document_fromstring(answer.text)
    assert "anq:Question" in page.text_content()
    assert page.xpath("//dd/a[@href='/doc/question/QANR5L17QE900303']")
    assert requests.get(f"{address}/void", headers={"Accept": "image/png"}).status_code == 406
    hostile = requests.get(f"{hostile_address}/void", headers={"Accept": "text/html"}).text
    check_harmless(hostile, OURS | {"ul", "li", "dl", "dt", "dd", "bdi", "code", "span", "time"})
