"""The compiled engine's view of the data, and reading it from lines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.statements import DATE, FRENCH, HTML, INTEGER, IRI, STRING, Node
from anq2rdf.validation.compiled import View
from anq2rdf.validation.compiled.lines import read_lines
from anq2rdf.validation.compiled.terms import Term, from_rdflib, from_store, to_rdflib, to_store

XSD = "http://www.w3.org/2001/XMLSchema#"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
iris = st.sampled_from(["http://example.org/a", "http://example.org/é", "urn:x:_:y"])
named = st.builds(ox.NamedNode, iris)
blank = st.sampled_from(["b0", "b-1", "x.y"]).map(ox.BlankNode)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["fr", "fr-be", "zh-hant"])),
    st.builds(
        lambda text, of: ox.Literal(text, datatype=ox.NamedNode(of)), texts, st.sampled_from([XSD + "date", "urn:d"])
    ),
)
triples = st.builds(ox.Triple, st.one_of(named, blank), named, st.one_of(named, blank, literals))


def statements(view: View) -> set[tuple[Term, str, Term]]:
    return set(view.statements())


@given(st.lists(triples, max_size=8))
def test_lines_hold_what_was_written(some: list[ox.Triple]) -> None:
    written = ox.serialize(some, format=ox.RdfFormat.N_TRIPLES).decode()
    expected = {(from_store(t.subject), t.predicate.value, from_store(t.object)) for t in some}
    assert statements(read_lines(_lines(written))) == expected
    assert statements(View.of(some)) == expected


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]]


@given(st.one_of(named, blank, literals))
def test_a_term_goes_there_and_back(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    assert to_store(from_store(term)) == term
    assert to_store(from_rdflib(to_rdflib(from_store(term)))) == term


@pytest.mark.parametrize(
    "line",
    [
        '<urn:s>  <urn:p>   "x" .\n',
        '<urn:s> <urn:p> "x".\n',
        '<urn:s> <urn:p> "x" . # said\n',
        '  <urn:s> <urn:p> "\\u0078" .\n',
        '<urn:\\u0073> <urn:p> "x" .\n',
        '<urn:s> <urn:p> "x" .',
        '<urn:s> <urn:p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .\r\n',
    ],
)
def test_a_line_no_serialiser_writes_is_read_all_the_same(line: str) -> None:
    expected = {(("iri", "urn:s"), "urn:p", (XSD + "string", "x"))}
    assert statements(read_lines([line])) == expected
    assert statements(read_lines(["<urn:s> <urn:p> <urn:o> .\n", line])) > expected


@pytest.mark.parametrize("line", ["<urn:s> <urn:p> .\n", "urn:s <urn:p> <urn:o> .\n", '<urn:s> <urn:p> "x" "y" .\n'])
def test_what_is_not_n_triples_is_a_syntax_error(line: str) -> None:
    with pytest.raises(SyntaxError):
        read_lines([line])


def test_comments_and_empty_lines_say_nothing() -> None:
    assert statements(read_lines(["# a\n", "\n"])) == set()


def test_a_record_s_nodes_make_the_same_view_as_its_lines() -> None:
    pairs = [
        ("urn:p", IRI, "urn:o"),
        ("urn:p", STRING, "x"),
        ("urn:q", FRENCH, "été"),
        ("urn:q", DATE, "2014-03-04"),
        ("urn:q", INTEGER, "7"),
        ("urn:q", HTML, "<p>x</p>"),
    ]
    view = View()
    assert view.add_node(Node("urn:s", "urn:g", pairs)) == ("iri", "urn:s")
    lines = f"""<urn:s> <urn:p> <urn:o> .
<urn:s> <urn:p> "x" .
<urn:s> <urn:q> "été"@fr .
<urn:s> <urn:q> "2014-03-04"^^<{XSD}date> .
<urn:s> <urn:q> "7"^^<{XSD}integer> .
<urn:s> <urn:q> "<p>x</p>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> .
"""
    assert statements(view) == statements(read_lines(lines.splitlines(keepends=True)))


def test_a_statement_told_twice_counts_once() -> None:
    view = read_lines(["<urn:s> <urn:p> <urn:o> .\n"] * 2)
    assert list(view.objects(("iri", "urn:s"), "urn:p")) == [("iri", "urn:o")]
    assert list(view.subjects("urn:p", ("iri", "urn:o"))) == [("iri", "urn:s")]
