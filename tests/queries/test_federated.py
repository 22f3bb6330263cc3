"""The queries that call Wikidata, run whole: its part is played by a server of our own with invented items."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from anq2rdf.errors import UsageError
from anq2rdf.query import ask, find_query, library
from tests.query.servers import OXIGRAPH, oxigraph

WIKIDATA = "<https://query.wikidata.org/sparql>"
FEDERATED = [query.id for query in library() if query.federated]
ITEMS = b"""
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q900001 wdt:P4123 "9000001" ; wdt:P569 "1970-01-01T00:00:00Z"^^xsd:dateTime ; wdt:P21 wd:Q900010 .
wd:Q900002 wdt:P4123 "9000002" ; wdt:P569 "1969-02-02T00:00:00Z"^^xsd:dateTime ; wdt:P21 wd:Q900011 .
wd:Q900003 wdt:P4123 "9000099" ; wdt:P569 "1971-02-02T00:00:00Z"^^xsd:dateTime ; wdt:P21 wd:Q900010 .
wd:Q900010 rdfs:label "f\xc3\xa9minin"@fr , "female"@en . wd:Q900011 rdfs:label "masculin"@fr , "male"@en .
"""
# Two questions of the first deputy in one legislature, one in the next; one of the second; one of somebody unknown there.
DATA = b"""
@prefix anq: <https://w3id.org/anq/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <http://example.org/> .
ex:d1 a anq:Deputy ; dcterms:identifier "PA9000001" ; rdfs:label "Jeanne"@fr .
ex:d2 a anq:Deputy ; dcterms:identifier "PA9000002" ; rdfs:label "Claude"@fr .
ex:d3 a anq:Deputy ; dcterms:identifier "PA9000003" ; rdfs:label "Paul"@fr .
ex:l16 a anq:Legislature ; anq:number 16 . ex:l17 a anq:Legislature ; anq:number 17 .
ex:q1 anq:author ex:d1 ; anq:legislature ex:l16 . ex:q2 anq:author ex:d1 ; anq:legislature ex:l16 .
ex:q3 anq:author ex:d1 ; anq:legislature ex:l17 . ex:q4 anq:author ex:d2 ; anq:legislature ex:l16 .
ex:q5 anq:author ex:d3 ; anq:legislature ex:l16 .
"""
EXPECTED = {
    "CQ12": [["féminin", "3", "1"], ["masculin", "1", "1"]],
    "CQ45": [
        ["PA9000002", "Claude", "http://www.wikidata.org/entity/Q900002", "1969-02-02T00:00:00Z", None],
        ["PA9000001", "Jeanne", "http://www.wikidata.org/entity/Q900001", "1970-01-01T00:00:00Z", None],
    ],
    "CQ46": [["16", "1960", "1", "1"], ["16", "1970", "1", "2"], ["17", "1970", "1", "1"]],
}


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not OXIGRAPH.exists():
        pytest.skip("the oxigraph server is not installed beside this Python")
    store = ox.Store()
    store.load(ITEMS, format=ox.RdfFormat.TURTLE)
    dump = store.dump(format=ox.RdfFormat.N_QUADS)
    assert dump is not None
    with oxigraph(dump, tmp_path_factory.mktemp("items")) as address:
        yield address


@pytest.mark.parametrize("name", FEDERATED)
def test_the_rows_that_follow_from_both_sides(name: str, items: str) -> None:
    text = find_query(name).text
    assert re.findall(r"SERVICE (<[^>]*>)", text) == [WIKIDATA]
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    found = store.query(text.replace(WIKIDATA, f"<{items}>"))
    assert isinstance(found, ox.QuerySolutions)
    assert [[None if cell is None else cell.value for cell in row] for row in found] == EXPECTED[name]


@pytest.mark.parametrize("name", FEDERATED)
def test_the_embedded_store_asks_nobody(name: str, tmp_path: object) -> None:
    store = ox.Store(str(tmp_path))
    store.flush()
    del store
    with pytest.raises(UsageError, match="SERVICE is refused"):
        ask(str(tmp_path), find_query(name).text)
