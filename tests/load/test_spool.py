"""Statements sorted by graph: the same whether a line is cut as it is or goes through a parser."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.sinks.graphstore.piece import pieces
from anq2rdf.sinks.graphstore.spool import Graph, GraphSpool

IRIS = st.sampled_from(["urn:a", "http://b.example/é?x=1&y#z", "https://c.example/%20"]).map(ox.NamedNode)
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
OBJECTS = st.one_of(
    IRIS, TEXTS.map(ox.Literal), TEXTS.map(lambda text: ox.Literal(text, language="fr")),
    TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("urn:type"))),
)
QUADS = st.lists(st.builds(ox.Quad, IRIS, IRIS, OBJECTS, st.one_of(IRIS, st.just(ox.DefaultGraph()))), max_size=20)


def by_graph(graphs: list[Graph]) -> dict[str, set[str]]:
    return {
        graph.name: {str(quad.triple) for quad in ox.parse(path=str(graph.path), format=ox.RdfFormat.N_TRIPLES)}
        for graph in graphs
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(quads=QUADS, name=st.sampled_from(["d.nq", "d.trig"]), part=st.integers(1, 500))
def test_every_statement_is_in_its_graph(tmp_path: Path, quads: list[ox.Quad], name: str, part: int) -> None:
    expected: dict[str, set[str]] = {}
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        expected.setdefault(graph, set()).add(str(quad.triple))
    path = tmp_path / name
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.from_extension(path.suffix[1:])))
    with GraphSpool() as spool:
        spool.add_file(str(path))
        graphs = spool.graphs()
        assert by_graph(graphs) == expected
        assert sum(graph.statements for graph in graphs) == len(quads)
        for graph in graphs:
            whole = graph.path.read_bytes()
            cut = list(pieces(graph, part, 3))
            assert b"".join(piece.lines() for piece in cut) == whole
            assert all(piece.lines().endswith(b" .\n") and piece.lines().count(b"\n") <= 3 for piece in cut)
            assert len(whole) == graph.size


@pytest.mark.parametrize(
    "line",
    [
        b'<urn:a> <urn:b> "x" } } ; DROP ALL .',
        b'<urn:a> <urn:b> "a\\" <urn:g> .',
        b"<urn:a> <urn:b> <rel> <urn:g> .",
        b'<urn:a> <urn:b> "\xff" <urn:g> .',
        b'<urn:a> <urn:b> "x"@fr} <urn:g> .',
        b'<urn:a> <urn:b> "x" <urn:g> . <urn:a> <urn:b> "y" <urn:g> . }',
    ],
)
def test_what_is_no_statement_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "d.nq"
    path.write_bytes(b'<urn:a> <urn:b> "fine" <urn:g> .\n' + line + b"\n")
    with GraphSpool() as spool, pytest.raises(SourceError):
        spool.add_file(str(path))


def test_comments_tabs_escapes_and_blank_nodes_go_through_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "d.nq"
    path.write_text('# one\n<urn:a>\t<urn:b> "\\u00E9"  <urn:g>.\n\n_:x <urn:b> "é" <urn:g> . # two\n')
    with GraphSpool() as spool:
        spool.add_file(str(path))
        (graph,) = spool.graphs()
        assert (graph.name, graph.statements, graph.has_blank_nodes) == ("<urn:g>", 2, True)
        assert '<urn:a> <urn:b> "é"' in by_graph([graph])["<urn:g>"]
