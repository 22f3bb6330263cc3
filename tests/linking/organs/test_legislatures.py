"""Which item is a legislature: number, Fifth Republic, days; wrong numbers circulate."""

from __future__ import annotations

import pytest

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Thing
from anq2rdf.linking.organs import link_things
from tests.linking.organs.made import L14, L15, L16, L17, thing


def decided(*things: Thing) -> dict[str, Decision]:
    return {each.label: each for each in link_things([L14, L15, L16, L17], things)}


FIFTH = "XVIe législature de la Cinquième République"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q16", "legislature", FIFTH, "2022-06-22", "2024-06-09", legislature=16), id="all told"),
        pytest.param(thing("Q16", "legislature", "Q16", "2022-06-19", "2024-06-09", legislature=16), id="days alone"),
        pytest.param(thing("Q16", "legislature", FIFTH, "2022-06-28", "2024-07-17", legislature=16), id="other days"),
        pytest.param(thing("Q16", "legislature", FIFTH, "2022-06-28", legislature=16), id="no end"),
        pytest.param(thing("Q16", "legislature", FIFTH, "2022", "2024", legislature=16), id="years"),
        pytest.param(
            thing("Q16", "legislature", "16th legislature", "2022-06-22", None, "16th legislature of the French Fifth Republic", legislature=16),
            id="alias",
        ),
    ],
)  # fmt: skip
def test_a_number_with_its_days_is_the_legislature(item: Thing) -> None:
    found = decided(item)["16e législature"]
    assert (found.outcome, found.reason, found.relation) == ("linked", "certain", "same")
    assert found.best is not None
    assert found.best.item == "Q16"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q1", "legislature", "XVIe législature", legislature=16), id="a number alone"),
        pytest.param(thing("Q1", "legislature", FIFTH, legislature=16), id="no day"),
        pytest.param(thing("Q1", "legislature", FIFTH, "2017-06-21", "2022-06-21", legislature=16), id="days of the XV"),
        pytest.param(thing("Q1", "legislature", "16th Parliament", "2022-07-01", legislature=16), id="another summer"),
        pytest.param(thing("Q1", "legislature", "Assemblée", "2022-06-22", "2024-06-09"), id="no number"),
    ],
)
def test_what_lacks_republic_or_days_is_for_a_person(item: Thing) -> None:
    found = decided(item)["16e législature"]
    assert (found.outcome, found.reason) == ("review", "below threshold")


@pytest.mark.parametrize(
    "item",
    [
        thing("Q1", "legislature", "XIVe législature de la Troisième République", "1928-06-01", "1932-05-31", legislature=14),
        thing("Q1", "legislature", "14e législature", "1928-06-01", "1932-05-31", legislature=14),
        thing("Q1", "legislature", "14e législature du Québec", legislature=14),
        thing("Q1", "legislature", "14e législature", None, None, "14th legislature of the Third Republic", legislature=14),
        thing("Q1", "group", "XIVe législature de la Cinquième République", "2012-06-20", "2017-06-20", legislature=14),
    ],
)  # fmt: skip
def test_another_republic_is_not_even_doubtful(item: Thing) -> None:
    found = decided(item)["14e législature"]
    assert (found.outcome, found.best) == ("none", None)


def test_two_items_for_one_number_are_never_chosen_between() -> None:
    told = thing("Q2", "legislature", "XVe législature de la Ve République", "2017-06-21", "2022-06-21", legislature=15)
    other = thing("Q30897847", "legislature", "15e législature de la Cinquième République", legislature=15)
    found = decided(told, other)["15e législature"]
    assert (found.outcome, found.reason) == ("review", "two items")
    assert [one.item for one in (found.best, *found.rivals) if one] == ["Q2", "Q30897847"]


def test_a_number_without_anything_else_does_not_stand_in_the_way() -> None:
    told = thing("Q2", "legislature", "XVe législature de la Ve République", "2017-06-21", "2022-06-21", legislature=15)
    stranger = thing("Q3", "legislature", "XV legislatura", "2006-04-28", "2008-04-28", legislature=15)
    assert decided(told, stranger)["15e législature"].outcome == "linked"


def test_the_running_legislature_needs_its_republic() -> None:
    fifth = thing("Q4", "legislature", "XVIIe législature de la Cinquième République", "2024-07-18", legislature=17)
    assert decided(fifth)["17e législature"].outcome == "linked"
    lok_sabha = thing("Q5", "legislature", "17th Lok Sabha", "2024-06-24", legislature=17)
    assert decided(lok_sabha)["17e législature"].outcome == "review"
