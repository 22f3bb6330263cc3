"""What is refused, what runs instead, and that every engine says the same of the shipped shapes."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.errors import UsageError
from anq2rdf.validation import check, read_shapes
from anq2rdf.validation.check import ENGINES
from anq2rdf.validation.compiled import View, compile_shapes
from anq2rdf.validation.compiled.patterns import finder, first_characters
from anq2rdf.validation.data import Spool
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.shapes import divide
from tests.validation.made_up import DATA_CHAIN, JOURNAL, PREFIXES, QUESTIONS, keys, reference, store_of
from tests.validation.test_compiled_equality import parse
from tests.validation.test_constraints import shape

REFUSED = {
    "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:next ; sh:node ex:S ] .": "refers back to itself",
    "ex:S sh:targetClass ex:C ; sh:sparql [ sh:select '' ] .": "sh:sparql",
    "ex:S sh:targetClass ex:C ; sh:minCuont 1 .": "sh:minCuont",
    "ex:S sh:targetClass ex:C ; sh:minCount 1 .": "sh:minCount is for property shapes",
    "ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:minCount 1 , 2 .": "2 values of sh:minCount",
    "ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:minCount 'x' .": "not an integer",
    "ex:S sh:targetClass ex:C ; sh:pattern '(' .": "sh:pattern is not valid",
    "ex:S sh:targetClass ex:C ; sh:path [ ex:odd ex:p ] .": "path that is not well formed",
    "ex:S sh:targetClass ex:C ; sh:path ( ex:p ) .": "fewer than two",
    "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:path ex:p .": "not well formed",
    "ex:S sh:targetClass ex:C ; sh:ignoredProperties ( ex:p ) .": "without sh:closed",
    "ex:S sh:targetClass ex:C ; sh:in () .": "empty",
    "ex:S sh:targetClass ex:C ; sh:nodeKind ex:Odd .": "sh:nodeKind",
    "ex:S sh:targetClass ex:C ; sh:property [ sh:minCount 1 ] .": "no sh:path",
    "ex:S sh:targetClass ex:C ; sh:node [ sh:path ex:p ] .": "property shape",
    "ex:S sh:targetClass ex:C ; sh:severity sh:Info , sh:Warning .": "more than one severity",
    "ex:S sh:targetClass ex:C ; ex:max 1 . ex:K a sh:ConstraintComponent ; sh:parameter [ sh:path ex:max ] .": "ex.*K",
}


@pytest.mark.parametrize(("shapes", "reason"), REFUSED.items())
def test_what_cannot_be_compiled_is_refused_by_name_with_a_reason(shapes: str, reason: str) -> None:
    engine = compile_shapes(graph_of(parse(shapes)))
    [(node, said)] = engine.refused
    assert str(node) == "<http://example.org/S>"
    assert re.search(reason, said)
    assert engine.judge(View.of(parse(DATA_CHAIN))) == []


RECURSIVE = (
    "ex:R sh:targetNode ex:a ; sh:message 'r' ; sh:property [ sh:path ex:next ; sh:message 'r' ; sh:node ex:R ] ."
)
PLAIN = "ex:P sh:targetClass ex:C ; sh:message 'p' ; sh:property [ sh:path ex:name ; sh:message 'p' ; sh:minCount 1 ] ."


def shapes_of(turtle: str) -> object:
    return divide(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


def test_a_refused_shape_goes_to_pyshacl_and_the_report_says_so() -> None:
    report = check(store_of(DATA_CHAIN), shapes_of(RECURSIVE + PLAIN))
    assert keys(report) == reference(DATA_CHAIN, RECURSIVE + PLAIN)
    assert "shape on <http://example.org/name>" in {tally.name for tally in report.tallies}
    [note] = report.notes
    assert note.startswith("by pySHACL: <http://example.org/R>: it refers back to itself")


def test_without_refused_shapes_there_is_nothing_to_note() -> None:
    assert check(store_of(DATA_CHAIN), shapes_of(PLAIN)).notes == ()


def test_the_compiled_engine_alone_raises_for_each_refused_shape() -> None:
    with pytest.raises(UsageError, match=r"example.org/R.*itself"):
        check(store_of(DATA_CHAIN), shapes_of(RECURSIVE + PLAIN), "compiled")


def test_an_engine_that_does_not_exist_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no validation engine fast"):
        check(store_of(""), shapes_of(PLAIN), "fast")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("data", [QUESTIONS, JOURNAL], ids=["questions", "journal"])
def test_every_engine_gives_the_same_results(engine: str, data: str) -> None:
    assert keys(check(store_of(data), read_shapes(), engine)) == reference(data)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_constraint_that_stays_with_pyshacl_is_judged_by_every_engine_but_one(engine: str) -> None:
    shapes = shape("SELECT $this ?value WHERE { $this ex:name ?value } ORDER BY ?value LIMIT 1")
    if engine == "compiled":
        with pytest.raises(UsageError, match="sh:sparql"):
            check(store_of(DATA_CHAIN), shapes_of(shapes), engine)
    else:
        assert keys(check(store_of(DATA_CHAIN), shapes_of(shapes), engine)) == reference(DATA_CHAIN, shapes)


def test_big_data_is_judged_in_pieces_with_the_same_results(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = read_shapes()
    whole = check(store_of(QUESTIONS), shapes)
    monkeypatch.setattr(import_module("anq2rdf.validation.check"), "IN_MEMORY", 0)
    monkeypatch.setattr("anq2rdf.validation.pieces.cut.__defaults__", (1,))
    assert check(store_of(QUESTIONS), shapes).results == whole.results


def test_shapes_that_look_too_far_for_pieces_hold_all_in_memory_and_the_report_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far = "ex:S sh:targetClass ex:C ; sh:message 'm' ; sh:path [ sh:oneOrMorePath ex:next ] ; sh:maxCount 1 ."
    monkeypatch.setattr(import_module("anq2rdf.validation.check"), "IN_MEMORY", 0)
    report = check(store_of(DATA_CHAIN), shapes_of(far))
    assert keys(report) == reference(DATA_CHAIN, far) != []
    assert [note for note in report.notes if "held in memory" in note]


def test_shapes_that_travel_to_another_process_say_the_same_there() -> None:
    engine = compile_shapes(read_shapes().core)
    there = pickle.loads(pickle.dumps(engine))
    findings = there.judge(View.of(store_of(QUESTIONS)))
    assert Counter(engine.results(findings)) == Counter(engine.results(engine.judge(View.of(store_of(QUESTIONS)))))
    assert findings


def test_a_blank_node_has_one_name_whichever_constraint_finds_it(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text(PREFIXES + "[] a ex:C ; ex:p 1 .")
    shapes = shapes_of(shape("SELECT $this WHERE { $this ex:p 1 }") + "ex:N sh:targetClass ex:C ; sh:nodeKind sh:IRI .")
    with Spool() as spool:
        spool.add_file(tmp_path / "data.ttl")
        report = check(spool, shapes)
    assert len(report.results) == 2
    assert len({result.focus for result in report.results}) == 1


PIECES = st.sampled_from(
    ["a", "b", "ab", "[ab]", "[a-c]", "(a|b)", "a?", "b*", "x", "^", "$", ".", r"\.", "[^a]", "|", "é", "&("]
)


@given(st.lists(PIECES, max_size=6).map("".join), st.text("abcx.é&(", max_size=8))
def test_looking_for_first_characters_changes_no_verdict(pattern: str, text: str) -> None:
    try:
        wanted = re.search(pattern, text) is not None
    except re.error:
        return
    assert finder(pattern, re.NOFLAG)(text) is wanted


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("<[a-z]|&(nbsp|amp);", set("<&")),
        ("[a-cx]|é", set("abcxé")),
        ("ab", {"a"}),
        ("a?b", None),
        ("^a", None),
        ("(a|b)", None),
        ("[^a]", None),
        ("a|", None),
        (r"\d", None),
        ("[\u0000-\uffff]", None),
    ],
)
def test_first_characters_are_known_only_where_they_are_plain(pattern: str, expected: set[str] | None) -> None:
    assert first_characters(pattern) == expected


@pytest.mark.parametrize("engine", ["auto", "compiled", "reference"])
def test_a_number_is_judged_as_it_is_spelt_though_the_store_keeps_its_value(engine: str, tmp_path: Path) -> None:
    data = tmp_path / "data.nt"
    number = '"{}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    data.write_text(
        "".join(f"<http://example.org/{each}> <http://example.org/n> {number.format(each)} .\n" for each in ("01", "2"))
    )
    shapes = 'ex:S sh:targetSubjectsOf ex:n ; sh:message "m" ; sh:path ex:n ; sh:pattern "^0" .'
    with Spool() as spool:
        spool.add_file(data)
        report = check(spool, shapes_of(shapes), engine)
    assert [result.focus.value for result in report.results] == ["http://example.org/2"]
