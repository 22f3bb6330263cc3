"""Each outcome and reason, by a case small enough to be judged by eye."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from anq2rdf.errors import UsageError
from anq2rdf.linking.decision import Settings, decide
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Item
from anq2rdf.linking.reasons import reasons
from anq2rdf.linking.subjects import Subject
from anq2rdf.linking.weights import table
from tests.linking.evidence.made import BASE, assembly, by_name, deputy, held, item, seat

MARTIN = deputy("PA1", "Philippe", "Armand-Kergoat", seat(14, "51", 6), birth="1949-01-30")
OTHERS = assembly(14)[:-1]      # with whom one more makes the XIV whole


def one(subject: Subject, *items: Item, others: Iterable[Subject] = OTHERS, **more: object) -> Decision:
    """The decision about one deputy among many."""
    (decision,) = decide([subject], items, others=others, **more)       # type: ignore[arg-type]
    assert decision.outcome == reasons()[decision.reason].outcome
    return decision


def told(decision: Decision) -> tuple[str, str, str | None]:
    return decision.outcome, decision.reason, decision.best.item if decision.best else None


# ---- linked


def test_the_identifier_alone_is_enough() -> None:
    decision = one(MARTIN, item("Q5", "", pa="1"))
    assert told(decision) == ("linked", "identifier", "Q5")
    assert decision.best is not None
    assert decision.best.method == "identifier"
    assert decision.best.score > 0.999


def test_name_and_birth_are_enough() -> None:
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", birth="1949-01-30"))
    assert told(decision) == ("linked", "certain", "Q5")
    assert decision.best is not None
    assert decision.best.method == "evidence"


def test_name_and_seat_are_enough_though_the_legislature_is_not_known_whole() -> None:
    found = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6)), others=())
    assert told(found) == ("linked", "certain", "Q5")


def test_name_and_legislature_are_enough_where_the_register_has_everybody_of_it() -> None:
    named = item("Q5", "Philippe Armand-Kergoat", held(14))
    assert told(one(MARTIN, named)) == ("linked", "certain", "Q5")
    assert told(one(MARTIN, named, others=())) == ("review", "below threshold", "Q5")


def test_who_is_called_an_item_of_one_legislature_is_not_alone_with_a_namesake() -> None:
    namesake = deputy("PA2", "Philippe", "Armand-Kergoat", seat(14, "02", 1))
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", held(14)), others=[*OTHERS, namesake])
    assert decision.outcome == "review"


def test_a_married_name_with_the_seat_is_enough() -> None:
    subject = deputy("PA1", "Charlotte", "Parmentier-Lecocq", seat(14, "59", 6), birth="1977-04-05")
    assert one(subject, item("Q5", "Charlotte Lecocq", held(14, "59", 6))).outcome == "linked"


def test_a_link_to_what_others_were_merged_into_says_so() -> None:
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", pa="1", redirects=("Q9",)), item("Q9", "old"))
    assert told(decision) == ("linked", "redirected", "Q5")


def test_another_birth_is_said_where_identifier_and_mandate_agree() -> None:
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), pa="1", birth="1950-06-15"))
    assert told(decision) == ("linked", "identifier, not birth", "Q5")


def test_a_wrong_birth_under_the_identifier_is_no_matter_where_it_is_a_slip() -> None:
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", pa="1", birth="1949-01-20"))
    assert told(decision) == ("linked", "identifier", "Q5")


# ---- review


def test_a_name_alone_is_never_enough() -> None:
    assert told(one(MARTIN, item("Q5", "Philippe Armand-Kergoat"))) == ("review", "below threshold", "Q5")


@pytest.mark.parametrize("more", [{"sycomore": ("17394",)}, {"positions": (held(),)}], ids=["P1045", "P39"])
def test_a_deputy_of_whatever_time_is_not_enough(more: dict[str, object]) -> None:
    decision = one(MARTIN, Item(id="Q5", label="Philippe Armand-Kergoat", **more))      # type: ignore[arg-type]
    assert told(decision) == ("review", "below threshold", "Q5")
    assert decision.best is not None
    assert [(each.feature, each.finding) for each in decision.best.witnesses] == [("name", "equal"), ("office", "deputy")]


def test_a_page_at_nosdeputes_alone_is_never_enough() -> None:
    slug = item("Q5", "Philippe Armand-Kergoat", nosdeputes=("philippe-armand-kergoat",))
    assert told(one(MARTIN, slug)) == ("review", "below threshold", "Q5")


@pytest.mark.parametrize(
    ("label", "birth"), [("Philippe Armand-Kergoat", "1950-06-15"), ("Zzz Yyy", ""), ("Zzz Yyy", "1949-01-30")]
)
def test_an_identifier_that_all_else_contradicts_is_for_review(label: str, birth: str) -> None:
    assert told(one(MARTIN, item("Q5", label, pa="1", birth=birth))) == ("review", "contradiction", "Q5")


def test_an_identifier_on_two_items_is_for_review() -> None:
    decision = one(
        MARTIN, item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), pa="1", birth="1949-01-30"), item("Q6", "", pa="1")
    )
    assert told(decision) == ("review", "two items", "Q5")
    assert [each.item for each in decision.rivals] == ["Q6"]


def test_an_item_with_the_identifiers_of_two_deputies_is_for_review() -> None:
    second = deputy("PA2", "Philippe", "Armand-Kergoat", birth="1949-01-30")
    found = decide([MARTIN, second], [item("Q5", "Philippe Armand-Kergoat", pa="1 2", birth="1949-01-30")], others=OTHERS)
    assert [told(each) for each in found] == [("review", "two subjects", "Q5")] * 2
    assert [each.subject for each in found[0].rivals] == [second.iri]


def test_two_records_of_one_person_are_not_linked_both() -> None:
    second = deputy("PA2", "Philippe", "Armand-Kergoat", birth="1949-01-30")
    found = decide([MARTIN, second], [item("Q5", "Philippe Armand-Kergoat", pa="1", birth="1949-01-30")], others=OTHERS)
    assert [told(each) for each in found] == [("linked", "identifier", "Q5"), ("review", "other identifier", "Q5")]


def test_an_item_with_another_identifier_is_never_linked() -> None:
    exact = item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), pa="77", birth="1949-01-30")
    assert told(one(MARTIN, exact)) == ("review", "other identifier", "Q5")
    assert told(one(MARTIN, item("Q5", "Philippe Armand-Kergoat", pa="77"))) == ("none", "no candidate", None)


def test_an_identifier_on_a_stranger_does_not_win_over_a_perfect_item() -> None:
    decision = one(
        MARTIN, item("Q5", "Zzz Yyy", pa="1"), item("Q6", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30")
    )
    assert decision.outcome == "review"


def test_an_identifier_on_a_namesake_does_not_win_over_a_perfect_item() -> None:
    decision = one(
        MARTIN,
        item("Q5", "Philippe Armand", pa="1"),
        item("Q6", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30"),
    )
    assert decision.outcome == "review"


def test_another_birth_is_for_review_whatever_else_agrees() -> None:
    decision = one(MARTIN, item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1950-06-15"))
    assert told(decision) == ("review", "birth differs", "Q5")


def test_two_items_that_fit_alike_are_for_review() -> None:
    twins = [item(id_, "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30") for id_ in ("Q5", "Q6")]
    decision = one(MARTIN, *twins)
    assert (decision.outcome, decision.reason) == ("review", "homonyms")
    assert {decision.best and decision.best.item, decision.rivals[0].item} == {"Q5", "Q6"}


def test_homonyms_that_nothing_tells_apart_are_for_review() -> None:
    second = deputy("PA2", "Philippe", "Armand-Kergoat", seat(14, "02", 1))
    found = decide([MARTIN, second], [item(id_, "Philippe Armand-Kergoat", held(14)) for id_ in ("Q5", "Q6")])
    assert {each.reason for each in found} == {"homonyms"}


def test_homonyms_that_their_seats_tell_apart_are_linked() -> None:
    second = deputy("PA2", "Philippe", "Armand-Kergoat", seat(14, "02", 1))
    items = [item("Q5", "Philippe Armand-Kergoat", held(14, "02", 1)), item("Q6", "Philippe Armand-Kergoat", held(14, "51", 6))]
    assert [told(each) for each in decide([MARTIN, second], items)] == [
        ("linked", "certain", "Q6"), ("linked", "certain", "Q5"),
    ]  # fmt: skip


def test_only_identifiers_link_where_only_they_are_to() -> None:
    settings = Settings(identifiers_only=True)
    exact = item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30")
    assert told(one(MARTIN, exact, settings=settings)) == ("review", "no identifier", "Q5")
    assert told(one(MARTIN, item("Q5", "", pa="1"), settings=settings)) == ("linked", "identifier", "Q5")


def test_somebody_known_by_name_is_never_linked_beside_the_same_person() -> None:
    same = by_name("Philippe Armand-Kergoat", 14, "51")
    exact = item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30", pa="1")
    found = decide([MARTIN, same], [exact], others=OTHERS)
    assert [told(each) for each in found] == [("linked", "identifier", "Q5"), ("review", "same person", "Q5")]


def test_somebody_known_by_name_is_linked_where_place_and_legislature_make_it_certain() -> None:
    same = by_name("Armand-Kergoat Philippe", 8, "51")
    assert one(same, item("Q5", "Philippe Armand-Kergoat", held(8, "51", 6))).outcome == "linked"
    assert one(same, item("Q5", "Philippe Armand-Kergoat", held(8))).outcome == "review"
    assert one(same, item("Q5", "Philippe Armand-Kergoat")).outcome == "review"


def test_two_records_by_name_of_one_item_are_both_for_review() -> None:
    both = [by_name("Armand-Kergoat Philippe", 8, "51"), by_name("Philippe Armand-Kergoat", 9, "51")]
    found = decide(both, [item("Q5", "Philippe Armand-Kergoat", held(8, "51", 6), held(9, "51", 6))], others=OTHERS)
    assert {each.outcome for each in found} == {"review"}


def test_a_crowd_of_one_name_is_no_burden_and_an_identifier_still_links() -> None:
    birth = "1949-01-30"
    crowd = [deputy(f"PA{number}", "Philippe", "Armand-Kergoat", birth=birth) for number in range(2, 100)]
    items = [item(f"Q{number}", "Philippe Armand-Kergoat", birth=birth) for number in range(100, 200)]
    found = decide([MARTIN, *crowd], [*items, item("Q5", "Philippe Armand-Kergoat", pa="1", birth="1949-01-30")])
    assert told(found[0]) == ("linked", "identifier", "Q5")
    assert {each.outcome for each in found[1:]} == {"review"}


# ---- none


def test_relatives_of_the_same_place_are_nobody_elses_item() -> None:
    father = item("Q5", "Armand Kergoat", held(13, "51", 6), birth="1920-05-04")
    daughter = item("Q6", "Philippine Armand-Kergoat", held(15, "51", 6), birth="1980-05-04")
    assert told(one(MARTIN, father, daughter)) == ("none", "no candidate", None)


@pytest.mark.parametrize(
    "decoy",
    [
        item("Q5", "Philippe Armand-Kergoat", birth="1887-02-11"),
        item("Q5", "Philippe Armand-Kergoat", held(start=None, legislature=3)),
        item("Q5", "Philippe Armand-Kergoat", held(13, "51", 6), birth="1920-05-04"),
        item("Q5", "Philippe Armand-Kergoat", human=False),
    ],
    ids=["another birth", "another republic", "another legislature and birth", "a street"],
)
def test_a_namesake_of_another_time_is_no_candidate(decoy: Item) -> None:
    assert one(MARTIN, decoy).outcome == "none"


def test_a_senator_of_the_name_is_not_linked() -> None:
    from anq2rdf.linking.items import Position

    senator = item("Q5", "Philippe Armand-Kergoat", Position(office="Q14828018", department="51", number=6))
    assert one(MARTIN, senator).outcome != "linked"


def test_an_item_that_is_certainly_anothers_is_not_shown_for_review() -> None:
    namesake = deputy("PA2", "Philippe", "Armand-Kergoat", seat(13, "02", 1))
    item_ = item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30")
    found = decide([MARTIN, namesake], [item_], others=OTHERS)
    assert [told(each) for each in found] == [("linked", "certain", "Q5"), ("none", "no candidate", None)]
    unknown = deputy("PA2", "Philippe", "Armand-Kergoat")
    assert told(decide([MARTIN, unknown], [item_])[1]) == ("none", "item of another", None)


def test_nothing_is_no_candidate() -> None:
    assert told(one(MARTIN)) == ("none", "no candidate", None)
    assert decide([], []) == []


# ---- verdicts

EXACT = item("Q5", "Philippe Armand-Kergoat", held(14, "51", 6), birth="1949-01-30", pa="1")


def test_a_verdict_links_against_the_score() -> None:
    decision = one(MARTIN, EXACT, item("Q6", "Zzz Yyy", pa="77"), verdicts={(MARTIN.iri, "Q6"): True})
    assert told(decision) == ("linked", "reviewed", "Q6")
    assert decision.best is not None
    assert decision.best.method == "reviewed"


def test_a_verdict_links_an_item_that_no_candidate_tells_of() -> None:
    assert told(one(MARTIN, verdicts={(MARTIN.iri, "Q99"): True})) == ("linked", "reviewed", "Q99")


def test_a_verdict_forbids_against_the_identifier() -> None:
    assert told(one(MARTIN, EXACT, verdicts={(MARTIN.iri, "Q5"): False})) == ("none", "refused", None)


def test_what_was_given_to_another_is_nobody_elses() -> None:
    second = deputy("PA2", "Luc", "Petit")
    found = decide([MARTIN, second], [EXACT], verdicts={(second.iri, "Q5"): True}, others=OTHERS)
    assert told(found[1]) == ("linked", "reviewed", "Q5")
    assert found[0].outcome != "linked"


def test_a_verdict_about_a_merged_item_is_one_about_its_target() -> None:
    merged = item("Q5", "Zzz Yyy", redirects=("Q9",))
    assert told(one(MARTIN, merged, verdicts={(MARTIN.iri, "Q9"): True})) == ("linked", "reviewed", "Q5")


@pytest.mark.parametrize(
    "verdicts",
    [
        {(MARTIN.iri, "Q5"): True, (MARTIN.iri, "Q6"): True},
        {(MARTIN.iri, "Q5"): True, (BASE + "PA2", "Q5"): True},
        {(MARTIN.iri, "Q5"): True, (MARTIN.iri, "Q9"): False},
    ],
    ids=["two items", "two deputies", "same and not the same"],
)
def test_verdicts_that_contradict_each_other_are_refused(verdicts: dict[tuple[str, str], bool]) -> None:
    second = deputy("PA2", "Luc", "Petit")
    with pytest.raises(UsageError) as raised:
        decide([MARTIN, second], [item("Q5", "A B", redirects=("Q9",))], verdicts=verdicts)
    assert raised.value.remedy


def test_a_verdict_about_somebody_else_is_left_alone() -> None:
    assert told(one(MARTIN, EXACT, verdicts={("https://example.org/x", "Q5"): True})) == ("linked", "identifier", "Q5")


def test_a_deputy_given_twice_is_refused() -> None:
    with pytest.raises(UsageError):
        decide([MARTIN, MARTIN], [])


# ---- the tables


def _met(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    return {
        (each.feature, each.finding)
        for decision in decisions
        for judgement in filter(None, (decision.best, *decision.rivals))
        for each in judgement.witnesses
    }


def test_every_reason_and_weight_is_told_in_both_languages() -> None:
    for reason in reasons().values():
        assert reason.en.endswith(".")
        assert reason.fr.endswith(".")
        assert reason.en != reason.fr
    rows = [row for rows in table().values() for row in rows.values()]
    assert all(row.en.endswith((".", ")")) and row.fr.endswith((".", ")")) for row in rows)


def test_a_score_is_the_sum_of_its_witnesses_and_the_prior() -> None:
    decision = one(MARTIN, EXACT)
    assert decision.best is not None
    total = sum(each.weight for each in decision.best.witnesses) + table()["prior"]["pair"].bits
    assert decision.best.bits == pytest.approx(total)
    assert _met([decision]) <= {(feature, finding) for feature, rows in table().items() for finding in rows}
