"""A record that its conversion cannot survive is rejected alone; everything else is what it always was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from anq2rdf import pipeline, sinks
from anq2rdf.crew import Crew, batches
from anq2rdf.errors import Anq2rdfError
from anq2rdf.problems import Problem
from anq2rdf.register import EmptyRegister
from anq2rdf.sources import Sources, open_sources
from anq2rdf.units import Batch, Outcome
from bench import corpus
from tests.crew.made import archive, converter, outcomes

COUNT = 120


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    with open_sources([str(archive(tmp_path_factory.mktemp("archive"), COUNT))]) as opened:
        yield opened


@pytest.fixture(scope="module")
def expected(sources: Sources) -> list[Outcome]:
    found = outcomes(batches(sources, converter()))
    assert len(found) == COUNT
    assert all(outcome.uid for outcome in found)
    return found


def the_rejection(found: list[Outcome], expected: list[Outcome], position: int) -> Problem:
    """The one problem of the rejection that stands where the poisoned record would; all else is as expected."""
    assert found[:position] == expected[:position]
    assert found[position + 1 :] == expected[position + 1 :]
    assert found[position].uid == ""
    (problem,) = found[position].problems
    assert problem.place.member == expected[position].place.member
    return problem


@pytest.mark.parametrize(
    ("manner", "code", "detail"),
    [
        ("exit", "E901", "exit code 3"),
        ("exit 0", "E901", "exit code 0"),
        ("segfault", "E901", "SIGSEGV"),
        ("kill", "E901", "SIGKILL"),
        ("abort", "E901", "SIGABRT"),
        ("bug", "E900", "KeyError"),
        ("memory", "E900", "MemoryError"),
        ("leave", "E900", "SystemExit"),
    ],
)
def test_poison_is_isolated_to_its_record(
    manner: str, code: str, detail: str, sources: Sources, expected: list[Outcome]
) -> None:
    uid = expected[50].uid
    found = outcomes(Crew(converter(**{uid: manner}), 2).batches(sources))
    problem = the_rejection(found, expected, 50)
    assert (problem.code, problem.detail) == (code, detail)


@pytest.mark.parametrize("manner", ["loop", "loop in C"])
def test_a_record_without_end_is_given_up(manner: str, sources: Sources, expected: list[Outcome]) -> None:
    uid = expected[7].uid
    found = outcomes(Crew(converter(**{uid: manner}), 2, seconds=3).batches(sources))
    problem = the_rejection(found, expected, 7)
    assert (problem.code, problem.detail) == ("E902", "more than 3 seconds")


def test_several_poisons_in_one_lot_and_across_lots(sources: Sources, expected: list[Outcome]) -> None:
    places = [0, 33, 34, 119]
    poison = {expected[place].uid: "exit" for place in places}
    found = outcomes(Crew(converter(**poison), 2).batches(sources))
    assert [place for place, outcome in enumerate(found) if not outcome.uid] == places
    assert [each for each in found if each.uid] == [each for each in expected if each.uid not in poison]


def test_a_bug_is_caught_in_this_process_as_well(sources: Sources, expected: list[Outcome]) -> None:
    found = outcomes(batches(sources, converter(**{expected[50].uid: "bug"})))
    problem = the_rejection(found, expected, 50)
    assert (problem.code, problem.place.uid) == ("E900", expected[50].uid)


def test_poison_breaks_an_executor_that_was_lent_and_the_rest_is_done_all_the_same(
    sources: Sources, expected: list[Outcome]
) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        found = outcomes(Crew(converter(**{expected[50].uid: "segfault"}), 2, executor).batches(sources))
    assert the_rejection(found, expected, 50).code == "E901"


def test_one_record_of_a_document_of_many(tmp_path: Path) -> None:
    """Five questions in one file: the second and the last are poison, the others are kept."""
    path = tmp_path / "several.json"
    path.write_text(json.dumps({"questionsEcrites": {"question": list(corpus.records(5))}}))
    with open_sources([str(path)]) as sources:
        expected = outcomes(batches(sources, converter()))
        poison = {expected[1].uid: "exit", expected[4].uid: "segfault"}
        found = outcomes(Crew(converter(**poison), 2).batches(sources))
    assert (found[0], found[2], found[3]) == (expected[0], expected[2], expected[3])
    problems = [(problem.code, problem.place.pointer) for place in (1, 4) for problem in found[place].problems]
    assert problems == [("E901", "record 2"), ("E901", "record 5")]


def test_what_was_lost_is_told_and_the_counts_hold(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    def poisoned(*given: object) -> object:
        return converter(**{uid: "exit"})

    uid = outcomes(batches(sources, converter()))[50].uid
    monkeypatch.setattr(pipeline, "Converter", poisoned)
    conversion = pipeline.Conversion(sources, EmptyRegister(), sinks.writer("nq"), jobs=2)
    assert b"".join(conversion.pieces())
    tally = conversion.tally
    assert (tally.read, tally.converted, tally.rejected) == (COUNT, COUNT - 1, 1)
    assert tally.codes["E901"] == 1
    assert tally.codes["E903"] == 1


def test_workers_that_cannot_start_are_no_records_fault(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather one clear error than every record rejected."""
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/bin/false")
    with pytest.raises(Anq2rdfError, match="end as soon as they start"):
        list[Batch](Crew(converter(), 2).batches(sources))
