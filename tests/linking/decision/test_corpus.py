"""The true pairs beside the checkout: nothing wrong is linked, and how much is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from anq2rdf.linking.candidates import read
from anq2rdf.linking.decision import decide
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.deputies import of_register
from anq2rdf.linking.items import Item, Position
from anq2rdf.linking.subjects import Subject
from anq2rdf.register import load


@pytest.fixture(scope="module")
def deputies(corpus: Path) -> list[Subject]:
    return of_register(load(next((corpus / "register").glob("*.zip")), cached=False), "https://example.org/")


@pytest.fixture(scope="module")
def people(corpus: Path) -> tuple[Item, ...]:
    """The 368 deputies of the XVI that a saved answer holds."""
    return read([corpus / "wikidata" / "deputies_xvi.srj"]).people


def _links(deputies: Sequence[Subject], decisions: Iterable[Decision]) -> dict[str, str]:
    """Identifier by item, of what is linked."""
    ids = {each.iri: each.id or "" for each in deputies}
    return {each.best.item: ids[each.subject] for each in decisions if each.outcome == "linked" and each.best}


def _truth(people: Iterable[Item]) -> dict[str, str]:
    return {each.id: f"PA{each.assembly_ids[0]}" for each in people}


def test_with_identifiers_all_are_linked_and_rightly(deputies: list[Subject], people: tuple[Item, ...]) -> None:
    assert len(people) == 368
    assert _links(deputies, decide(deputies, people)) == _truth(people)


def test_without_identifiers_no_link_is_wrong_and_the_rest_is_for_review(
    deputies: list[Subject], people: tuple[Item, ...]
) -> None:
    truth = _truth(people)
    found = decide(deputies, [replace(each, assembly_ids=(), nosdeputes=()) for each in people])
    links = _links(deputies, found)
    assert links.items() <= truth.items()
    assert len(links) >= 0.97 * len(truth)
    review = {each.best.item for each in found if each.outcome == "review" and each.best}
    assert truth.keys() - links.keys() <= review


def test_without_births_too_no_link_is_wrong(deputies: list[Subject], people: tuple[Item, ...]) -> None:
    bare = [replace(each, assembly_ids=(), nosdeputes=(), births=()) for each in people]
    links = _links(deputies, decide(deputies, bare))
    assert links.items() <= _truth(people).items()
    assert len(links) >= 0.97 * len(people)


def test_names_and_legislatures_alone_link_rightly(corpus: Path, deputies: list[Subject]) -> None:
    with (corpus / "wikidata" / "pa_wikidata.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1379
    items = [
        Item(id=row["qid"], label=row["name"], positions=tuple(Position(legislature=int(n)) for n in row["legislatures"].split()))
        for row in rows
    ]
    links = _links(deputies, decide(deputies, items))
    assert links.items() <= {row["qid"]: row["pa_id"] for row in rows}.items()
    sat = [row for row in rows if row["legislatures"]]
    assert len(links) >= 0.97 * len(sat)
