"""What a person types becomes a term and nothing else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.errors import UsageError
from anq2rdf.query import LibraryQuery
from anq2rdf.query.library import Parameter
from anq2rdf.query.parameters import bind_parameters, read_settings

XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/anq/id/"


def bound(parameter: Parameter, value: str, base: str = "https://w3id.org/anq/") -> object:
    query = LibraryQuery(id="X", text="SELECT ?x {}", parameters=(parameter,))
    return bind_parameters(query, {parameter.name: value}, base)[parameter.name]


@pytest.mark.parametrize(
    ("parameter", "value", "term"),
    [
        (Parameter("deputy", "PA923"), "PA1", ox.NamedNode(ID + "person/PA1")),
        (Parameter("deputy", "PA923"), "<http://example.org/x>", ox.NamedNode("http://example.org/x")),
        (Parameter("deputy", "PA923"), "https://example.org/x", ox.NamedNode("https://example.org/x")),
        (Parameter("organ", "PO1"), "PO653280", ox.NamedNode(ID + "organ/PO653280")),
        (Parameter("mandate", "PM1"), "PM645051", ox.NamedNode(ID + "mandate/PM645051")),
        (Parameter("question", "QANR5L14QE1"), "QANR5L15QG2", ox.NamedNode(ID + "question/QANR5L15QG2")),
        (Parameter("uid", "QANR5L14QE1"), "QANR5L15QG2", ox.Literal("QANR5L15QG2")),
        (Parameter("deputy", "PA923", "string"), "PA1", ox.Literal("PA1")),
        (Parameter("x", "1", "string"), "2", ox.Literal("2")),
        (Parameter("page", "5446"), "007", ox.Literal("7", datatype=ox.NamedNode(XSD + "integer"))),
        (Parameter("day", "2016-06-14"), "2015-03-31", ox.Literal("2015-03-31", datatype=ox.NamedNode(XSD + "date"))),
        (Parameter("free"), "2015-03-31", ox.Literal("2015-03-31", datatype=ox.NamedNode(XSD + "date"))),
        (Parameter("free"), "12", ox.Literal("12", datatype=ox.NamedNode(XSD + "integer"))),
        (Parameter("free"), "PA1", ox.NamedNode(ID + "person/PA1")),
        (Parameter("free"), "équipements", ox.Literal("équipements")),
    ],
)
def test_the_declared_kind_then_the_default_then_the_value_decide(
    parameter: Parameter, value: str, term: object
) -> None:
    assert bound(parameter, value) == term


def test_identifiers_follow_the_base() -> None:
    assert bound(Parameter("d", "PA1"), "PA2", "https://data.example.org/anq") == ox.NamedNode(
        "https://data.example.org/anq/id/person/PA2"
    )


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (Parameter("page", "1"), "x"),
        (Parameter("page", "1"), "1.5"),
        (Parameter("day", kind="date"), "2015-02-30"),
        (Parameter("day", kind="date"), "31/03/2015"),
        (Parameter("d", "PA1"), "Lefebvre"),
        (Parameter("d", "PA1"), "<a b>"),
        (Parameter("d", kind="iri"), "<http://example.org/> } DROP ALL #"),
        (Parameter("t", kind="string"), "\ud800"),
    ],
)
def test_a_value_of_another_kind_is_a_usage_error(parameter: Parameter, value: str) -> None:
    with pytest.raises(UsageError, match="expected"):
        bound(parameter, value)


def test_an_unknown_parameter_is_refused_with_those_there_are() -> None:
    query = LibraryQuery(id="X", text="", parameters=(Parameter("page", "1"), Parameter("day", "2016-06-14")))
    with pytest.raises(UsageError) as caught:
        bind_parameters(query, {"pgae": "1"})
    assert "page, day" in caught.value.remedy


def test_defaults_hold_where_nothing_is_given() -> None:
    query = LibraryQuery(id="X", text="", parameters=(Parameter("a", "1"), Parameter("b")))
    assert bind_parameters(query, {}) == {"a": ox.Literal(1)}


@pytest.mark.parametrize("given_", [["a"], ["=1"], ["a b=1"], ["a=1", "?a=2"]])
def test_a_setting_is_a_variable_and_a_value_once(given_: list[str]) -> None:
    with pytest.raises(UsageError):
        read_settings(given_)


def test_a_setting_may_hold_an_equals_sign() -> None:
    assert read_settings(["?a=b=c", "d="]) == {"a": "b=c", "d": ""}


INJECTIONS = ['" } ; DROP ALL #', 'x"@fr . ?s ?p ?o } #', "\\", "\n", "'''", '"""', "}", "<", "\\u0022", "?x", "$x"]


@given(st.one_of(st.sampled_from(INJECTIONS), st.text(st.characters(exclude_categories=("Cs",)))))
def test_no_text_can_be_more_than_a_literal(value: str) -> None:
    query = LibraryQuery(
        id="X", text="SELECT ?x { ?s <http://example.org/p> ?x }", parameters=(Parameter("x", "a", "string"),)
    )
    terms = bind_parameters(query, {"x": value})
    assert query.text == "SELECT ?x { ?s <http://example.org/p> ?x }"
    store = ox.Store()
    for each in ("other", value):
        store.add(ox.Quad(ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), ox.Literal(each)))
    rows = store.query(query.text, substitutions={ox.Variable("x"): terms["x"]})
    assert {row["x"].value for row in rows} == {value}  # type: ignore[union-attr]
