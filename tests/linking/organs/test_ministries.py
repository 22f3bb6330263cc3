"""Ministries: ours are of one government, Wikidata's mostly the lasting institution."""

from __future__ import annotations

import pytest

from anq2rdf.linking.items import Thing
from anq2rdf.linking.organs import Body, link_things
from tests.linking.organs.made import ministry, thing

# Of Ayrault's and of Valls's first government: "Ministère de la défense" is a label of both.
AYRAULT = ministry("PO653280", "Ministère de la défense", "Défense", "2012-06-19", "2014-03-31")
VALLS = ministry("PO700737", "Ministère de la défense", "Défense", "2014-04-03", "2014-08-25")
BARE = ministry("PO1", "Ministère de la défense", "Défense", None, None)


def decided(bodies: list[Body], *things: Thing) -> list[tuple[str, str, str]]:
    return [(each.outcome, each.reason, each.relation) for each in link_things(bodies, things)]


def test_the_ministry_of_one_government() -> None:
    item = thing("Q1", "ministry", "ministère de la Défense", "2014-04-02", "2014-08-26")
    assert decided([AYRAULT, VALLS], item) == [("none", "no candidate", "same"), ("linked", "certain", "same")]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q1", "ministry", "ministère de la Défense (France)"), id="no days"),
        pytest.param(thing("Q1", "ministry", "ministère de la Défense", "1974"), id="since long"),
        pytest.param(thing("Q1", "ministry", "ministère des Armées", "1947", None, "ministère de la Défense"), id="alias"),
    ],
)
def test_the_lasting_institution_is_no_ministry_of_a_government(item: Thing) -> None:
    found = link_things([AYRAULT, VALLS, BARE], [item])
    assert {(each.outcome, each.reason, each.relation) for each in found} == {
        ("none", "lasting institution", "specialization")
    }
    assert all(each.best and each.best.item == "Q1" for each in found)


def test_days_that_nearly_agree_are_for_a_person() -> None:
    """Reshuffles lie as close as sources differ."""
    item = thing("Q1", "ministry", "ministère de la Défense", "2014-04-03", "2014-09-20")
    assert decided([VALLS], item) == [("review", "below threshold", "same")]


def test_an_institution_founded_by_our_government_is_for_a_person() -> None:
    item = thing("Q1", "ministry", "ministère de la Défense", "2014-04-03")
    assert decided([VALLS], item) == [("review", "below threshold", "specialization")]


@pytest.mark.parametrize(
    "item",
    [
        thing("Q1", "ministry", "ministère de la Défense (Belgique)", "2014-04-02", "2014-08-26"),
        thing("Q1", "ministry", "ministère de l'Intérieur", "2014-04-02", "2014-08-26"),
        thing("Q1", "ministry", "ministère de la Défense", "2017-05-17", "2017-06-21"),
    ],
)
def test_another_is_nothing(item: Thing) -> None:
    assert decided([VALLS], item) == [("none", "no candidate", "same")]
