"""Which organs are ours: of a graph, of the register, of a graph completed by the register."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
import pytest

from anq2rdf.linking.organs import Body, organs_of
from anq2rdf.register import Register, load
from tests.examples.graphs import EXAMPLES, convert

BASE = "https://w3id.org/anq/id/"


@pytest.fixture(scope="module")
def register() -> Register:
    return load(EXAMPLES / "register", cached=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The seed question in its named graphs, without a register."""
    found = convert(tmp_path_factory.mktemp("graph"), EXAMPLES / "seed" / "QANR5L14QE76935.json", form="nq", register=None)
    store = ox.Store()
    store.load(found.data, format=ox.RdfFormat.N_QUADS)
    return store


def by_iri(bodies: tuple[Body, ...]) -> dict[str, Body]:
    return {body.iri.removeprefix(BASE): body for body in bodies}


def test_the_register_s_organs(register: Register) -> None:
    found = by_iri(organs_of(register=register))
    assert [each for each in found if each.startswith("legislature/")] == [f"legislature/{n}" for n in (*range(7, 10), *range(10, 18))]
    union = found["organ/PO707869"]
    assert (union.kind, union.label, union.legislature) == ("group", "Les Républicains", 14)
    assert (union.start, union.end) == (dt.date(2015, 6, 2), dt.date(2017, 6, 20))
    abroad = found["circonscription/2010/099-01"]
    assert (abroad.department, abroad.number, abroad.delimitation) == ("099", 1, 2010)
    assert {each.kind for each in found.values()} == {"legislature", "constituency", "group", "ministry"}
    assert not any("PO644420" in each for each in found), "the Assembly of a legislature is none of the four kinds"


def test_a_base_of_ones_own(register: Register) -> None:
    found = organs_of(register=register, base="https://data.example.org/")
    assert all(each.iri.startswith("https://data.example.org/id/") for each in found)


def test_the_graph_s_organs(store: ox.Store) -> None:
    found = by_iri(organs_of(store))
    assert found["legislature/14"].legislature == 14
    assert found["legislature/14"].start == dt.date(2012, 6, 20)
    group = found["organ/PO707869"]
    assert (group.kind, group.id, group.legislature, group.start) == ("group", "PO707869", 14, None)
    assert {each.kind for each in found.values()} >= {"legislature", "group", "ministry"}


def test_the_register_completes_the_graph_s_organs_and_adds_none(store: ox.Store, register: Register) -> None:
    alone, both = by_iri(organs_of(store)), by_iri(organs_of(store, register))
    assert list(alone) == list(both)
    assert both["organ/PO707869"].end == dt.date(2017, 6, 20)


def graph(text: str) -> ox.Store:
    store = ox.Store()
    prefixes = (
        "@prefix anq: <https://w3id.org/anq/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    )
    store.load((prefixes + text).encode(), format=ox.RdfFormat.TURTLE)
    return store


def test_a_graph_in_no_named_graph_and_with_odd_values() -> None:
    found = organs_of(graph("""
        <http://x/1> a anq:Circonscription ; skos:notation "2A-02" ; anq:number 2 ; anq:delimitation "2010"^^xsd:gYear ; rdfs:label "Corse"@fr .
        <http://x/2> a anq:Circonscription ; skos:notation "nonsense" ; anq:delimitation "soon" .
        <http://x/3> a anq:ParliamentaryGroup ; anq:legislature <http://x/L> ; rdfs:label "B"@fr, "A"@fr, "0"@en ; skos:altLabel "C"@fr ;
            anq:startDate "2022-06-28"^^xsd:date, "2022-06-29"^^xsd:date ; anq:endDate "never" .
        <http://x/L> anq:number 16 .
        [] a anq:Ministry .
    """))
    first, second, group = found
    assert (first.department, first.number, first.delimitation) == ("2A", 2, 2010)
    assert (second.label, second.department, second.number, second.delimitation) == ("2", None, None, None)
    assert (group.label, group.names, group.legislature) == ("A", ("B", "0", "C"), 16)
    assert (group.start, group.end) == (None, None), "two first days are none; a word is no day"


def test_an_empty_graph_has_none() -> None:
    assert organs_of(ox.Store()) == ()
