"""What the outputs say of organs: a face of a lasting thing is never the same as it, with owl:sameAs least of all."""

from __future__ import annotations

import datetime as dt

import pytest

from anq2rdf.linking.organs import link_things
from anq2rdf.linking.outputs.graph import link_nodes
from anq2rdf.linking.run import LinkingRun
from tests.linking.organs.made import L16, constituency, thing

ENTITY = "http://www.wikidata.org/entity/"


@pytest.mark.parametrize(
    ("owl", "same"), [(False, "http://schema.org/sameAs"), (True, "http://www.w3.org/2002/07/owl#sameAs")]
)
def test_the_predicates_of_the_links(owl: bool, same: str) -> None:
    bodies = [L16, constituency(1986, "01", 1), constituency(2010, "01", 1), constituency(2010, "099", 1)]
    decisions = link_things(bodies, [
        thing("Q16", "legislature", "XVIe législature de la Ve République", "2022-06-22", "2024-06-09", legislature=16),
        thing("Q1", "constituency", "première circonscription de l'Ain", "1958", department="01", number=1),
        thing("Q2", "constituency", "1re circonscription des Français établis hors de France", department="099", number=1),
    ])  # fmt: skip
    nodes = list(link_nodes(decisions, LinkingRun(version="1", date=dt.date(2026, 1, 1)), owl=owl))
    iris = {body.iri for body in bodies}
    said = {(node.subject, *pair) for node in nodes if node.subject in iris for pair in node.pairs}
    part = "http://www.w3.org/ns/prov#specializationOf"
    found = {(iri.rpartition("/id/")[2], predicate, value.removeprefix(ENTITY)) for iri, predicate, _, value in said}
    assert found == {
        ("legislature/16", same, "Q16"),
        ("circonscription/1986/01-01", part, "Q1"),
        ("circonscription/2010/01-01", part, "Q1"),
        ("circonscription/2010/099-01", same, "Q2"),
    }
