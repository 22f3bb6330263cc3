"""Ontology, alignments, codes and data contradict nothing under OWL 2 RL; what must contradict does."""

from __future__ import annotations

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics  # type: ignore[import-untyped]
from rdflib import RDF, RDFS, Graph, URIRef

from tests.shapes import ROOT, base

ANQ = "https://w3id.org/anq/ontology#"
IDS = "https://w3id.org/anq/id/"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")     # where owlrl says what contradicts
LAPSED = URIRef(IDS + "question/QANR5L14QE90004")


def everything() -> Graph:
    graph = Graph()
    for name in ("anq.ttl", "align.ttl", "codes.ttl", "legislatures.ttl"):
        graph.parse(ROOT / "ontology" / name)
    return graph.parse(data=base(), format="nt")


def contradictions(graph: Graph) -> list[str]:
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return [str(text) for text in graph.objects(None, ERROR)]


def test_nothing_contradicts_and_what_is_implied_appears() -> None:
    graph = everything()
    assert contradictions(graph) == []
    schema, dcterms = "http://schema.org/", "http://purl.org/dc/terms/"
    answer = URIRef(IDS + "question/QANR5L14QE90001/answer/1")
    question = URIRef(IDS + "question/QANR5L14QE90001")
    implied = [
        (question, RDF.type, URIRef("http://data.europa.eu/eli/ontology#Work")),
        (question, URIRef(dcterms + "creator"), URIRef(IDS + "person/PA900001")),
        (question, URIRef(schema + "acceptedAnswer"), answer),
        (answer, URIRef("http://data.europa.eu/eli/eli-draft-legislation-ontology#answers_to"), question),
        (URIRef(IDS + "mandate/PM900001"), RDF.type, URIRef("http://www.w3.org/ns/org#Membership")),
    ]
    assert [triple for triple in implied if triple not in graph] == []


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (LAPSED, RDF.type, URIRef(ANQ + "Answer")),
        (LAPSED, RDF.type, URIRef(ANQ + "GovernmentQuestion")),
        (LAPSED, URIRef(ANQ + "answerTo"), URIRef(IDS + "question/QANR5L14QE90001")),
        (URIRef(IDS + "person/PA900001"), RDF.type, URIRef(ANQ + "Ministry")),
    ],
    ids=["a question that is an answer", "of two kinds", "a question that answers", "a deputy that is a ministry"],
)
def test_what_must_contradict_does(subject: URIRef, predicate: URIRef, value: URIRef) -> None:
    graph = everything()
    graph.add((subject, predicate, value))
    assert any(str(subject) in text for text in contradictions(graph))


def test_alignments_say_sub_class_and_sub_property_only() -> None:
    graph = Graph().parse(ROOT / "ontology" / "align.ttl")
    links = [(s, p, o) for s, p, o in graph if str(s).startswith(ANQ)]
    assert {p for _, p, _ in links} == {RDFS.subClassOf, RDFS.subPropertyOf}
    assert len(links) == 25
    assert not [o for _, _, o in links if str(o).startswith(ANQ)]
