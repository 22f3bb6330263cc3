"""Clean data fires no shape; each fault fires its shape and nothing unexpected."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from tests.shapes import Case, base, cases
from tests.shapes.runner import SHAPES, constraints, copied, fired, fired_core, name, rows, rules, shapes

ANQ = "https://w3id.org/anq/ontology#"


def test_nothing_fires_on_the_clean_data() -> None:
    assert fired(base()) == set()


def test_nothing_fires_on_the_clean_data_when_pyshacl_runs_the_constraints_too() -> None:
    assert fired_core(base(), copied(shapes())) == set()


def test_every_shape_has_its_case() -> None:
    assert [case.shape for case in cases()] == [name(shape) for shape in rules(shapes())]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.shape)
def test_a_fault_fires_its_shape_and_nothing_unexpected(case: Case) -> None:
    assert case.shape in case.expected
    assert fired(case.data) == case.expected


@pytest.mark.parametrize("case", [c for c in cases() if c.shape in constraints()], ids=lambda case: case.shape)
def test_pyshacl_agrees_on_the_constraint(case: Case) -> None:
    assert fired_core(case.data, _alone(case.shape)) == {case.shape}


@pytest.mark.parametrize(("group", "node"), [
    ("Question", "question/QANR5L14QE90004"), ("Answer", "question/QANR5L14QOSD90005/answer/1"),
    ("Event", "question/QANR5L14QE90001/event/renewal-1"), ("Deputy", "person/PA900003"),
    ("Link", "link/person/PA900001/Q900000001"),
])  # fmt: skip
def test_a_blank_node_in_the_place_of_a_name_is_found(group: str, node: str) -> None:
    data = base().replace(f"<https://w3id.org/anq/id/{node}>".encode(), b"_:nameless")
    assert group in fired_core(data)


def test_digests_of_the_clean_data_are_those_of_their_texts() -> None:
    found = rows(_store(), f"SELECT ?text ?digest {{ ?x <{ANQ}text> ?text ; <{ANQ}textDigest> ?digest }}")
    assert len(found) == 13
    for row in found:
        plain = re.sub(r"\s+", " ", row["text"].value)
        assert row["digest"].value == hashlib.sha256(plain.encode()).hexdigest()


def test_delays_of_the_clean_data_are_those_of_their_dates() -> None:
    query = (
        f"SELECT ?asked ?then ?days {{ ?q <{ANQ}publicationDate> ?asked ; <{ANQ}event> ?e . "
        f"?e <{ANQ}eventDate> ?then ; <{ANQ}dayOffset> ?days }}"
    )
    found = rows(_store(), query)
    assert len(found) == 29
    for row in found:
        asked, then = (dt.date.fromisoformat(row[key].value) for key in ("asked", "then"))
        assert int(row["days"].value) == (then - asked).days


def _store() -> ox.Store:
    store = ox.Store()
    store.load(base(), format=ox.RdfFormat.N_TRIPLES)
    return store


def _alone(shape: str) -> Graph:
    """The shapes graph with that one shape in it."""
    found = Graph()
    todo: list[Node] = [URIRef(SHAPES + shape), URIRef("https://w3id.org/anq/shapes")]
    while todo:
        node = todo.pop()
        for predicate, value in shapes().predicate_objects(node):
            found.add((node, predicate, value))
            if isinstance(value, BNode):
                todo.append(value)
    return found
