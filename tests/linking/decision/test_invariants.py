"""What holds of any deputies and items: one-to-one, no matter in which order, nothing by bystanders, verdicts win."""

from __future__ import annotations

import datetime as dt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.linking.decision import decide
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.evidence import Judge
from anq2rdf.linking.evidence.profiles import person
from anq2rdf.linking.items import Item, PartialDate, Position
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.linking.weights import log_odds
from tests.linking.evidence.made import BASE, held, item

_GIVEN = st.sampled_from(["Jean", "Jean-Pierre", "Anne", "Michel", "Michèle"])
_FAMILY = st.sampled_from(["Martin", "Martin-Dupont", "Dupont", "Le Gall", "de Gall", "Blanchard", "Blanchart"])
_DAYS = st.sampled_from([dt.date(1950, 1, 1), dt.date(1950, 3, 8), dt.date(1960, 3, 8)])
_SEATS = st.builds(
    Seat, legislature=st.sampled_from([8, 13, 14]), department=st.sampled_from([None, "51", "59"]),
    number=st.sampled_from([None, 1, 2]), mandate=st.sampled_from([None, "PM1"]),
)  # fmt: skip
_POSITIONS = st.builds(
    Position, office=st.sampled_from([None, "Q3044918", "Q14828018"]), legislature=st.sampled_from([None, 8, 13, 14]),
    department=st.sampled_from([None, "51", "59"]), number=st.sampled_from([None, 1, 2]),
    start=st.sampled_from([None, PartialDate(2012), PartialDate(2012, 6, 17), PartialDate(1931, 1, 1)]),
)  # fmt: skip
_BIRTHS = st.builds(PartialDate, st.sampled_from([1950, 1960]), st.sampled_from([None, 1, 3]), st.sampled_from([None, 1, 8]))


@st.composite
def _subjects(draw: st.DrawFn) -> list[Subject]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        first, family = draw(_GIVEN), draw(_FAMILY)
        known = draw(st.booleans()) or number == 0
        found.append(Subject(
            iri=f"{BASE}{number}", id=f"PA{number}" if known else None, label=f"{first} {family}",
            given=first if known else "", family=family if known else "",
            birth=draw(st.none() | _DAYS) if known else None, seats=tuple(draw(st.lists(_SEATS, max_size=2))),
        ))  # fmt: skip
    return found


@st.composite
def _items(draw: st.DrawFn) -> list[Item]:
    return [
        Item(
            id=f"Q{number}", label=f"{draw(_GIVEN)} {draw(_FAMILY)}", aliases=tuple(draw(st.lists(_FAMILY, max_size=1))),
            assembly_ids=tuple(draw(st.lists(st.sampled_from("01234"), max_size=2))),
            births=tuple(draw(st.lists(_BIRTHS, max_size=2))), positions=tuple(draw(st.lists(_POSITIONS, max_size=2))),
        )
        for number in range(draw(st.integers(0, 5)))
    ]  # fmt: skip


_VERDICTS = st.dictionaries(
    st.tuples(st.sampled_from([f"{BASE}{i}" for i in range(5)]), st.sampled_from([f"Q{i}" for i in range(5)])),
    st.booleans(), max_size=4,
).filter(
    lambda said: all(len(set(side)) == len(side) for side in zip(*[pair for pair, same in said.items() if same], strict=True))
)  # fmt: skip


def _linked(decisions: list[Decision]) -> dict[str, str]:
    return {each.subject: each.best.item for each in decisions if each.outcome == "linked" and each.best}


@settings(max_examples=100)
@given(_subjects(), _items(), _VERDICTS)
def test_links_are_one_to_one_and_verdicts_win(
    subjects: list[Subject], items: list[Item], verdicts: dict[tuple[str, str], bool]
) -> None:
    found = decide(subjects, items, verdicts=verdicts)
    assert [each.subject for each in found] == [each.iri for each in subjects]
    linked = _linked(found)
    assert len(set(linked.values())) == len(linked)
    for (subject, item_), same in verdicts.items():
        if subject in {each.iri for each in subjects}:
            assert (linked.get(subject) == item_) is same or not same
            assert linked.get(subject) != item_ or same


@settings(max_examples=60)
@given(_subjects(), _items())
def test_nothing_is_linked_against_its_identifier_or_birth(subjects: list[Subject], items: list[Item]) -> None:
    by_id = {each.id: each for each in items}
    for subject, decision in zip(subjects, decide(subjects, items), strict=True):
        if decision.outcome == "linked" and decision.best:
            told = by_id[decision.best.item].assembly_ids
            assert not told or (subject.id or "").removeprefix("PA") in (*told, "")
            findings = {(each.feature, each.finding) for each in decision.best.witnesses}
            assert ("birth", "differs") not in findings or decision.reason == "identifier, not birth"


@settings(max_examples=60)
@given(_subjects(), _items(), st.integers())
def test_order_does_not_matter(subjects: list[Subject], items: list[Item], seed: int) -> None:
    random = Random(seed)
    mixed, others = random.sample(subjects, len(subjects)), random.sample(items, len(items))
    expected = {each.subject: each for each in decide(subjects, items)}
    assert {each.subject: each for each in decide(mixed, others)} == expected


@settings(max_examples=40)
@given(_subjects(), _items())
def test_an_item_of_nobody_changes_nothing(subjects: list[Subject], items: list[Item]) -> None:
    stranger = item("Q999", "Zzz Yyy", held(14, "01", 9), pa="99", birth="1911-11-11")
    assert decide(subjects, [*items, stranger]) == decide(subjects, items)


@settings(max_examples=40)
@given(_subjects(), _items())
def test_deputies_nothing_is_decided_about_count_as_if_it_were(subjects: list[Subject], items: list[Item]) -> None:
    whole = decide(subjects, items)
    assert decide(subjects[:1], items, others=subjects) == whole[:1]


@settings(max_examples=60)
@given(_subjects(), _items())
def test_no_pair_that_matters_is_left_out_by_the_blocks(subjects: list[Subject], items: list[Item]) -> None:
    judge, least = Judge(subjects), log_odds(0.1)
    for each in items:
        found = {judgement.subject: judgement.bits for judgement in judge.judgements(each)}
        for subject in subjects:
            bits = judge.judgement(subject.iri, each).bits
            assert bits < least or found[subject.iri] == bits


def test_an_item_ready_to_be_judged_says_the_same_twice() -> None:
    one = item("Q1", "Jean Martin", held(14, "51", 6), birth="1950-03-08")
    assert person(one) == person(one)
