"""Legislatures told by term or dates, and mandates compared, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from anq2rdf.linking.evidence import seats, times
from anq2rdf.linking.evidence.groups import Label, are_one
from anq2rdf.linking.evidence.profiles import deputy as ready
from anq2rdf.linking.evidence.profiles import known_whole, person
from anq2rdf.linking.items import PartialDate, Position
from anq2rdf.linking.subjects import Seat
from tests.linking.evidence.made import assembly, by_name, day, deputy, held, item, seat


@pytest.mark.parametrize(
    ("start", "end", "legislatures"),
    [
        ("2012-06-20", "2017-06-20", {14}),
        ("2012-06-17", "2017-06-20", {14}),     # Sycomore: the day of the election
        ("2012-06-17", None, {14}),
        ("2015-02-08", None, {14}),
        ("2017-06-18", "2022-06-21", {15}),
        ("2002-06-16", "2017-06-20", {12, 13, 14}),     # one statement for three terms
        ("2012-06-20", "2012-07-21", {14}),
        ("2013", None, {14}),
        ("2012", None, set()),      # the XIII or the XIV
        ("2012", "2017", {14}),
        ("1936-05-03", "1940-07-10", {times.BEFORE}),
        ("1978-03-19", "1986-04-01", {times.BEFORE, 7}),
        ("2024-07-07", None, {17}),
        (None, None, set()),
    ],
)
def test_dates_tell_legislatures(start: str | None, end: str | None, legislatures: set[int]) -> None:
    position = Position(start=day(start) if start else None, end=day(end) if end else None)
    assert times.told(position) == legislatures


def test_a_term_tells_better_than_dates() -> None:
    assert times.told(Position(legislature=12, start=day("2012-06-20"))) == {12}


def test_a_doubtful_first_of_january_is_a_year() -> None:
    assert times.told(Position(start=PartialDate(2012, 1, 1, doubtful=True))) == set()
    assert times.told(Position(start=PartialDate(2013, 1, 1, doubtful=True))) == {14}


WHOLE = frozenset({12, 13, 14, 15})


@pytest.mark.parametrize(
    ("ours", "theirs", "finding"),
    [
        ({13, 14}, {13, 14}, "same"),
        ({13, 14}, {13}, "within"),
        ({13, 14}, {8, 13, 14}, "same"),        # the VIII is not known whole
        ({14}, {13, 14}, "overlap"),
        ({14}, {13}, "none"),
        ({12}, {10, 11}, "earlier"),
        ({12}, {times.BEFORE}, "none"),
        ((), {13}, "none"),     # a senator of the register
        ((), {10}, None),
        ({14}, (), None),
    ],
)
def test_legislatures_are_compared_as_sets(ours: set[int], theirs: set[int], finding: str | None) -> None:
    left = ready(deputy("PA1", "A", "B", *map(seat, sorted(ours))), WHOLE)
    right = person(item("Q1", "A B", *[held(number) if number else held(start=day("1930")) for number in sorted(theirs)]))
    found = seats.term(left, right, WHOLE)
    assert (found and found.finding) == finding


def test_somebody_known_by_questions_may_have_sat_in_other_legislatures() -> None:
    left = ready(by_name("A B", 8, "69"), frozenset())
    assert seats.term(left, person(item("Q1", "A B", held(7), held(8))), frozenset()).finding == "within"      # type: ignore[union-attr]
    assert seats.term(left, person(item("Q1", "A B", held(7))), frozenset()).finding == "none"      # type: ignore[union-attr]


def _found(ours: list[Seat], *theirs: Position) -> dict[str, str]:
    witnesses = seats.mandate(ready(deputy("PA1", "A", "B", *ours), WHOLE), person(item("Q1", "A B", *theirs)))
    return {each.feature: each.finding for each in witnesses}


def test_constituencies_are_compared_within_a_legislature() -> None:
    assert _found([seat(14, "59", 5)], held(14, "59", 5)) == {"seat": "equal"}
    assert _found([seat(14, "59", 5)], held(14, "59", 6)) == {"seat": "number"}
    assert _found([seat(14, "59", 5)], held(14, "62", 5)) == {"seat": "differs"}
    assert _found([seat(14, "59", 5)], held(14, "59")) == {"seat": "department"}
    assert _found([seat(14, "59", 5)], held(14)) == {}
    assert _found([seat(13, "59", 5), seat(14, "59", 7)], held(14, "59", 7)) == {"seat": "equal"}       # another map
    assert _found([seat(13, "59", 5)], held(14, "59", 5)) == {}
    assert _found([seat(13, "59", 5)], held(None, "59", 5)) == {"seat": "undated"}
    assert _found([seat(13, "59", 5)], held(None, "62", 5)) == {}


def test_the_best_position_counts_and_another_that_contradicts_is_said() -> None:
    both = [seat(13, "59", 5), seat(14, "59", 5)]
    assert _found(both, held(13, "59", 5), held(14, "59", 5)) == {"seat": "equal"}
    witnesses = seats.mandate(
        ready(deputy("PA1", "A", "B", *both), WHOLE), person(item("Q1", "A B", held(13, "59", 5), held(14, "62", 1)))
    )
    assert [(each.finding, each.theirs) for each in witnesses] == [
        ("equal", "XIII, Nord 5"), ("elsewhere", "XIV, Pas-de-Calais 1"),
    ]  # fmt: skip


def test_days_in_the_midst_of_a_legislature_tell_much_and_common_ones_little() -> None:
    late = seat(14, "59", 5, start=dt.date(2015, 2, 9), end=dt.date(2016, 3, 1))
    assert _found([late], held(14, start=day("2015-02-08"), end=day("2016-03-02"))) == {"start": "midterm", "end": "midterm"}
    assert _found([seat(14)], held(14, start=day("2012-06-17"), end=day("2017-06-20"))) == {"start": "same"}
    assert _found([seat(14)], held(14, start=day("2015-02-08"), end=day("2016-03-02"))) == {"start": "differs", "end": "differs"}


def test_a_day_on_which_somebody_asked_is_no_first_day() -> None:
    left = ready(by_name("A B", 14, "51"), frozenset())
    assert [each.finding for each in seats.mandate(left, person(item("Q1", "A B", held(14, "51", 6, start=day("2012-06-20")))))] == ["department"]


def test_positions_that_are_not_a_deputys_are_nothing() -> None:
    senator = Position(office="Q14828018", legislature=14, department="51", number=6)
    assert _found([seat(14)], senator) == {}
    assert _found([seat(14)], Position(legislature=14, department="51", number=6)) == {"seat": "equal"}


def test_one_election_told_in_many_ways_is_capped() -> None:
    late = seat(14, "59", 5, start=dt.date(2015, 2, 9), end=dt.date(2016, 3, 1), groups=("UMP",))
    left = ready(deputy("PA1", "A", "B", late), WHOLE)
    right = person(item("Q1", "A B", held(14, "59", 5, start=day("2015-02-08"), end=day("2016-03-02"), group_label="groupe UMP")))
    term = seats.term(left, right, WHOLE)
    assert term is not None
    found = seats.capped([term, *seats.mandate(left, right)])
    assert found[-1].feature == "limit"
    assert sum(each.weight for each in found) == pytest.approx(14)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Socialiste, républicain et citoyen", "groupe socialiste", True),
        ("La France insoumise - Nouvelle Union Populaire écologique et sociale", "groupe La France insoumise", True),
        ("Écologiste - NUPES", "groupe écologiste", True),
        ("Horizons et apparentés", "Groupe Horizons et apparentés", True),
        ("Démocrate (MoDem et Indépendants)", "groupe démocrate (MoDem et indépendants)", True),
        ("Députés non inscrits", "non-inscrit à l'Assemblée nationale", True),
        ("NI", "non-inscrit à l'Assemblée nationale", True),
        ("Députés non inscrits", "groupe socialiste", False),
        ("Les Républicains", "Gauche démocrate et républicaine", False),
        ("Renaissance", "groupe Rassemblement national", False),
        ("", "groupe socialiste", False),
    ],
)
def test_groups_are_compared_by_their_telling_words(ours: str, theirs: str, same: bool) -> None:
    assert are_one(Label.of(ours), Label.of(theirs)) is same


def test_a_legislature_is_known_whole_by_its_constituencies() -> None:
    everybody = assembly(14)
    assert known_whole(everybody) == {14}
    assert known_whole(everybody[:540]) == set()
