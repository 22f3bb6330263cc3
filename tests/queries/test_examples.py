"""Every query of the library on the examples, in two engines, against rows worked out by hand (`examples.rows`)."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from anq2rdf.query import LibraryQuery, library
from tests.examples.graphs import EXAMPLES, convert
from tests.queries.rows import Case, agree, ask_pyoxigraph, ask_rdflib, read_cases

CASES = read_cases(Path(__file__).with_name("examples.rows"))
LOCAL = [query for query in library() if not query.federated]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The examples as examples/demo.sh converts them, as N-Quads."""
    [line] = re.findall(r"(?m)^set -- ((?:.*\\\n)*.*)$", (EXAMPLES / "demo.sh").read_text(encoding="utf-8"))
    patterns = line.replace("\\\n", " ").split()
    sources = [path for pattern in patterns for path in sorted(EXAMPLES.parent.glob(pattern))]
    found = convert(tmp_path_factory.mktemp("demo"), *sources, form="nq")
    assert found.report["records"]["converted"] == 26
    return found.data


@pytest.fixture(scope="module")
def store(demo: bytes) -> ox.Store:
    found = ox.Store()
    found.bulk_load(demo, format=ox.RdfFormat.N_QUADS)
    return found


@pytest.fixture(scope="module")
def dataset(demo: bytes) -> Dataset:
    found = Dataset(default_union=True)
    found.parse(data=demo, format="nquads")
    return found


def named(case: Case) -> str:
    return " ".join([case.id, *(f"{name}={value[-12:]}" for name, value in case.given.items())])


def test_every_query_has_its_rows_here() -> None:
    assert {case.id for case in CASES} == {query.id.lower() for query in LOCAL}
    assert {case.id for case in CASES if case.rows} == {query.id.lower() for query in LOCAL} - {"cq14"}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_rows_in_the_embedded_engine(store: ox.Store, case: Case) -> None:
    found = ask_pyoxigraph(store, case.query, case.terms)
    assert agree(found, case.rows), found


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_rows_in_rdflib(dataset: Dataset, case: Case) -> None:
    found = ask_rdflib(dataset, case.query, case.terms)
    assert agree(found, case.rows), found


@pytest.mark.parametrize("query", LOCAL, ids=lambda query: query.id)
def test_on_nothing_there_is_nothing_and_no_error(query: LibraryQuery) -> None:
    assert ask_pyoxigraph(ox.Store(), query, Case(query.id, {}, []).terms) == []
