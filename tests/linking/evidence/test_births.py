"""Births compared, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from anq2rdf.linking.evidence.births import compare_birth, compare_births
from anq2rdf.linking.items import PartialDate
from tests.linking.evidence.made import day

OURS = dt.date(1956, 3, 8)
TABLE = [
    (day("1956-03-08"), "equal"),
    (day("1956-03"), "month"),
    (day("1956"), "year"),
    (day("1956-01-01"), "january"),
    (PartialDate(1956, 1, 1, doubtful=True), "january"),
    (PartialDate(1957, 1, 1, doubtful=True), "adjacent"),
    (PartialDate(1958, 1, 1, doubtful=True), "differs"),
    (PartialDate(1957, 1, 1), "differs"),       # told with its day
    (PartialDate(1956, 3, 1, doubtful=True), "month"),
    (PartialDate(1956, 3, 1), "nearly"),
    (day("1956-03-18"), "nearly"),
    (day("1956-05-08"), "nearly"),
    (day("1956-08-03"), "nearly"),
    (day("1966-03-08"), "nearly"),
    (day("1965-03-08"), "nearly"),      # figures exchanged
    (day("1965-03-09"), "differs"),
    (day("1967-03-08"), "differs"),     # two figures
    (day("1956-04-09"), "differs"),
    (day("1957"), "adjacent"),
    (day("1958"), "differs"),
    (day("1956-04"), "nearly"),
    (day("1957-03"), "differs"),
    (PartialDate(1956, 2, 31), "year"),     # no such day
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "finding"), TABLE)
def test_each_birth_has_its_finding(theirs: PartialDate, finding: str) -> None:
    assert compare_birth(OURS, theirs) == finding


def test_one_of_two_births_is_worth_less_than_the_only_one() -> None:
    found = compare_births(OURS, (day("1960-01-02"), day("1956-03-08")))
    assert found is not None
    assert (found.finding, found.theirs) == ("one", day("1956-03-08"))


def test_the_first_of_january_is_no_day_for_certain() -> None:
    assert compare_birth(dt.date(1956, 1, 1), PartialDate(1956, 1, 1, doubtful=True)) == "january"
    assert compare_birth(dt.date(1956, 1, 1), PartialDate(1956, 1, 1)) == "equal"


def test_no_birth_is_no_finding() -> None:
    assert compare_births(OURS, ()) is None
