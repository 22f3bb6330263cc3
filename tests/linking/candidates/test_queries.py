"""The queries, put to a store that holds statements in Wikidata's shape (wikidata.ttl)."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from anq2rdf.errors import UsageError
from anq2rdf.linking.candidates import ORGANS, print_organ_query, print_query

_ENTITY = "http://www.wikidata.org/entity/"
Row = dict[str, str]


@pytest.fixture(scope="module")
def wikidata() -> ox.Store:
    store = ox.Store()
    store.load(path=str(Path(__file__).with_name("wikidata.ttl")), format=ox.RdfFormat.TURTLE)
    return store


def rows(store: ox.Store, query: str) -> list[Row]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term.value.removeprefix(_ENTITY) for name in names if (term := row[name]) is not None}
        for row in solutions
    ]


def values(found: list[Row], name: str) -> set[str]:
    return {row[name] for row in found if name in row}


@pytest.mark.parametrize("legislature", [15, 16])
def test_a_legislature_is_found_by_its_ordinal_or_its_name(wikidata: ox.Store, legislature: int) -> None:
    assert values(rows(wikidata, print_query(legislature)), "item") == {"Q9001"}


def test_a_number_of_another_republic_is_not_this_one(wikidata: ox.Store) -> None:
    assert "Q9002" not in values(rows(wikidata, print_query(16)), "item")
    assert rows(wikidata, print_query(14)) == []


def test_a_deputy_is_told_of_in_full(wikidata: ox.Store) -> None:
    found = rows(wikidata, print_query(16))
    assert values(found, "label") == {"Anne Dupré"}
    assert values(found, "alias") == {"Anne Dupré", "Anne Dupre", "Anne Martin"}
    assert values(found, "assemblyId") == {"1234"}, "the other one is deprecated"
    assert values(found, "sycomore") == {"17394"}
    assert values(found, "nosdeputes") == {"anne-dupre"}
    assert values(found, "redirect") == {"Q8001"}
    assert values(found, "instance") == {"Q5"}
    assert [(row["birth"], row["birthPrecision"]) for row in found if "birth" in row] == [("1960-01-01T00:00:00Z", "9")]


def test_positions_come_with_what_qualifies_them(wikidata: ox.Store) -> None:
    found = [row for row in rows(wikidata, print_query(16)) if "statement" in row]
    assert values(found, "statement") == {"statement/m1", "statement/m2"}, "neither the deprecated one nor the mayor's"
    now = [row for row in found if row["statement"] == "statement/m1"]
    assert values(now, "groupLabel") == {"groupe Alpha", "groupe Bêta"}
    assert values(now, "start") == {"2022-06-22T00:00:00Z"}
    assert values(now, "startPrecision") == {"11"}
    assert values(found, "districtLabel") == {"vingt et unième circonscription du Nord", "Yvelines' 2nd constituency"}


def test_an_identifier_is_enough_where_a_position_has_no_term(wikidata: ox.Store) -> None:
    assert values(rows(wikidata, print_query(None)), "item") == {"Q9001", "Q9003"}


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        ("legislature", {"Q900003", "Q900015", "Q900016"}),
        ("constituency", {"Q900101", "Q900102"}),
        ("group", {"Q900201", "Q900202"}),
        ("ministry", {"Q900301"}),
    ],
)
def test_organs(wikidata: ox.Store, kind: str, things: set[str]) -> None:
    found = rows(wikidata, print_organ_query(kind))  # type: ignore[arg-type]
    assert values(found, "thing") == things
    assert values(found, "kind") == {kind}


def test_every_query_is_sparql_1_1() -> None:
    for query in (print_query(1), print_query(17), print_query(None), *map(print_organ_query, ORGANS)):
        prepareQuery(query)


def test_no_query_knows_a_legislature_or_a_constituency_by_number() -> None:
    classes_and_offices = {"Q3044918", "Q15238777", "Q15620943", "Q200686", "Q193582", "Q192350", "Q142"}
    for query in (print_query(16), print_query(None), *map(print_organ_query, ORGANS)):
        assert set(re.findall(r"\bQ[0-9]+\b", query)) <= classes_and_offices


@pytest.mark.parametrize("number", [0, -1, 30, 1958])
def test_a_legislature_that_cannot_be(number: int) -> None:
    with pytest.raises(UsageError, match="there is no legislature"):
        print_query(number)
