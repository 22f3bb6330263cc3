"""The shapes as a catalogue: each says what it means, in two languages, at the severity the model settles."""

from __future__ import annotations

import re
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, BNode, Literal, URIRef
from rdflib.namespace import SH

from tests.shapes import ROOT, words
from tests.shapes.runner import SHAPES, constraints, name, rows, rules, shapes

# The warnings and infos of the model, by hand; all others are violations.
WARNINGS = words("""
    Q11 Q12 Q22 Q23 A03 A07 A08 A09 E07 D02 D08 D12 P02 S05 S06 S07 S08 S09 S10 S13 S14 S15 S16 S17 S19 S21 G04
    G06 G10 G11
    """)
INFOS = words("""Q13 Q16 G05 G12 G13""")
RULE = re.compile(r"[QAEDJKPSG][0-9]{2}")


def test_there_are_one_hundred_rules_named_by_their_label() -> None:
    found = rules(shapes())
    assert len(found) == 100
    for shape in found:
        assert RULE.fullmatch(name(shape))
        assert shapes().value(shape, RDFS.label) == Literal(name(shape))


def test_every_shape_named_like_a_rule_is_one() -> None:
    named = {s for s in set(shapes().subjects()) if isinstance(s, URIRef) and RULE.fullmatch(name(s))}
    assert named == set(rules(shapes()))


def test_severities_are_those_of_the_model() -> None:
    graph = shapes()
    severities = {name(shape): name(graph.value(shape, SH.severity)).removeprefix(str(SH)) for shape in rules(graph)}
    assert {shape for shape, severity in severities.items() if severity == "Warning"} == WARNINGS
    assert {shape for shape, severity in severities.items() if severity == "Info"} == INFOS
    assert Counter(severities.values()) == {"Violation": 65, "Warning": 30, "Info": 5}


def test_whatever_can_fire_has_one_message_in_each_language_with_the_same_values() -> None:
    graph = shapes()
    firing = set(rules(graph)) | {s for s in graph.subjects(SH.nodeKind, None) if isinstance(s, URIRef)}
    for shape in sorted(firing):
        holder = graph.value(shape, SH.sparql) or shape
        messages = {text.language: str(text) for text in graph.objects(holder, SH.message) if isinstance(text, Literal)}
        assert set(messages) == {"en", "fr"}, shape
        assert len(list(graph.objects(holder, SH.message))) == 2, shape
        assert graph.value(shape, SH.severity) is not None, shape
        placeholders = {language: re.findall(r"\{\?\w+\}", text) for language, text in messages.items()}
        assert placeholders["en"] == placeholders["fr"], shape


def test_comments_come_in_both_languages() -> None:
    graph = shapes()
    for shape in set(graph.subjects(RDFS.comment, None)):
        said = [text for text in graph.objects(shape, RDFS.comment) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in said) == ["en", "fr"], shape


def test_every_rule_has_a_target_of_its_own_or_by_a_group() -> None:
    graph = shapes()
    for shape in rules(graph):
        holders = [shape, *graph.subjects(SH.property, shape)]
        targets = [t for h in holders for p in (SH.targetClass, SH.targetNode) for t in graph.objects(h, p)]
        assert targets, shape


def test_only_portable_constructs_are_used() -> None:
    """No SHACL-AF targets, rules or functions, which standard engines skip in silence; no lookaround in a pattern."""
    used = {str(p).removeprefix(str(SH)) for p in set(shapes().predicates()) if str(p).startswith(str(SH))}
    assert used <= words("""
    class datatype declare hasValue in inversePath languageIn lessThanOrEquals maxCount maxInclusive message
    minCount minInclusive minLength namespace nodeKind not or path pattern prefix prefixes property select
    severity sparql targetClass targetNode uniqueLang
    """)
    assert not [text for text in shapes().objects(None, SH.pattern) if "(?" in str(text)]


def test_both_parsers_read_the_same_file() -> None:
    triples = {str(quad) for quad in ox.parse(path=ROOT / "shapes" / "anq-shapes.ttl", format=ox.RdfFormat.TURTLE)}
    assert len(triples) == len(shapes())


@pytest.mark.parametrize("shape", sorted(constraints()))
def test_constraints_project_this_everywhere_and_parse(shape: str) -> None:
    """SHACL forbids a sub-SELECT without $this, and pySHACL refuses the whole file if there is one."""
    graph = shapes()
    node = graph.value(URIRef(SHAPES + shape), SH.sparql)
    select = str(graph.value(node, SH.select))
    heads = re.findall(r"SELECT(.*?)WHERE", select, re.DOTALL)
    assert heads
    assert all("$this" in head for head in heads)
    assert rows(ox.Store(), constraints()[shape]) == []


def test_instances_hold_no_blank_node_but_inside_shapes() -> None:
    graph = shapes()
    assert not [s for s in graph.subjects(RDF.type, SH.NodeShape) if isinstance(s, BNode)]
