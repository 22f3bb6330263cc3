"""The endpoint as clients see it that other people wrote: SPARQLWrapper, rdflib, curl, Oxigraph's own SERVICE."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper as sw  # noqa: N813
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

ANQ = "https://w3id.org/anq/ontology#"
UID = "QANR5L14QE76935"
ONE = f"PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX anq: <{ANQ}>"
NUMBER = f'{ONE} SELECT ?n {{ ?q dcterms:identifier "{UID}" ; anq:number ?n }}'
STATED = f'{ONE} CONSTRUCT {{ ?q anq:number ?n }} {{ ?q dcterms:identifier "{UID}" ; anq:number ?n }}'
TRIPLE = (
    rdflib.URIRef(f"https://w3id.org/anq/id/question/{UID}"),
    rdflib.URIRef(ANQ + "number"),
    rdflib.Literal(76935),
)


def ask(address: str, query: str, form: str, method: str = sw.GET) -> object:
    wrapper = sw.SPARQLWrapper(address + "/sparql")
    wrapper.setQuery(query)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    return wrapper.query().convert()


@pytest.mark.parametrize("method", [sw.GET, sw.POST])
def test_sparqlwrapper_reads_a_table(address: str, method: str) -> None:
    found = ask(address, NUMBER, sw.JSON, method)
    assert isinstance(found, dict)
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["76935"]
    assert ask(address, NUMBER, sw.CSV, method) == b"n\r\n76935\r\n"
    assert ask(address, NUMBER, sw.TSV, method) == b"?n\n76935\n"
    document = ask(address, NUMBER, sw.XML, method)
    assert [each.firstChild.data for each in document.getElementsByTagName("literal")] == ["76935"]  # type: ignore[attr-defined]


def test_sparqlwrapper_reads_yes_and_no(address: str) -> None:
    assert ask(address, "ASK {}", sw.JSON) == {"head": {}, "boolean": True}


@pytest.mark.parametrize("form", [sw.TURTLE, sw.RDFXML, sw.JSONLD])
def test_sparqlwrapper_reads_a_graph(address: str, form: str) -> None:
    found = ask(address, STATED, form)
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert list(graph) == [TRIPLE]


def test_sparqlwrapper_knows_a_query_that_is_wrong(address: str) -> None:
    with pytest.raises(QueryBadFormed):
        ask(address, "SELECT * {", sw.JSON)


def test_rdflib_takes_the_endpoint_for_a_graph(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address + "/sparql"))
    assert TRIPLE in graph
    assert graph.value(TRIPLE[0], TRIPLE[1]) == TRIPLE[2]
    [row] = graph.query(NUMBER)
    assert row[0] == TRIPLE[2]  # type: ignore[index]
    assert list(graph.query(STATED)) == [TRIPLE]


def test_oxigraph_asks_it_from_within_a_query_of_its_own(address: str) -> None:
    found = ox.Store().query(f"SELECT ?n {{ SERVICE <{address}/sparql> {{ {NUMBER.partition('{')[2]} }}".replace(
        "?q dcterms:identifier", "?q <http://purl.org/dc/terms/identifier>").replace("anq:number", f"<{ANQ}number>"))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["n"].value for row in found] == ["76935"]


def curl(*arguments: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return subprocess.run(["curl", "-sS", *arguments], check=True, capture_output=True, text=True).stdout


def test_curl(address: str, tmp_path: Path) -> None:
    endpoint = address + "/sparql"
    assert curl("-G", endpoint, "--data-urlencode", f"query={NUMBER}", "-H", "Accept: text/csv") == "n\n76935\n"
    assert json.loads(curl(endpoint, "--data-urlencode", f"query={NUMBER}"))["head"] == {"vars": ["n"]}
    (tmp_path / "q.rq").write_text(STATED)
    direct = curl(endpoint, "-H", "Content-Type: application/sparql-query", "--data-binary", f"@{tmp_path / 'q.rq'}")
    assert list(rdflib.Graph().parse(data=direct, format="turtle")) == [TRIPLE]
    assert curl("--compressed", "-G", endpoint, "--data-urlencode", f"query={NUMBER}", "-d", "format=tsv") == "?n\n76935\n"
    assert "HTTP/1.1 200 OK" in curl("-I", "-G", endpoint, "--data-urlencode", f"query={NUMBER}")
    assert "sd:Service" in curl(endpoint)
    assert curl("-o", str(tmp_path / "out"), "-w", "%{http_code}", endpoint + "?query=SELECT").endswith("400")
