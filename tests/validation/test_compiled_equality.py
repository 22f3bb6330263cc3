"""The compiled engine says what pySHACL says, result by result, on whatever small graph and shapes."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyshacl.rdfutil import stringify

from anq2rdf.errors import UsageError
from anq2rdf.validation import Result
from anq2rdf.validation.compiled import View, compile_shapes
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.reference import run_reference
from tests.validation.made_up import PREFIXES
from tests.validation.made_up_shapes import graphs, properties, shapes_graphs


def parse(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)]


def both(data: str, shapes: str) -> tuple[Counter[Result], Counter[Result]]:
    """The results of the compiled engine, then those of pySHACL."""
    triples, graph = parse(data), graph_of(parse(shapes))
    engine = compile_shapes(graph)
    assert engine.refused == ()
    ours = Counter(engine.results(engine.judge(View.of(triples))))
    # It remembers blank nodes by the address of their graph, which the next graph may have too.
    stringify.stringify_blank_node.dict_cache.clear()
    return ours, Counter(run_reference(graph_of(triples), graph))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), shapes_graphs())
def test_any_shapes_on_any_data_give_what_pyshacl_gives(data: str, shapes: str) -> None:
    ours, theirs = both(data, shapes)
    assert ours == theirs


@settings(max_examples=100, deadline=None)
@given(graphs(blank=False), st.sampled_from(["lessThan", "lessThanOrEquals"]), properties)
def test_pairs_of_values_are_ordered_as_pyshacl_orders_them(data: str, name: str, other: str) -> None:
    shapes = f"ex:S sh:targetNode ex:a , ex:b , ex:c ; sh:path ex:p ; sh:{name} {other} ."
    try:
        ours, theirs = both(data, shapes)
    except UsageError as error:  # pySHACL stops at values that have no order
        assume("InvalidOperation" not in str(error))
        raise
    assert ours == theirs
