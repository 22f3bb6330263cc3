"""Query text read as tokens: what may run, and where a variable is bound."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf import sparql

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:9/> SELECT * { SERVICEa:b{?s ?p ?o} }",
    "PREFIX a: <http://127.0.0.1:9/> SELECT * { ?s ?p 1SERVICEa:b{?s ?p ?o} }",
    "SELECT * { FILTER(?a<?b)SERVICEx:y#>\n{?s ?p ?o} }",
    "SELECT * { ?s ex:a\\# SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n }",
    "SELECT * { ?s ex:a\\' SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } # '\n }",
    "SELECT * { <http://e/\\u0041#x> ?p ?o SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n }",
    "SELECT * { ?s ?p '\\u0027 SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } # ' }",
    "SELECT * { SERV\\u0049CE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    'SELECT * { VALUES ?x { "" "a" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
    "SELECT * { ?s ?p ?o } # comment\rSELECT * { SERVICE <http://127.0.0.1:9/> { } }",
]
LOCAL = [
    "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1:9/> { }' }",
    'SELECT * { ?s ?p """a " SERVICE """ }',
    "SELECT * { ?s ?p ?o } # no SERVICE here",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service }",
    "SELECT * { ?service ?p <http://example.org/services> }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
]


@pytest.mark.parametrize("text", CALLS)
def test_every_spelling_of_a_call_elsewhere_is_seen(text: str) -> None:
    assert sparql.federated(text)


@pytest.mark.parametrize("text", LOCAL)
def test_the_word_alone_is_no_call(text: str) -> None:
    assert not sparql.federated(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# SELECT\nask {}", "ASK"),
        ("BASE <http://e/> PREFIX a: <b> CONSTRUCT {} {}", "CONSTRUCT"),
        ("DESCRIBE <http://e/>", "DESCRIBE"),
        ("PREFIX select: <http://e/> DELETE WHERE {}", None),
        ("LOAD <http://e/>", None),
        ("INSERT DATA { <a:SELECT> a 1 }", None),
        ("", None),
        ("CLEAR ALL", None),
    ],
)
def test_the_form_is_told_past_the_prologue(text: str, form: str | None) -> None:
    assert sparql.form(text) == form


@given(st.text())
def test_tokens_lose_nothing_but_blanks_and_comments(text: str) -> None:
    position = 0
    for token in sparql.tokens(text):
        between = text[position : token.start]
        assert not between.strip() or "#" in between
        assert text[token.start : token.start + len(token.text)] == token.text
        position = token.start + len(token.text)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_literal_of_any_text_is_one_token(text: str) -> None:
    literal = str(ox.Literal(text))
    assert [token.text for token in sparql.tokens(f"SELECT * {{ ?s ?p {literal} }}")] == [
        "SELECT",
        "*",
        "{",
        "?s",
        "?p",
        literal,
        "}",
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT ?x { ?x a ?y }", "SELECT ?x {|?x a ?y }"),
        ("SELECT $x { { $x a ?y } UNION { ?z a ?y } }", "SELECT $x {|{|$x a ?y } UNION { ?z a ?y } }"),
        (
            "SELECT ?x { FILTER NOT EXISTS { ?x a ?y { ?x a ?z } } }",
            "SELECT ?x {|FILTER NOT EXISTS { ?x a ?y { ?x a ?z } } }",
        ),
        ("SELECT ?x { { SELECT ?x { ?y a ?z } } }", "SELECT ?x {|{ SELECT ?x {|?y a ?z } } }"),
        ("SELECT ?x { VALUES (?x ?y) { (1 2) } '{ ?x }' }", "SELECT ?x {|VALUES (?x ?y) { (1 2) } '{ ?x }' }"),
    ],
)
def test_a_pattern_goes_into_each_group_that_needs_it(text: str, bound: str) -> None:
    made = sparql.bind(text, "x", "|")
    assert made.replace(" |  ", "|") == bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT DATA {}", True),
        ("# SELECT\nbase <a:> prefix x: <b:> With <g> delete { ?s ?p ?o } where { ?s ?p ?o }", True),
        ("\\u004COAD <http://example.org/>", True),
        ("SELECT * { ?insert ?p 'DELETE' }", False),
        ("PREFIX insert: <a:> ASK {}", False),
        ("SELEC * {}", False),
        ("", False),
    ],
)
def test_an_update_is_told_from_a_query(text: str, expected: bool) -> None:
    assert sparql.updates(text) is expected


@pytest.mark.parametrize(
    ("text", "graphs", "files"),
    [
        ("SELECT * FROM <http://example.org/g> {}", True, False),
        ("SELECT*from<http://example.org/g>{}", True, False),
        ("CONSTRUCT { ?s ?p ?o } FROM NAMED <file:///x> WHERE { ?s ?p ?o }", True, True),
        ("SELECT (EXISTS { ?s ?p ?o } AS ?x) FROM <FILE:x> {}", True, True),
        ("PREFIX f: <file:///etc/> ASK FROM f:passwd {}", True, True),
        ("ASK FR\\u004FM <\\u0066ile:x> {}", True, True),
        ("SELECT ?from { ?s x:from 'FROM <file:x>' } # FROM <file:x>", False, False),
        ("PREFIX from: <http://example.org/> ASK { from:a ?p ?o }", False, False),
        ("ASK { ?s ?p <file:///x> }", False, False),
    ],
)
def test_graphs_and_files_that_a_query_names_are_seen(text: str, graphs: bool, files: bool) -> None:
    assert (sparql.names_graphs(text), sparql.names_files(text)) == (graphs, files)


@pytest.mark.parametrize(
    ("text", "depth"), [("", 0), ("ASK {}", 1), ("ASK { { ([ }", 4), ("ASK { '((((' } #((((", 1), ("}}}ASK { ( ) ( ) }", -1)]
)
def test_brackets_are_counted_where_they_are_brackets(text: str, depth: int) -> None:
    assert sparql.depth(text) == max(depth, 0)


def test_a_prologue_without_end_is_not_read_to_its_end() -> None:
    assert sparql.form("PREFIX a: <b:> " * 1_000 + "SELECT * {}") == "SELECT"
    assert sparql.form("PREFIX a: <b:> " * 60_000 + "SELECT * {}") is None
