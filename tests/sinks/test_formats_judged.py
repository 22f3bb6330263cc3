"""Every format says exactly what the nodes say, in the eyes of parsers that are not ours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf import sinks
from anq2rdf.sinks.context import Context
from anq2rdf.sinks.formats import FORMATS
from anq2rdf.sinks.jsonld import JsonLdWriter
from anq2rdf.statements import Node
from tests.judges import JUDGES, judge, parse_with_pyoxigraph, parse_with_rdflib

from .samples import BASE, CONTEXT, expected, hard_nodes, node_lists

WAYS = [("nt", False), ("nq", True), ("nq", False), ("ttl", False), ("trig", True), ("trig", False), ("jsonld", True),
        ("jsonld", False)]
BASES = [None, BASE, "https://data.example.org/"]


def writer(form: str, graphs: bool, base: str | None = BASE) -> sinks.Writer:
    """The writer under test; JSON-LD with a context of our own."""
    if form == "jsonld":
        return JsonLdWriter(FORMATS[form], graphs=graphs, context=Context(CONTEXT))
    return sinks.writer(form, graphs=graphs, base=base)


def document(made: sinks.Writer, *pieces: list[Node]) -> bytes:
    """A whole document of these pieces."""
    return made.start() + made.joint.join(filter(None, (made.nodes(piece) for piece in pieces))) + made.finish()


@pytest.mark.parametrize(("form", "graphs"), WAYS)
@given(nodes=node_lists, base=st.sampled_from(BASES))
@settings(max_examples=150, deadline=None)
def test_pyoxigraph_reads_back_the_nodes(form: str, graphs: bool, nodes: list[Node], base: str | None) -> None:
    assert parse_with_pyoxigraph(document(writer(form, graphs, base), nodes), form) == expected(nodes, graphs=graphs)


@pytest.mark.parametrize(("form", "graphs"), WAYS)
@given(nodes=node_lists)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_rdflib_reads_back_the_nodes(form: str, graphs: bool, nodes: list[Node]) -> None:
    assert parse_with_rdflib(document(writer(form, graphs), nodes), form) == expected(nodes, graphs=graphs)


@pytest.mark.parametrize(("name", "form", "graphs"), [(n, f, g) for n in JUDGES for f, g in WAYS if f in JUDGES[n][1]])
def test_every_judge_reads_the_hard_nodes(name: str, form: str, graphs: bool) -> None:
    nodes = hard_nodes(300)
    assert judge(name, document(writer(form, graphs), nodes), form) == expected(nodes, graphs=graphs)


@pytest.mark.parametrize(("form", "graphs"), WAYS)
@given(pieces=st.lists(node_lists, max_size=4))
@settings(max_examples=60, deadline=None)
def test_pieces_together_say_what_one_piece_says(form: str, graphs: bool, pieces: list[list[Node]]) -> None:
    made = writer(form, graphs)
    together = [node for piece in pieces for node in piece]
    in_pieces, at_once = document(made, *pieces), document(made, together)
    assert parse_with_pyoxigraph(in_pieces, form) == expected(together, graphs=graphs)
    if not graphs or form == "nq":      # a block of TriG or JSON-LD ends with its piece
        assert in_pieces == at_once
