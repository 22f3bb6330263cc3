"""The official register reconciled with itself: everybody is found, and nobody is ever matched with somebody else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from anq2rdf.linking.deputies import of_register
from anq2rdf.linking.subjects import Subject
from anq2rdf.normalise.departments import label_of
from anq2rdf.register import load
from anq2rdf.web.reconcile.candidates import find_candidates
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.requests import AskedProperty, Query

BASE = "https://w3id.org/anq/"


@pytest.fixture(scope="module")
def subjects(corpus: Path) -> list[Subject]:
    """Those who sat; as a graph tells them: without births, names in one piece."""
    [path] = (corpus / "register").glob("AMO30*.zip")
    return [Subject(iri=each.iri, label=each.label, id=each.id, seats=each.seats) for each in of_register(load(path), BASE) if each.seats]


@pytest.fixture(scope="module")
def holdings(subjects: list[Subject]) -> Holdings:
    return Holdings(
        Entity(id=f"person/{each.id}", iri=each.iri, type="Deputy", label=each.label, keys=(str(each.id),), subject=each)
        for each in subjects
    )


def first(holdings: Holdings, name: str, **properties: object) -> tuple[str, bool]:
    """The first candidate, and whether it matches."""
    asked = [AskedProperty(key, value) for key, value in properties.items()]  # type: ignore[arg-type]
    found = find_candidates(Query(query=name, type="Deputy", properties=asked), holdings)
    return (found[0].entity.id, found[0].match) if found else ("", False)


def test_everybody_is_found_by_name_and_seat_and_nobody_is_somebody_else(holdings: Holdings, subjects: list[Subject]) -> None:
    matched = 0
    for each in subjects:
        seat = next((seat for seat in each.seats if seat.number and seat.department), None)
        if seat is None:
            continue
        given, _, family = each.label.partition(" ")
        place = f"{label_of(seat.department or '')} ({seat.number}e circonscription)"
        found, match = first(holdings, f"{family.upper()} {given}", legislature=seat.legislature, constituency=place)
        assert found == f"person/{each.id}", each.label
        matched += match
    assert matched >= 0.99 * len(subjects)


def test_the_names_wikidata_has_lead_to_the_verified_pairs(holdings: Holdings, corpus: Path) -> None:
    """1,379 pairs verified by others (CC0); with a legislature many are certain, and of these none is wrong."""
    rows = list(csv.DictReader((corpus / "wikidata/pa_wikidata.csv").read_text("utf-8").splitlines()))
    known = [(row, f"person/{row['pa_id']}") for row in rows if holdings.get(f"person/{row['pa_id']}")]
    alone = [first(holdings, row["name"]) for row, _ in known]
    assert not [match for _, match in alone if match]  # a name alone is never certain
    assert sum(found == right for (found, _), (_, right) in zip(alone, known, strict=True)) >= 0.98 * len(known)
    told = [(first(holdings, row["name"], legislature=row["legislatures"].split()[0]), right) for row, right in known if row["legislatures"]]
    assert [(found, right) for (found, match), right in told if match and found != right] == []
    assert sum(match for (_, match), _ in told) >= 0.95 * len(told)
