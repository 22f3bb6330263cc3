"""The small register of examples/: the seed's real facts beside made-up people, groups and ministries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.records import Constituency, Group
from anq2rdf.register import Register, load
from tests.register import made
from tests.register.made import asked_by, asked_to
from tests.register.test_resolution import SEED

MADE_UP = "Exemple et invention (exemple inventé)"


@pytest.fixture(scope="module")
def example(root: Path) -> Register:
    return load(root / "examples" / "register", cached=False)


def test_the_seed_resolves_as_with_the_official_register(example: Register) -> None:
    resolution = example.resolve(SEED)
    question = resolution.question
    assert (question.author.id, question.author.mandate, question.group.id) == ("PA346886", "PM695110", "PO707869")
    assert resolution.membership is not None
    assert resolution.membership.organ == "PO656006"
    assert question.interrogated is not None
    assert question.interrogated.id == "PO702938"
    assert [a.ministry.id for a in question.attributions] == ["PO702912"]
    assert resolution.problems == ()


def test_official_entries_are_official_and_made_up_ones_are_marked(
    root: Path, recorded: Callable[[str], dict[str, Any]]
) -> None:
    for file in sorted((root / "examples" / "register").rglob("*.json")):
        (entry,) = json.loads(file.read_text(encoding="utf-8")).values()
        if file.stem[2:].startswith("9000"):
            assert "inventé" in file.read_text(encoding="utf-8").lower()
        else:
            assert entry == recorded(file.stem)


def test_every_reference_of_the_example_is_in_it(example: Register) -> None:
    for mandate in example.mandates():
        assert example.person(mandate.person) is not None
        assert example.organ(mandate.organ) is not None
    for membership in example.memberships():
        assert example.organ(membership.organ) is not None
    assert all(organ.parent is None or example.organ(organ.parent) for organ in example.organs())


@pytest.mark.parametrize("legislature", [15, 16, 17])
def test_made_up_deputies(example: Register, legislature: int) -> None:
    published = {15: "2019-01-08", 16: "2023-01-10", 17: "2025-01-07"}[legislature]
    author = example.resolve(asked_by("Jeanne Exemple-Inventé", published, legislature)).question.author
    assert author.id == "PA9000001"
    homonyms = "Claude Modèle-Inventé"
    assert example.resolve(asked_by(homonyms, published, legislature)).question.author.id is None
    for department, person in (("29", "PA9000002"), ("2A", "PA9000003")):
        asked = asked_by(homonyms, published, legislature, constituency=Constituency(department=department))
        assert example.resolve(asked).question.author.id == person


def test_made_up_hand_over(example: Register) -> None:
    for published, organ in (("2019-06-10", "PO9000151"), ("2019-06-11", "PO9000152")):
        asked = asked_by("Claude Modèle-Inventé", published, 15, constituency=Constituency(department="29"))
        membership = example.resolve(asked).membership
        assert membership is not None
        assert membership.organ == organ


def test_made_up_organs(example: Register) -> None:
    for published, organ in (("2020-07-06", "PO9000101"), ("2020-07-07", "PO9000102")):
        ministry = example.resolve(asked_to(MADE_UP, published)).question.interrogated
        assert ministry is not None
        assert ministry.id == organ
    assert [h.person for h in example.holders("PO9000102", dt.date(2021, 1, 1))] == ["PA9000001"]
    for legislature in (15, 16, 17):
        group = Group(label="Quatre saisons (exemple inventé)")
        resolved = example.resolve(made.question("2019-01-08", legislature=legislature, group=group)).question
        assert resolved.group.id == f"PO9000{legislature}2"
