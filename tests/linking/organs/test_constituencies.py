"""Which item is a constituency, and what a link to it says: one item lasts through the maps, ours are of one map."""

from __future__ import annotations

import pytest

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Thing
from anq2rdf.linking.organs import Body, link_things
from tests.linking.organs.made import constituency, thing

AIN_86, AIN_10 = constituency(1986, "01", 1), constituency(2010, "01", 1)
CREUSE_86, CREUSE_10 = constituency(1986, "23", 1), constituency(2010, "23", 1)
CREUSE_86_2 = constituency(1986, "23", 2)
ABROAD = constituency(2010, "099", 5)


def seat(item: str, department: str, number: int | None, label: str, start: str | None = None, end: str | None = None) -> Thing:
    return thing(item, "constituency", label, start, end, department=department, number=number)


def decided(bodies: list[Body], *things: Thing) -> dict[str, Decision]:
    return {each.subject.rpartition("circonscription/")[2]: each for each in link_things(bodies, things)}


def told(found: Decision) -> tuple[str, str, str]:
    return found.outcome, found.reason, found.relation


AIN = seat("Q1", "01", 1, "première circonscription de l'Ain", "1958-10-13")


def test_both_maps_are_faces_of_the_lasting_seat_and_never_the_same_as_it() -> None:
    found = decided([AIN_86, AIN_10], AIN)
    assert told(found["1986/01-01"]) == ("linked", "certain", "specialization")
    assert told(found["2010/01-01"]) == ("linked", "certain", "specialization")


def test_a_graph_of_one_map_says_no_more() -> None:
    """Were it the same as long as no other map is loaded, loading the next legislature would make it wrong."""
    assert told(decided([AIN_10], AIN)["2010/01-01"]) == ("linked", "certain", "specialization")


def test_an_item_that_tells_no_time_may_be_of_any_map() -> None:
    """Who sat for it can tell (test_members.py); a number alone cannot: "1re circonscription" was drawn three times."""
    found = decided([AIN_86, AIN_10], seat("Q1", "01", 1, "première circonscription de l'Ain"))
    assert {told(each) for each in found.values()} == {("none", "map not told", "specialization")}
    assert all(each.best and each.best.item == "Q1" for each in found.values())


def test_an_item_of_one_map_is_the_same() -> None:
    old = seat("Q1", "01", 1, "première circonscription de l'Ain (1986-2012)", "1988", "2012-06-19")
    new = seat("Q2", "01", 1, "première circonscription de l'Ain (depuis 2012)", "2010-02-23")
    found = decided([AIN_86, AIN_10], old, new)
    assert told(found["1986/01-01"]) == ("linked", "certain", "same")
    assert told(found["2010/01-01"]) == ("linked", "certain", "same")
    assert [each.best.item for each in found.values() if each.best] == ["Q1", "Q2"]


@pytest.mark.parametrize(
    ("start", "end", "old", "new"),
    [
        ("1958", None, "specialization", "specialization"),
        ("1988", None, "specialization", "specialization"),
        ("1958", "2012", "specialization", None),
        ("1958", "1986", None, None),
        ("2012", None, None, "same"),
        ("2009-07-29", None, None, "same"),
    ],
)
def test_the_item_s_time_decides_what_it_is(start: str, end: str | None, old: str | None, new: str | None) -> None:
    found = decided([AIN_86, AIN_10], seat("Q1", "01", 1, "première circonscription de l'Ain", start, end))
    said = [each.relation if each.outcome == "linked" else None for each in found.values()]
    assert said == [old, new]


def test_seats_abroad_exist_on_one_map_alone() -> None:
    item = seat("Q1", "099", 5, "cinquième circonscription des Français établis hors de France")
    assert told(decided([ABROAD], item)["2010/099-05"]) == ("linked", "certain", "same")


def test_two_items_for_one_constituency_are_never_chosen_between() -> None:
    found = decided([AIN_10], AIN, seat("Q9", "01", 1, "1re circonscription de l'Ain"))["2010/01-01"]
    assert (found.outcome, found.reason) == ("review", "two items")
    assert [one.item for one in (found.best, *found.rivals) if one] == ["Q1", "Q9"]


def test_another_number_or_departement_is_nothing() -> None:
    others = [
        seat("Q2", "01", 2, "deuxième circonscription de l'Ain"),
        seat("Q3", "02", 1, "première circonscription de l'Aisne"),
        seat("Q4", None, 1, "première circonscription de Seine-et-Oise"),  # type: ignore[arg-type]
        seat("Q5", "01", None, "Ain"),
        thing("Q6", "group", "première circonscription de l'Ain", department="01", number=1),
    ]
    found = decided([AIN_10], *others)["2010/01-01"]
    assert (found.outcome, found.reason, found.best) == ("none", "no candidate", None)


@pytest.mark.parametrize("number", [1, None])
def test_the_only_seat_of_a_departement_is_number_one_of_the_map_where_it_is_alone(number: int | None) -> None:
    """The Creuse had two seats on the map of 1986, one since: "circonscription de la Creuse" was neither of the two."""
    only = seat("Q1", "23", number, "circonscription de la Creuse", "1958")
    found = decided([CREUSE_86, CREUSE_86_2, CREUSE_10], only)
    assert told(found["2010/23-01"]) == ("linked", "certain", "specialization")
    assert told(found["1986/23-01"])[:2] == ("review", "no number")
    assert told(found["1986/23-02"])[:2] == ("review", "no number")


def test_a_numbered_item_beside_the_only_one() -> None:
    only = seat("Q1", "23", 1, "circonscription de la Creuse", "2012")
    first = seat("Q2", "23", 1, "première circonscription de la Creuse", "1958", "2012")
    found = decided([CREUSE_86, CREUSE_10], only, first)
    assert found["1986/23-01"].best is not None
    assert (found["1986/23-01"].outcome, found["1986/23-01"].best.item) == ("linked", "Q2")
    assert found["2010/23-01"].best is not None
    assert (found["2010/23-01"].outcome, found["2010/23-01"].best.item) == ("linked", "Q1")
    assert found["2010/23-01"].relation == "same"
