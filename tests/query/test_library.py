"""The shipped queries and their headers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.query import find_query, library, read_query
from anq2rdf.query.library import KINDS, Parameter
from anq2rdf.query.parameters import bind_parameters


def test_every_shipped_query_says_what_it_is_and_takes_its_parameters() -> None:
    queries = library()
    assert len(queries) >= 18
    for query in queries:
        assert query.titles.keys() >= {"en", "fr"}
        assert query.answers.keys() >= {"en", "fr"}
        assert all(parameter.kind in KINDS for parameter in query.parameters)
        if not sparql.federated(query.text):
            terms = {ox.Variable(name): term for name, term in bind_parameters(query, {}).items()}
            ox.Store().query(query.text, substitutions=terms)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["cq01", "CQ01", "Cq01"])
def test_a_query_is_found_in_capitals_or_not(name: str) -> None:
    assert find_query(name).id == "CQ01"


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        find_query("cq99")
    assert "CQ01, CQ02" in caught.value.remedy


def test_a_header_is_read_with_kinds_and_quoted_defaults() -> None:
    query = read_query(
        "# id: X1\n# title-en: A title\n# title-fr: Un titre\n"
        '# parameters: a=PA1 since:date=2020-01-01 word:string="deux mots"\nSELECT ?a {}'
    )
    assert query.id == "X1"
    assert (query.title("fr"), query.title("de")) == ("Un titre", "A title")
    assert query.parameters == (
        Parameter("a", "PA1"),
        Parameter("since", "2020-01-01", "date"),
        Parameter("word", "deux mots", "string"),
    )


def test_ones_own_query_takes_any_of_its_variables() -> None:
    assert read_query("SELECT ?b ?a { ?a $b '?c' }").parameters == (Parameter("a"), Parameter("b"))
