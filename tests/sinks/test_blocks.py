"""Blocks, statements told together of many subjects, are written as if each statement stood by itself."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf import sinks
from anq2rdf.statements import (
    ENGLISH,
    FRENCH,
    IRI,
    RDF_TYPE,
    STRING,
    Block,
    Bundle,
    Node,
    bundled,
    constant,
    fingerprint,
)
from tests.sinks.samples import ANQ, BASE, GRAPHS, node_lists
from tests.sinks.test_formats_judged import writer

FORMS = [("nt", False), ("nq", True), ("ttl", False), ("trig", True), ("jsonld", False), ("jsonld", True)]


def flat(node: Node) -> Node:
    return Node(node.subject, node.graph, node.pairs)


@pytest.mark.parametrize(("form", "graphs"), FORMS)
@given(nodes=node_lists)
def test_blocks_and_single_statements_give_the_same_bytes(form: str, graphs: bool, nodes: list[Node]) -> None:
    blocked = writer(form, graphs)
    plain = writer(form, graphs).nodes([flat(node) for node in nodes])
    assert blocked.nodes(nodes) == plain
    assert blocked.nodes(nodes) == plain, "and again, from what was kept"


def test_one_block_of_two_subjects_in_two_graphs() -> None:
    block = Block([(RDF_TYPE, IRI, ANQ + "Question"), (ANQ + "title", FRENCH, "l\0été")])
    nodes = [Node(BASE + "id/a", GRAPHS[0], [block]), Node(BASE + "id/b", GRAPHS[1], [block])]
    assert sinks.writer("nq").nodes(nodes).decode().splitlines() == [
        f"<{BASE}id/{name}> <{RDF_TYPE}> <{ANQ}Question> <{graph}> ."
        if line == 0
        else f'<{BASE}id/{name}> <{ANQ}title> "l\\u0000été"@fr <{graph}> .'
        for name, graph in (("a", GRAPHS[0]), ("b", GRAPHS[1]))
        for line in (0, 1)
    ]


def test_turtle_does_not_repeat_the_verb_a_block_goes_on_with() -> None:
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    block = Block([(label, ENGLISH, "b"), (label, STRING, "c")])
    node = Node(BASE + "id/a", GRAPHS[0], [(label, FRENCH, "a"), Block([]), block, (label, STRING, "d")])
    assert sinks.writer("ttl").nodes([node]).decode() == (
        f'\n<{BASE}id/a>\n    rdfs:label "a"@fr, "b"@en, "c", "d" .\n'
    )


def test_a_block_leaves_what_writers_kept_behind_when_it_travels() -> None:
    block = Block([(RDF_TYPE, IRI, ANQ + "Question")])
    sinks.writer("nt").nodes([Node(BASE + "id/a", GRAPHS[0], [block])])
    assert block.memo
    moved = pickle.loads(pickle.dumps(block))
    assert moved.pairs == block.pairs
    assert not moved.memo


@given(node_lists)
def test_a_node_counts_its_statements(nodes: list[Node]) -> None:
    assert [node.size() for node in nodes] == [len(node.pairs) for node in nodes]


@given(node_lists)
def test_a_fingerprint_does_not_see_blocks(nodes: list[Node]) -> None:
    assert [fingerprint(node) for node in nodes] == [fingerprint(flat(node)) for node in nodes]


def test_a_fingerprint_sees_every_part_of_a_node() -> None:
    told = [(RDF_TYPE, IRI, ANQ + "Question"), (ANQ + "title", FRENCH, "\ud800")]
    one = Node("s", "g", told)
    others = [Node("t", "g", told), Node("s", "h", told), Node("s", "g", told[:1]), Node("s", "g", told[::-1])]
    marks = {fingerprint(node) for node in (one, *others)}
    assert len(marks) == 5
    assert all(0 <= mark < 2**64 for mark in marks)


def test_the_mark_of_a_bundle_does_not_depend_on_the_order_of_its_nodes() -> None:
    node = Node("a", "g", [(RDF_TYPE, IRI, "c")])
    a, b, c = (Bundle(key, {key: node}) for key in (1, 2, 3))
    assert bundled([a, b]).mark == bundled([b, a]).mark == bundled([b, bundled([a, b])]).mark
    assert bundled([a, b]).mark != bundled([a, c]).mark


@given(st.lists(st.tuples(st.just(RDF_TYPE), st.just(IRI), st.just(ANQ + "Answer")), max_size=3))
def test_a_constant_is_one_object(pairs: list[tuple[str, int, str]]) -> None:
    assert constant(*pairs) is constant(*pairs)
