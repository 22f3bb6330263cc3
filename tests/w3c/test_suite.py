"""Every test of the W3C data-shapes suite by each engine; what an engine does not pass or not claim is listed, with why."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph

from anq2rdf.errors import UsageError
from anq2rdf.validation import check
from anq2rdf.validation.shapes import divide
from tests.w3c.exceptions import EXCEPTIONS, SPARQL
from tests.w3c.manifest import SUITE, Entry, entries, triples
from tests.w3c.reports import actual, expected, same

ENGINES = ("compiled", "auto", "pyshacl", "reference")
SUITE_HERE = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C data-shapes tests are not beside this checkout")


@SUITE_HERE
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_the_report_is_the_one_the_suite_gives(entry: Entry, engine: str) -> None:
    outcome = _outcome(entry, engine)
    excepted = EXCEPTIONS[engine].get(entry.name)
    if excepted is None:
        assert outcome == "passes"
    else:
        assert outcome != "passes", f"listed, but passes: {excepted}"
        assert outcome.startswith(excepted.outcome), excepted


@SUITE_HERE
def test_the_whole_suite_is_run_and_every_exception_is_of_a_test_in_it() -> None:
    names = [entry.name for entry in entries()]
    assert len(names) == len(set(names)) == 121
    assert not {name for listed in EXCEPTIONS.values() for name in listed} - set(names)
    assert {f"sparql/{name}" for name in SPARQL} == {name for name in names if name.startswith("sparql/")}


@SUITE_HERE
@pytest.mark.parametrize("entry", [each for each in entries() if each.name.startswith("sparql/")], ids=lambda each: each.name)
def test_each_sparql_constraint_is_judged_by_whom_the_list_says(entry: Entry) -> None:
    assert _judge_of(entry) == SPARQL[entry.name.removeprefix("sparql/")]


def _judge_of(entry: Entry) -> str:
    try:
        shapes = divide(triples(entry.shapes))
        report = check(_store(entry), shapes, engine="auto")
    except UsageError:
        return "refused"
    assert bool(shapes.constraints) is not bool(report.notes)
    return "pySHACL" if report.notes else "set-wise"


def _outcome(entry: Entry, engine: str) -> str:
    """ "passes", "refused: why" or "differs: how"."""
    try:
        results = check(_store(entry), divide(triples(entry.shapes)), engine=engine).results
    except UsageError as error:
        return "passes" if entry.report is None else f"refused: {error}"
    if entry.report is None:
        return "differs: no failure"
    found, wanted = actual(results, entry), expected(entry)
    if same(found, wanted):
        return "passes"
    return f"differs: {_shown(found - wanted)} instead of {_shown(wanted - found)}"


def _store(entry: Entry) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples(entry.data))
    return store


def _shown(graph: Graph) -> list[str]:
    return sorted(" ".join(map(str, each[1:])) for each in graph)
