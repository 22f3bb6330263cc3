"""What people said wins; the whole is one-to-one; no order matters."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Kind, PartialDate, Thing
from anq2rdf.linking.organs import Body, link_things
from tests.linking.organs.made import (
    BASE,
    L15,
    L16,
    LR15,
    LR16,
    NI16,
    RE16,
    UDI_A,
    UDI_B,
    constituency,
    ministry,
    thing,
)

FIFTH = thing("Q2", "legislature", "XVIe législature de la Ve République", "2022-06-22", "2024-06-09", legislature=16)
OTHER = thing("Q1", "legislature", "16e législature de la Cinquième République", legislature=16)
LASTING = thing("Q5", "group", "groupe Les Républicains", "2015-06-02", "2024-07-17")


def one(bodies: list[Body], things: list[Thing], verdicts: dict[tuple[str, str], bool]) -> Decision:
    return link_things(bodies, things, verdicts=verdicts)[0]


# ---- verdicts


def test_a_no_removes_the_pair_and_leaves_the_other_one_alone() -> None:
    assert one([L16], [FIFTH, OTHER], {}).reason == "two items"
    found = one([L16], [FIFTH, OTHER], {(L16.iri, "Q1"): False})
    assert found.best is not None
    assert (found.outcome, found.reason, found.best.item, found.rivals) == ("linked", "certain", "Q2", ())


def test_a_yes_wins_over_a_better_one() -> None:
    found = one([L16], [FIFTH, OTHER], {(L16.iri, "Q1"): True})
    assert found.best is not None
    assert (found.outcome, found.reason, found.best.item, found.best.method) == ("linked", "reviewed", "Q1", "reviewed")
    assert [each.item for each in found.rivals] == ["Q2"]


def test_a_no_to_the_only_one() -> None:
    found = one([L16], [FIFTH], {(L16.iri, "Q2"): False})
    assert (found.outcome, found.reason, found.best) == ("none", "refused", None)
    other = one([L16], [], {(L15.iri, "Q2"): False})
    assert (other.outcome, other.reason) == ("none", "no candidate")


def test_two_yes_for_one_organ_contradict_each_other() -> None:
    found = one([L16], [FIFTH, OTHER], {(L16.iri, "Q1"): True, (L16.iri, "Q2"): True})
    assert (found.outcome, found.reason) == ("review", "two items")


def test_a_yes_to_what_nothing_else_speaks_for_and_to_an_item_that_is_not_there() -> None:
    found = one([RE16], [thing("Q7", "group", "La Macronie")], {(RE16.iri, "Q7"): True})
    assert (found.outcome, found.reason, found.relation) == ("linked", "reviewed", "specialization")
    gone = one([RE16], [], {(RE16.iri, "Q8"): True})
    assert gone.best is not None
    assert (gone.outcome, gone.best.item) == ("linked", "Q8")


def test_a_yes_to_a_lasting_group_links_each_as_one_of_its_faces() -> None:
    found = link_things([LR15, LR16], [LASTING], verdicts={(LR15.iri, "Q5"): True, (LR16.iri, "Q5"): True})
    assert [(each.outcome, each.relation) for each in found] == [("linked", "specialization")] * 2


def test_one_item_said_to_be_the_same_as_two() -> None:
    item = thing("Q1", "group", "groupe UDI, Agir et indépendants", legislature=15)
    found = link_things([UDI_A, UDI_B], [item], verdicts={(UDI_A.iri, "Q1"): True, (UDI_B.iri, "Q1"): True})
    assert [(each.outcome, each.reason) for each in found] == [("review", "spans")] * 2
    found = link_things([UDI_A, UDI_B], [item], verdicts={(UDI_A.iri, "Q1"): True})
    assert [(each.outcome, each.reason) for each in found] == [("linked", "reviewed"), ("review", "spans")]


# ---- the whole

BODIES = [
    L15, L16, LR15, LR16, NI16, RE16, UDI_A, UDI_B, ministry("PO1", "Ministère de la défense", "Défense", "2014-04-03", "2014-08-25"),
    ministry("PO2", "Ministère de la défense", "Défense", "2014-08-26", None),
    constituency(1986, "23", 1), constituency(1986, "23", 2), constituency(2010, "23", 1), constituency(2010, "099", 1),
]  # fmt: skip
LABELS = [
    "groupe Les Républicains", "Renaissance", "groupe UDI, Agir et Indépendants", "Non inscrit", "ministère de la Défense",
    "circonscription de la Creuse", "première circonscription de la Creuse", "XVIe législature de la Cinquième République",
    "15e législature", "groupe Renaissance (Sénat)", "",
]  # fmt: skip
DATES = st.none() | st.sampled_from([
    PartialDate(1958), PartialDate(2012), PartialDate(2014, 4, 3), PartialDate(2014, 8, 25), PartialDate(2017, 6, 27), PartialDate(2019, 6, 10),
    PartialDate(2022, 6, 28), PartialDate(2022), PartialDate(2024, 6, 9), PartialDate(2024),
])  # fmt: skip


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    count = draw(st.integers(0, 7))
    return [
        Thing(
            id=f"Q{number}",
            kind=draw(st.sampled_from(("legislature", "constituency", "group", "ministry"))),
            label=draw(st.sampled_from(LABELS)),
            aliases=tuple(draw(st.lists(st.sampled_from([*LABELS, "LR", "RE"]), max_size=1))),
            legislature=draw(st.sampled_from((None, 15, 16))),
            department=draw(st.sampled_from(("23", "099", None))),
            number=draw(st.sampled_from((None, 1, 2))),
            start=draw(DATES),
            end=draw(DATES),
        )
        for number in range(1, count + 1)
    ]


def verdicts_of(draws: list[tuple[int, int, bool]]) -> dict[tuple[str, str], bool]:
    return {(BODIES[body].iri, f"Q{item}"): same for body, item, same in draws}


VERDICTS = st.lists(
    st.tuples(st.integers(0, len(BODIES) - 1), st.integers(1, 7), st.booleans()), max_size=3
).map(verdicts_of)  # fmt: skip


@given(things(), VERDICTS, st.permutations(BODIES), st.data())
def test_no_order_matters(
    found: list[Thing], verdicts: dict[tuple[str, str], bool], bodies: list[Body], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(found))
    assert link_things(bodies, shuffled, verdicts=verdicts) == link_things(BODIES, found, verdicts=verdicts)


@given(things(), VERDICTS)
def test_everything_is_decided_once_and_the_same_is_one_to_one(
    found: list[Thing], verdicts: dict[tuple[str, str], bool]
) -> None:
    decisions = link_things(BODIES, found, verdicts=verdicts)
    assert sorted(each.subject for each in decisions) == sorted(body.iri for body in BODIES)
    kinds: dict[str, Kind] = {each.id: each.kind for each in found}
    bodies = {body.iri: body for body in BODIES}
    links = [(each, each.best) for each in decisions if each.outcome == "linked"]
    same = Counter(best.item for each, best in links if best and each.relation == "same")
    faces = {best.item for each, best in links if best and each.relation == "specialization"}
    assert all(count == 1 for count in same.values())
    assert not faces & same.keys(), "what is the same as one of ours has no other of ours for a face"
    for each, best in links:
        assert best is not None
        assert best.subject == each.subject
        assert best.method == "reviewed" or kinds[best.item] == bodies[each.subject].kind
        assert verdicts.get((each.subject, best.item)) is not False
        assert each.subject != f"{BASE}organ/PO793087", "the deputies of no group are no group"
    assert all(each.best for each in decisions if each.outcome == "review")
