"""No value can change a query that an endpoint gets, whatever it holds and however the endpoint reads escapes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from anq2rdf import sparql
from anq2rdf.errors import UsageError
from anq2rdf.query import library
from anq2rdf.query.binding import bind_terms, spell
from anq2rdf.query.parameters import bind_parameters

QUERY = """SELECT ?x ?n WHERE {
  { ?s <http://example.org/p> ?x } UNION { ?s <http://example.org/q> ?x }
  { SELECT ?x (COUNT(*) AS ?n) WHERE { ?any ?way ?x } GROUP BY ?x }
  FILTER NOT EXISTS { ?s <http://example.org/hidden> ?x }
}"""
NASTY = [
    '" } ; DROP ALL #', 'x" } UNION { ?a ?b ?c } #', "\\", "\\\\", '\\"', "\\u0022 } #", "\\\\u0022 } #", "\\U00000022 } #",
    "\\u005C\\u0022 } #", "\\\\\\u0022", "\x01" + "0022", "\x00", "\x7f", "\n\r\t\b\f", "'''", '"""', "}", "{", "<", ">", "#",
    "?x", "$x", "%22", "&quot;", "\u2028", "\U0001f600", "é\u0301", "a\\", "@fr", "^^<x>", "SERVICE <http://example.org/>",
]
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from([*NASTY, "u", "U", "0022", "x"]), max_size=6).map("".join),
    st.text(st.characters(exclude_categories=("Cs",))),
)


def naively_unescaped(text: str) -> str:
    """Codepoint escapes undone before anything else, as §19.2 may be read: with no regard for a backslash before."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), text)


def counted_unescaped(text: str) -> str:
    """The same where only an odd number of backslashes begins an escape, and only `\\u` is one: as Java reads it."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\\u([0-9A-Fa-f]{4})", lambda m: m[1] + chr(int(m[2], 16)), text)


@settings(deadline=None)  # two engines parse each query
@given(TEXTS)
def test_a_text_stays_one_literal_in_every_reading_of_escapes(value: str) -> None:
    bound = bind_terms(QUERY, {"x": ox.Literal(value)})
    plain = bind_terms(QUERY, {"x": ox.Literal("plain")})
    for read in (str, naively_unescaped, counted_unescaped):
        query = read(bound)
        kinds = [(t.kind, t.text) for t in sparql.tokens(query) if t.kind != "string"]
        assert kinds == [(t.kind, t.text) for t in sparql.tokens(plain) if t.kind != "string"]
        rows = list(ox.Store().query("SELECT ?x { " + _values(query) + " }"))  # type: ignore[arg-type]
        assert [row["x"] for row in rows] == [ox.Literal(value)]


def _values(query: str) -> str:
    """The first VALUES block as it stands in the query."""
    begin = query.index("VALUES ?x")
    literal = next(token for token in sparql.tokens(query[begin:]) if token.kind == "string")
    return f"VALUES ?x {{ {literal.text} }}"


@settings(deadline=None)  # two engines parse each query
@given(TEXTS)
def test_both_engines_find_what_was_meant_and_nothing_else(value: str) -> None:
    store, graph = ox.Store(), Graph()
    for each in (value, "other", value + " "):
        line = f"<http://example.org/s> <http://example.org/p> {ox.Literal(each)} ."
        store.load(line, format=ox.RdfFormat.N_TRIPLES)
        graph.parse(data=line, format="nt")
    bound = bind_terms(QUERY, {"x": ox.Literal(value)})
    assert {row["x"].value for row in store.query(bound)} == {value}  # type: ignore[union-attr]
    assert {str(row[0]) for row in graph.query(bound)} == {value}  # type: ignore[index]


@given(st.text(st.characters(codec="ascii")))
def test_an_address_is_one_token_or_refused(value: str) -> None:
    try:
        term = ox.NamedNode("http://example.org/" + value)
    except ValueError:
        return
    for read in (str, naively_unescaped):
        assert [token.kind for token in sparql.tokens(read(spell(term)))] == ["iri"]


def test_the_block_stands_in_each_group_that_uses_the_variable_and_in_no_other() -> None:
    bound = bind_terms(QUERY, {"x": ox.Literal(1)})
    one = 'VALUES ?x { "1"^^<http://www.w3.org/2001/XMLSchema#integer> }'
    assert bound.count(one) == 4     # the whole, both branches, the sub-SELECT; EXISTS takes it from outside
    assert f"{{ {one}  ?s <http://example.org/q>" in bound
    assert bind_terms(QUERY, {}) == QUERY


def test_a_query_without_a_group_cannot_be_bound() -> None:
    with pytest.raises(UsageError, match=r"\?x cannot be set"):
        bind_terms("DESCRIBE ?x", {"x": ox.Literal(1)})


def test_every_query_of_the_library_can_be_bound_in_its_text() -> None:
    for query in library():
        bound = bind_terms(query.text, dict(bind_parameters(query, {})))
        assert (bound != query.text) == any(parameter.default is not None for parameter in query.parameters)
