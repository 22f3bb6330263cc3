"""The official register against the answer of the Wikidata service on the deputies of the XVI legislature."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.deputies import of_register
from anq2rdf.linking.items import Item, PartialDate, Position, Thing
from anq2rdf.linking.organs import Body, link_things, organs_of
from anq2rdf.linking.organs.maps import SOLE
from anq2rdf.linking.subjects import Subject
from anq2rdf.normalise.constituency import read_constituency
from anq2rdf.register import Register, load
from tests.linking.organs.made import linked

BASE = "https://w3id.org/anq/"
Row = dict[str, str]


class Answer(NamedTuple):
    """The answer, read by hand: each row is a deputy with one position; constituencies as items, groups as labels."""

    rows: list[Row]
    things: list[Thing]
    items: list[Item]


@pytest.fixture(scope="module")
def register(corpus: Path) -> Register:
    return load(next((corpus / "register").glob("*.zip")), cached=False)


@pytest.fixture(scope="module")
def bodies(register: Register) -> tuple[Body, ...]:
    return organs_of(register=register)


@pytest.fixture(scope="module")
def subjects(register: Register) -> list[Subject]:
    return of_register(register, BASE)


@pytest.fixture(scope="module")
def answer(corpus: Path) -> Answer:
    told = json.loads((corpus / "wikidata" / "deputies_xvi.srj").read_text(encoding="utf-8"))
    rows = [{name: term["value"] for name, term in row.items()} for row in told["results"]["bindings"]]
    labels = {row["district"].rpartition("/")[2]: row["districtLabel"] for row in rows if "district" in row}
    return Answer(rows, [_constituency(*pair) for pair in labels.items()], [_item(row) for row in rows])


def _constituency(item: str, label: str) -> Thing:
    place = read_constituency(label)
    return Thing(id=item, kind="constituency", label=label, department=place.department, number=place.number)


def _item(row: Row) -> Item:
    held = Position(constituency=row["district"].rpartition("/")[2], start=_day(row["debutMandat"]))
    return Item(id=row["item"].rpartition("/")[2], label=row["itemLabel"], positions=(held,))


def _day(text: str) -> PartialDate:
    return PartialDate(int(text[:4]), int(text[5:7]), int(text[8:10]))


def by_identifier(answer: Answer, subjects: list[Subject]) -> list[Decision]:
    subject_of = {subject.id: subject for subject in subjects}
    pairs = zip(answer.rows, answer.items, strict=True)
    return [linked(subject_of[f"PA{row['id_an']}"], item) for row, item in pairs]


def test_the_law_s_only_seats_are_those_of_the_register(bodies: tuple[Body, ...]) -> None:
    """The tables of the code: 577 seats on both maps, and which départements have one."""
    seats = [body for body in bodies if body.kind == "constituency"]
    for year, only in SOLE.items():
        count = Counter(body.department for body in seats if body.delimitation == year)
        assert sum(count.values()) == 577
        assert {department for department, number in count.items() if number == 1} == only


def test_every_constituency_of_the_answer_is_linked_and_none_wrong(
    bodies: tuple[Body, ...], subjects: list[Subject], answer: Answer, register: Register
) -> None:
    """The judge is another road: P4123 → the register's mandate in the XVI → its constituency; labels play no part."""
    people = by_identifier(answer, subjects)
    found = link_things(bodies, answer.things, people=people, subjects=subjects, items=answer.items)
    links = {each.best.item: each for each in found if each.outcome == "linked" and each.best}
    assert len(links) == len(answer.things) == 364
    assert Counter(each.kind for each in links.values()) == {"constituency": 364}
    seats = {(m.person, m.department, m.number) for m in register.mandates() if m.legislature == 16}
    for row in answer.rows:
        department, number = links[row["district"].rpartition("/")[2]].subject.rpartition("/2010/")[2].split("-")
        assert (f"PA{row['id_an']}", department, int(number)) in seats


def test_what_the_links_say(bodies: tuple[Body, ...], subjects: list[Subject], answer: Answer) -> None:
    people = by_identifier(answer, subjects)
    found = link_things(bodies, answer.things, people=people, subjects=subjects, items=answer.items)
    constituencies = [each for each in found if each.kind == "constituency"]
    told = Counter((each.subject.split("/")[-2], each.outcome, each.reason, each.relation) for each in constituencies)
    # Eight seats abroad and that of Saint-Barthélemy and Saint-Martin are of the 2010 map alone; nobody of the XVI sat
    # on the map of 1986; on that, the Creuse and the Lozère had two seats each.
    assert told == {
        ("2010", "linked", "certain", "same"): 9,
        ("2010", "linked", "certain", "specialization"): 364 - 9,
        ("2010", "none", "no candidate", "same"): 577 - 364,
        ("1986", "none", "map not told", "specialization"): 340,
        ("1986", "none", "no candidate", "same"): 577 - 344,
        ("1986", "review", "no number", "specialization"): 4,
    }  # fmt: skip


#: Which organ each of the answer's groups is, read off the register by eye. The socialists changed theirs in October 2023.
GROUPS = {
    "groupe Renaissance": {"PO800538"}, "groupe Rassemblement national": {"PO800520"}, "groupe La France insoumise": {"PO800490"},
    "groupe Les Républicains": {"PO800508"}, "groupe démocrate (MoDem et indépendants)": {"PO800484"}, "groupe écologiste": {"PO800526"},
    "Groupe Horizons et apparentés": {"PO800514"}, "groupe Gauche démocrate et républicaine": {"PO800502"},
    "groupe socialiste": {"PO800496", "PO830170"}, "groupe Libertés, indépendance, outre-mer et territoires": {"PO800532"},
    "non-inscrit à l'Assemblée nationale": set(),
}  # fmt: skip


def test_the_groups_of_the_answer(bodies: tuple[Body, ...], subjects: list[Subject], answer: Answer) -> None:
    """The answer has labels of groups, no items: each label is given one here. No days: faces, never the same."""
    made = {label: f"Q{number}" for number, label in enumerate(sorted(GROUPS), 1)}
    things = [Thing(id=item, kind="group", label=label) for label, item in made.items()]
    items = [
        Item(id=item.id, positions=(Position(group=made.get(row.get("groupeLabel", "")), start=item.positions[0].start),))
        for row, item in zip(answer.rows, answer.items, strict=True)
    ]
    people = by_identifier(answer, subjects)
    found = link_things(bodies, things, people=people, subjects=subjects, items=items)
    shown = {each.subject.rpartition("/")[2]: each for each in found if each.best and "agree" in str(each.best.witnesses)}
    links = {each.best.label: each.subject.rpartition("/")[2] for each in found if each.outcome == "linked" and each.best}
    assert all(organ in GROUPS[label] for label, organ in links.items())
    assert set(GROUPS) - set(links) == {
        "groupe socialiste", "groupe Libertés, indépendance, outre-mer et territoires", "non-inscrit à l'Assemblée nationale",
    }  # fmt: skip
    assert {each.relation for each in found if each.outcome == "linked"} == {"specialization"}
    assert [shown[organ].outcome for organ in sorted(GROUPS["groupe socialiste"])] == ["review", "review"]


def test_a_shifted_answer_links_nothing(bodies: tuple[Body, ...], subjects: list[Subject], answer: Answer) -> None:
    """Every item under its neighbour's label: who sits in it speaks against each of them."""
    shifted = [
        Thing(id=thing.id, kind=thing.kind, label=other.label, department=other.department, number=other.number)
        for thing, other in zip(answer.things, answer.things[1:] + answer.things[:1], strict=True)
    ]
    people = by_identifier(answer, subjects)
    found = link_things(bodies, shifted, people=people, subjects=subjects, items=answer.items)
    assert [each for each in found if each.outcome == "linked"] == []
    assert sum(each.reason == "members elsewhere" for each in found) >= 350
