"""The shipped queries and their headers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from anq2rdf.errors import UsageError
from anq2rdf.query import find_query, library, read_query
from anq2rdf.query.library import KINDS, Parameter
from anq2rdf.query.parameters import bind_parameters


def test_every_shipped_query_says_what_it_is_and_takes_its_parameters() -> None:
    for query in library():
        assert query.titles.keys() == query.explanations.keys() == {"en", "fr"}
        assert all(parameter.kind in KINDS for parameter in query.parameters)
        if not query.federated:
            terms = {ox.Variable(name): term for name, term in bind_parameters(query, {}).items()}
            ox.Store().query(query.text, substitutions=terms)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["cq01", "CQ01", "question-record", "Question-Record"])
def test_a_query_is_found_by_id_or_name_in_capitals_or_not(name: str) -> None:
    assert find_query(name).id == "CQ01"


def test_an_unknown_name_is_refused_with_those_that_are_like_it() -> None:
    with pytest.raises(UsageError) as caught:
        find_query("delays-by-ministery")
    assert caught.value.remedy.startswith("perhaps delays-by-ministry")
    with pytest.raises(UsageError, match="no query called xyzzy"):
        find_query("xyzzy")


def test_a_header_is_read_with_kinds_and_quoted_defaults() -> None:
    query = read_query(
        "# id: X1\n# name: an-example\n# title-en: A title\n# title-fr: Un titre\n# explanation-fr: Pourquoi\n"
        '# parameters: a=PA1 since:date=2020-01-01 word:string="deux mots" n:integer none:string=""\nSELECT ?a {}'
    )
    assert (query.id, query.name) == ("X1", "an-example")
    assert (query.title("fr"), query.title("de")) == ("Un titre", "A title")
    assert (query.explanation("fr"), query.explanation("en")) == ("Pourquoi", "")
    assert query.parameters == (
        Parameter("a", "PA1"),
        Parameter("since", "2020-01-01", "date"),
        Parameter("word", "deux mots", "string"),
        Parameter("n", None, "integer"),
        Parameter("none", "", "string"),
    )


def test_a_query_that_calls_another_endpoint_is_known_by_its_text() -> None:
    assert read_query("# id: X1\nSELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }").federated
    assert not read_query("# id: X1\nSELECT * { ?s ?p ?o } # SERVICE").federated


def test_ones_own_query_takes_any_of_its_variables() -> None:
    assert read_query("SELECT ?b ?a { ?a $b '?c' }").parameters == (Parameter("a"), Parameter("b"))
