"""Invented questions, each with a fault: the two verdicts are one; and what the comparison itself must not miss."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from msgspec.structs import replace

from anq2rdf.validation import Result, check, read_shapes
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.reference import run_reference
from bench import faults, reference, verdicts
from bench.comparison import compare
from bench.type_errors import comparable
from tests.shapes import cases

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_every_kind_of_fault_is_judged_alike(tmp_path: Path) -> None:
    found = verdicts.judge(len(faults.FAULTS), 1, tmp_path)
    assert found.faulty == len(faults.FAULTS)
    assert found.kinds > 80
    assert found.difference.equal, str(found.difference)
    assert not found.difference.broken
    assert len({result.shape for result in found.ours}) > 60
    assert 0 < len(found.difference.excused) < 12
    assert any(line.startswith("missing 0, added 0") for line in verdicts.told(found))


def test_the_same_data_get_the_same_faults(tmp_path: Path) -> None:
    stores = [verdicts._converted(20, tmp_path) for _ in range(2)]
    done = [faults.inject(store, 0.1) for store in stores]
    assert done[0] == done[1]
    assert len(done[0]) == 2
    assert set(stores[0]) == set(stores[1])


def test_a_query_parsed_once_and_shapes_in_parts_change_nothing() -> None:
    case = next(case for case in cases() if case.shape == "S20")
    data = graph_of(ox.parse(case.data, format=ox.RdfFormat.N_TRIPLES))
    shapes = read_shapes().whole
    plain = sorted(map(repr, run_reference(data, shapes)))
    assert plain
    assert sorted(map(repr, reference.judge(data, shapes).results)) == plain
    assert sorted(map(repr, reference.judge(data, shapes, processes=2).results)) == plain


def test_any_other_word_in_a_result_is_a_difference() -> None:
    case = next(case for case in cases() if case.shape == "Q10")
    store = ox.Store()
    store.load(case.data, format=ox.RdfFormat.N_TRIPLES)
    [result] = check(store, read_shapes()).results
    assert compare([result], reference.Judged([result], 0), store).equal
    other = ox.NamedNode("https://example.org/other")
    for change in ({"focus": other}, {"shape": other}, {"component": other}, {"severity": other}, {"path": None},
                   {"value": other}, {"messages": (("en", "?"),)}):  # fmt: skip
        changed: Result = replace(result, **change)
        difference = compare([changed], reference.Judged([result], 0), store)
        assert (difference.missing, len(difference.added)) == ([replace(result, constraint=None, source="")], 1), change
    assert not compare([result, result], reference.Judged([result], 0), store).equal


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("5", "integer"), ("5.0", "decimal"), True),
        (("2014-01-01", "date"), ("2013-12-31", "date"), True),
        (("2014-01-01", "date"), ("2013-12-31", "string"), False),
        (("2014-02-30", "date"), ("2014-02-28", "date"), False),
        (("2014-01-01", "date"), ("2013-12-31T00:00:00", "dateTime"), False),
        (("douze", "integer"), ("12", "integer"), False),
    ],
)
def test_only_two_numbers_or_two_days_compare(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    terms = [ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) for text, kind in (one, other)]
    assert comparable(*terms) is same
    assert comparable(*reversed(terms)) is same
