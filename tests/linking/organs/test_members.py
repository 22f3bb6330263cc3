"""What the seats of linked deputies tell of the items their positions name."""

from __future__ import annotations

import pytest

from anq2rdf.linking.decisions import Decision, Witness
from anq2rdf.linking.items import Item, PartialDate, Position, Thing
from anq2rdf.linking.organs import Body, link_things
from anq2rdf.linking.subjects import Seat, Subject
from tests.linking.organs.made import (
    FI16,
    L16,
    LR15,
    LR16,
    NI16,
    RE16,
    constituency,
    deputy,
    linked,
    position,
    seat,
    thing,
)  # fmt: skip

AIN_86, AIN_10 = constituency(1986, "01", 1), constituency(2010, "01", 1)
FIRST = thing("Q1", "constituency", "première circonscription de l'Ain", department="01", number=1)
RENAISSANCE = thing("Q1", "group", "groupe Renaissance")


class Sat:
    """People with a seat and a position each, all linked by identifier unless said otherwise."""

    def __init__(self) -> None:
        self.people: list[Decision] = []
        self.subjects: list[Subject] = []
        self.items: list[Item] = []

    def add(self, seat: Seat, held: Position, *witnesses: Witness, outcome: str = "linked") -> Sat:
        number = len(self.items) + 1
        subject = deputy(f"PA{number}", seat)
        item = Item(id=f"Q90{number}", label=subject.label, positions=(held,))
        self.subjects.append(subject)
        self.items.append(item)
        self.people.append(linked(subject, item, *witnesses, outcome=outcome))
        return self

    def link(self, bodies: list[Body], *things: Thing) -> list[Decision]:
        return link_things(bodies, things, people=self.people, subjects=self.subjects, items=self.items)


def members(found: Decision) -> Witness | None:
    told = found.best.witnesses if found.best else ()
    return next((one for one in told if one.feature == "members"), None)


def told(found: Decision) -> tuple[str, str, str]:
    return found.outcome, found.reason, found.relation


# ---- constituencies


def test_who_sat_for_it_tells_the_map() -> None:
    sat = Sat().add(seat(16), position(constituency="Q1"))
    old, new = sat.link([AIN_86, AIN_10], FIRST)
    assert told(old) == ("none", "map not told", "specialization")
    assert told(new) == ("linked", "certain", "specialization")
    assert members(new) == Witness(
        "members", "few", 3.0, "1 of 1 linked deputies who name the item sat in it",
        "1 of 1 linked deputies who sat in it name the item",
    )  # fmt: skip


def test_on_both_maps() -> None:
    sat = Sat().add(seat(16), position(constituency="Q1"))
    sat.add(seat(13, start="2007-06-20", end="2012-06-19"), position("2007-06-20", constituency="Q1"))
    assert [told(each) for each in sat.link([AIN_86, AIN_10], FIRST)] == [("linked", "certain", "specialization")] * 2


def test_a_deputy_of_another_seat_contradicts_the_label() -> None:
    sat = Sat().add(seat(16, "02", 3), position(constituency="Q1"))
    assert told(sat.link([AIN_10], FIRST)[0])[:2] == ("review", "members elsewhere")
    sat.add(seat(16), position(constituency="Q1"))
    assert told(sat.link([AIN_10], FIRST)[0])[:2] == ("review", "members elsewhere")


def test_two_items_stay_two_items_whoever_sat_for_one() -> None:
    sat = Sat().add(seat(16), position(constituency="Q1")).add(seat(16), position(constituency="Q1"))
    other = thing("Q2", "constituency", "1re circonscription de l'Ain", department="01", number=1)
    assert told(sat.link([AIN_10], FIRST, other)[0])[:2] == ("review", "two items")


@pytest.mark.parametrize(
    ("held", "counts"),
    [
        pytest.param(position("2022-07-10", constituency="Q1"), True, id="a by-election's day"),
        pytest.param(position(None, constituency="Q1", legislature=16), True, id="the legislature"),
        pytest.param(position(None, constituency="Q1"), False, id="no time"),
        pytest.param(position("2022", constituency="Q1"), False, id="a year"),
        pytest.param(
            Position(start=PartialDate(2023, 1, 1, doubtful=True), constituency="Q1"), False, id="a year written as a day"
        ),
        pytest.param(position("2017-06-21", constituency="Q1"), False, id="another time"),
        pytest.param(position(constituency="Q1", legislature=15), False, id="another legislature"),
        pytest.param(position(), False, id="no constituency"),
    ],
)
def test_a_position_counts_for_the_seat_of_its_time(held: Position, counts: bool) -> None:
    assert (members(Sat().add(seat(16), held).link([AIN_10], FIRST)[0]) is not None) == counts


# ---- whose word counts


@pytest.mark.parametrize(
    ("witnesses", "outcome", "counts"),
    [
        pytest.param([Witness("birth", "equal", 13.0), Witness("name", "equal", 12.0)], "linked", True, id="birth"),
        pytest.param([Witness("name", "equal", 12.0), Witness("seat", "equal", 12.0)], "linked", False, id="the seat"),
        pytest.param(
            [Witness("name", "equal", 12.0), Witness("term", "same", 3.0), Witness("register", "alone", 8.0)], "linked", False,
            id="the register's only one of the legislature the position names",
        ),
        pytest.param([Witness("identifier", "equal", 24.0)], "review", False, id="not linked"),
    ],
)
def test_only_who_is_linked_without_positions_counts(witnesses: list[Witness], outcome: str, counts: bool) -> None:
    """Somebody linked because of their seat would prove the seat by itself."""
    sat = Sat().add(seat(16), position(constituency="Q1"), *witnesses, outcome=outcome)
    assert (members(sat.link([AIN_10], FIRST)[0]) is not None) == counts


def test_a_seat_that_only_a_question_tells_does_not_count() -> None:
    told = Seat(legislature=16, department="01", number=1, start=L16.start)
    assert members(Sat().add(told, position(constituency="Q1")).link([AIN_10], FIRST)[0]) is None


# ---- groups


def sitting(group: str, item: str | None, how_many: int, sat: Sat | None = None) -> Sat:
    sat = sat or Sat()
    for _ in range(how_many):
        sat.add(seat(16, groups=(group, "short form")), position(group=item))
    return sat


def test_name_and_members_make_a_face_of_the_lasting_group() -> None:
    found = sitting("Renaissance", "Q1", 5).link([RE16], RENAISSANCE)[0]
    assert told(found) == ("linked", "certain", "specialization")


def test_with_its_days_the_group_is_the_same() -> None:
    dated = thing("Q1", "group", "groupe Renaissance", "2022-06-28", "2024-06-09")
    assert told(sitting("Renaissance", "Q1", 5).link([RE16], dated)[0]) == ("linked", "certain", "same")


def test_four_members_are_too_few() -> None:
    assert told(sitting("Renaissance", "Q1", 4).link([RE16], RENAISSANCE)[0])[:2] == ("review", "below threshold")


@pytest.mark.parametrize(
    ("others", "finding", "outcome"), [(1, "agree", "linked"), (2, "most", "linked"), (9, "most", "linked"), (10, "few", "review")]
)  # fmt: skip
def test_members_of_the_group_who_name_another_item(others: int, finding: str, outcome: str) -> None:
    """Nine of nine who name the item sat in the group; others of the group, who came from elsewhere, name that."""
    sat = sitting("Renaissance", "Q1", 9)
    sitting("Renaissance", "Q2", others, sat)
    found = sat.link([RE16], RENAISSANCE)[0]
    told = members(found)
    assert told is not None
    assert (found.outcome, told.finding) == (outcome, finding)


def test_a_part_of_a_group_under_the_beginning_of_its_name() -> None:
    sat = sitting(FI16.label, "Q1", 9)
    sitting(FI16.label, "Q2", 9, sat)
    part = thing("Q1", "group", "groupe La France insoumise")
    assert told(sat.link([FI16], part)[0])[:2] == ("review", "below threshold")


def test_members_who_do_not_tell_their_group_say_nothing() -> None:
    sat = sitting("Renaissance", "Q1", 5)
    sitting("Renaissance", None, 5, sat)
    assert told(sat.link([RE16], RENAISSANCE)[0])[:2] == ("linked", "certain")


def test_who_names_the_item_sits_elsewhere() -> None:
    dated = thing("Q1", "group", "groupe Renaissance", "2022-06-28", "2024-06-09")
    sat = sitting("Renaissance", "Q1", 2)
    sitting("Les Républicains", "Q1", 3, sat)
    assert told(sat.link([RE16], dated)[0])[:2] == ("review", "members elsewhere")


def test_a_party_s_members_do_not_make_it_a_group() -> None:
    party = thing("Q1", "group", "Renaissance")
    assert told(sitting("Renaissance", "Q1", 9).link([RE16], party)[0])[:2] == ("review", "below threshold")


def test_members_find_a_group_of_another_name_for_a_person_to_see() -> None:
    socialists = thing("Q1", "group", "groupe socialiste")
    ours = RE16.__class__(iri="https://w3id.org/anq/id/organ/PO830170", kind="group", label="Socialistes et apparentés",
                          legislature=16, start=RE16.start, end=RE16.end)  # fmt: skip
    found = sitting("Socialistes et apparentés", "Q1", 9).link([ours], socialists)[0]
    assert told(found)[:2] == ("review", "below threshold")


def test_the_beginning_of_a_name_and_all_members() -> None:
    found = sitting(FI16.label, "Q1", 9).link([FI16], thing("Q1", "group", "groupe La France insoumise"))[0]
    assert told(found) == ("linked", "certain", "specialization")


def test_several_of_ours_are_faces_of_one_lasting_group() -> None:
    lasting = thing("Q1", "group", "groupe Les Républicains", "2015-06-02")
    sat = sitting("Les Républicains", "Q1", 5)
    for _ in range(5):
        held = seat(15, start="2017-06-21", end="2022-06-21", groups=("Les Républicains",))
        sat.add(held, position("2017-06-21", group="Q1"))
    assert [told(each) for each in sat.link([LR15, LR16, NI16], lasting)] == [
        ("linked", "certain", "specialization"), ("none", "not a group", "same"), ("linked", "certain", "specialization"),
    ]  # fmt: skip


# ---- legislatures


def test_who_began_a_mandate_with_it_tells_the_legislature() -> None:
    sat = Sat()
    for _ in range(5):
        sat.add(seat(16), position(term="Q1", legislature=16))
    fifth = thing("Q1", "legislature", "XVIe législature de la Cinquième République", legislature=16)
    assert told(sat.link([L16], fifth)[0]) == ("linked", "certain", "same")
    bare = thing("Q1", "legislature", "16e législature", legislature=16)
    assert told(sat.link([L16], bare)[0])[:2] == ("review", "below threshold")


def test_a_wrong_item_that_circulates_is_seen_by_who_sat_in_it() -> None:
    sat = Sat()
    for _ in range(5):
        sat.add(seat(15, start="2017-06-21", end="2022-06-21"), position("2017-06-21", term="Q1", legislature=16))
    wrong = thing("Q1", "legislature", "XVIe législature de la Cinquième République", "2022-06-22", "2024-06-09", legislature=16)
    assert told(sat.link([L16], wrong)[0])[:2] == ("review", "members elsewhere")
