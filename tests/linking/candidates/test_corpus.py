"""A real answer of Wikidata's service and the labelled pairs, against the official register's own JSON."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.linking.candidates import read
from anq2rdf.linking.items import Candidates
from anq2rdf.problems import Problem


@pytest.fixture(scope="module")
def deputies(corpus: Path) -> Candidates:
    return read([corpus / "wikidata" / "deputies_xvi.srj"])


def seats(archive: zipfile.ZipFile, identifier: str) -> Iterator[tuple[str, int]]:
    """The seats somebody had in the XVI legislature: the register's own département and number."""
    actor: dict[str, Any] = json.loads(archive.read(f"json/acteur/{identifier}.json"))["acteur"]
    mandates = actor["mandats"]["mandat"]
    for mandate in mandates if isinstance(mandates, list) else [mandates]:
        if mandate["typeOrgane"] == "ASSEMBLEE" and mandate["legislature"] == "16":
            place = mandate["election"]["lieu"]
            yield place["numDepartement"].upper(), int(place["numCirco"])


def test_every_constituency_is_that_of_the_register(corpus: Path, deputies: Candidates) -> None:
    archive = zipfile.ZipFile(next((corpus / "register").glob("*.zip")))
    assert len(deputies.people) == 368
    for person in deputies.people:
        (identifier,) = person.assembly_ids
        (position,) = person.positions
        assert (position.department, position.number) in set(seats(archive, f"PA{identifier}")), person.label


def test_every_birth_is_that_of_the_answer(corpus: Path, deputies: Candidates) -> None:
    told = json.loads((corpus / "wikidata" / "deputies_xvi.srj").read_text(encoding="utf-8"))
    births = {
        row["item"]["value"].rpartition("/")[2]: row["dateNaissance"]["value"][:10]
        for row in told["results"]["bindings"]
    }
    for person in deputies.people:
        (birth,) = person.births
        assert birth.exact is not None
        assert birth.exact.isoformat() == births[person.id]


def test_the_columns_left_aside_are_named(corpus: Path) -> None:
    found: list[Problem] = []
    read([corpus / "wikidata" / "deputies_xvi.srj"], on_problem=found.append)
    assert [problem.code for problem in found] == ["E301"]
    assert "twitters" in found[0].detail


def test_the_labelled_pairs_are_candidates(corpus: Path) -> None:
    path = corpus / "wikidata" / "pa_wikidata.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        pairs = {row["qid"]: row for row in csv.DictReader(lines)}
    found = {person.id: person for person in read([path]).people}
    assert found.keys() == pairs.keys()
    for item, row in pairs.items():
        assert found[item].assembly_ids == (row["pa_id"].removeprefix("PA"),)
        assert found[item].label == " ".join(row["name"].split())
        assert [str(each.legislature) for each in found[item].positions] == row["legislatures"].split()
