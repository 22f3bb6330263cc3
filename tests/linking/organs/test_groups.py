"""Which item is a group: names vary, parties and the Senate share them, one item lasts through legislatures."""

from __future__ import annotations

import pytest

from anq2rdf.linking.items import Thing
from anq2rdf.linking.organs import Body, link_things
from tests.linking.organs.made import EPR17, FI16, LR15, LR16, NI16, RE16, UDI_A, UDI_B, thing


def decided(bodies: list[Body], *things: Thing) -> list[tuple[str, str, str]]:
    return [(each.outcome, each.reason, each.relation) for each in link_things(bodies, things)]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q1", "group", "groupe Renaissance", "2022-06-28", "2024-06-09"), id="the very days"),
        pytest.param(thing("Q1", "group", "Groupe Renaissance (2022-)", "2022-06-21", "2024-07-17"), id="other days"),
        pytest.param(thing("Q1", "group", "groupe Renaissance", legislature=16), id="the legislature"),
        pytest.param(thing("Q1", "group", "Renaissance", "2022-06-28", "2024-06-09"), id="days, not called a group"),
        pytest.param(thing("Q1", "group", "groupe Renaissance (Assemblée nationale) (2022-2024)"), id="years in the label"),
        pytest.param(
            thing("Q1", "group", "Renaissance group", "2022-06-28", "2024-06-09", "RE", legislature=16), id="English"
        ),
    ],
)
def test_a_name_with_its_days_or_legislature_is_the_group(item: Thing) -> None:
    found = {each.subject: each for each in link_things([RE16, LR16, NI16], [item])}
    assert [iri for iri, each in found.items() if each.outcome != "none"] == [RE16.iri]
    linked = found[RE16.iri]
    assert (linked.outcome, linked.reason, linked.relation) == ("linked", "certain", "same")


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q1", "group", "groupe Renaissance"), id="a name alone"),
        pytest.param(thing("Q1", "group", "Renaissance", "2022-05-05"), id="the party"),
        pytest.param(thing("Q1", "group", "groupe Renaissance", "2022-06-28"), id="no end"),
        pytest.param(thing("Q1", "group", "groupe X", "2022-06-28", "2024-06-09", "RE"), id="a short form"),
    ],
)
def test_a_name_alone_is_for_a_person(item: Thing) -> None:
    found = decided([RE16], item)[0]
    assert found[:2] == ("review", "below threshold")


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(thing("Q1", "group", "groupe Les Républicains (Sénat)", "2022-06-28", "2024-06-09"), id="Senate"),
        pytest.param(
            thing("Q1", "group", "groupe Les Républicains", "2022-06-28", "2024-06-09", "LR group in the French Senate"),
            id="Senate, in an alias",
        ),
        pytest.param(thing("Q1", "group", "groupe Les Républicains", legislature=14), id="another legislature"),
        pytest.param(thing("Q1", "group", "groupe Les Républicains", "2015-06-02", "2017-06-20"), id="another time"),
        pytest.param(thing("Q1", "constituency", "groupe Les Républicains", legislature=16), id="not a group"),
    ],
)
def test_what_is_something_else_is_not_even_doubtful(item: Thing) -> None:
    assert decided([LR16], item) == [("none", "no candidate", "same")]


def test_a_group_through_legislatures_is_the_same_as_none_of_ours() -> None:
    lasting = thing("Q1", "group", "groupe Les Républicains", "2015-06-02", "2024-07-17")
    assert decided([LR15, LR16], lasting) == [("review", "spans", "specialization")] * 2


def test_days_win_over_the_legislature_an_item_names() -> None:
    lasting = thing("Q1", "group", "groupe Les Républicains", "2015-06-02", "2024-07-17", legislature=16)
    assert decided([LR16], lasting) == [("review", "below threshold", "specialization")]


def test_a_name_that_two_organs_of_one_legislature_bear() -> None:
    """UDI, Agir et Indépendants: PO744425 until June 2019, PO767217 from September."""
    of_the_xv = thing("Q1", "group", "groupe UDI, Agir et indépendants", legislature=15)
    assert decided([UDI_A, UDI_B], of_the_xv) == [("review", "spans", "same")] * 2
    first = thing("Q1", "group", "groupe UDI, Agir et indépendants", "2017-11-29", "2019-06-10")
    assert decided([UDI_A, UDI_B], first) == [("linked", "certain", "same"), ("none", "no candidate", "same")]


def test_a_running_group_is_the_same_as_a_running_one() -> None:
    assert decided([EPR17], thing("Q1", "group", "groupe Ensemble pour la République", "2024-07-10")) == [
        ("linked", "certain", "same")
    ]


def test_two_items_of_one_name() -> None:
    dated = thing("Q1", "group", "groupe Renaissance", "2022-06-28", "2024-06-09")
    bare = thing("Q2", "group", "groupe Renaissance")
    assert decided([RE16], dated, bare)[0][:2] == ("review", "two items")


def test_deputies_of_no_group_are_no_group() -> None:
    item = thing("Q1", "group", "non-inscrit à l'Assemblée nationale", "2022-06-22", "2024-06-09", "Non inscrit", legislature=16)
    assert decided([NI16], item) == [("none", "not a group", "same")]


def test_the_beginning_of_a_name_needs_members() -> None:
    assert decided([FI16], thing("Q1", "group", "groupe La France insoumise", "2022-06-28", "2024-06-09")) == [
        ("none", "no candidate", "same")
    ]


def test_an_identifier_tells() -> None:
    item = thing("Q1", "group", "majorité présidentielle", identifiers=("PO800538",))
    found = link_things([RE16], [item])[0]
    assert found.best is not None
    assert (found.outcome, found.relation, found.best.method) == ("linked", "same", "identifier")
