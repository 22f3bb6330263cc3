"""The arithmetic of the goals: ratios the right way round, verdicts that can fail, nothing claimed unmeasured."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bench import goals, results, rooms
from bench.goals import Row

MACHINE = {"date": "", "processor": "", "memory": "", "system": "", "packages": "", "load": ""}


def _times(key: str, median: float, processor: float, **more: Any) -> dict[str, Any]:
    return {
        "key": key, "title": key, "floor": None, "median": median, "processor_median": processor,
        "seconds": [median], "peak_bytes": 1_000_000, "output_bytes": None, **more,
    }


def _row(found: dict[str, Any], start: str) -> Row:
    return next(row for row in goals.rows(found) if row.what.startswith(start))


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("", 2, 2.0), "met"),
        (Row("", 2, 2.01), "**missed**"),
        (Row("", 2, 1.2, stretch=1.2), "met, and the stretch"),
        (Row("", 2, 1.21, stretch=1.2), "met"),
        (Row("", 15, 15.0, at_least=True), "met"),
        (Row("", 15, 14.9, at_least=True), "**missed**"),
        (Row("", 15, None, at_least=True), "not measured"),
    ],
)
def test_verdicts(row: Row, verdict: str) -> None:
    assert row.verdict == verdict


def test_a_row_tells_goal_figure_and_share() -> None:
    assert Row("w", 1.7, 1.87, at_least=True).cells() == ["w", "≥ 1.7×", "1.87×", "1.10", "met", ""]
    assert Row("w", 2, None, stretch=1.2).cells()[1:4] == ["≤ 2× (stretch 1.2×)", "–", "–"]


def test_without_results_every_goal_stands_there_and_none_is_claimed() -> None:
    rows = goals.rows({})
    assert len(rows) == 15
    assert {row.verdict for row in rows} == {"not measured"}


def test_loading_over_http_is_ours_over_curls() -> None:
    part = {"missing": {}, "contestants": [_times("ours", 6.0, 1.0), _times("curl", 4.0, 1.0)]}
    row = _row({"http-loading": part}, "loading over HTTP")
    assert (row.figure, row.verdict) == (1.5, "**missed**")
    lacking = _row({"http-loading": part | {"missing": {"curl": "not here"}}}, "loading over HTTP")
    assert (lacking.figure, lacking.note) == (None, "not here")


def _size(questions: int, reading: float, one: float, two: float) -> dict[str, Any]:
    named = {"reading": reading, "1": one, "2": two}
    return {"questions": questions} | {
        key: {"seconds": [median], "median": median, "processor_seconds": [median], "processor_median": median / 2}
        for key, median in named.items()
    }


def _growth() -> dict[str, Any]:
    def watched(parent: int, worker: int | None) -> dict[str, Any]:
        return {"seconds": 10.0, "processor_seconds": 10.0, "parent_peak": parent, "worker_peak": worker,
                "times": [0.0], "series": {"parent": [parent]}}

    return {
        "runs": 1, "equal": {"questions": 10, "sha256": "0" * 64}, "machine": MACHINE,
        "sizes": [_size(10, 1.0, 8.0, 8.0), _size(100, 10.0, 25.0, 12.5)],
        "huge": {
            "questions": 1_000, "base": 10, "shared": {"10": 50, "1000": 1_050},
            "watched": {"10/1": watched(40_000_000, None), "10/2": watched(40_000_000, 50_000_000),
                        "1000/1": watched(60_000_000, None), "1000/2": watched(40_060_000, 61_000_000)},
        },
    }


def test_reading_and_two_processes_are_judged_on_the_largest_corpus() -> None:
    found = {"growth": _growth()}
    assert _row(found, "JSON zip").figure == 2.5          # 25 s ÷ 10 s
    assert _row(found, "JSON zip").verdict == "**missed**"
    assert _row(found, "two processes").figure == 2.0     # 25 s ÷ 12.5 s
    assert _row(found, "two processes").verdict == "met"


def test_memory_is_that_of_two_processes_and_a_byte_figure_is_by_entity() -> None:
    found = {"growth": _growth()}
    assert _row(found, "memory of a worker").figure == 61.0
    assert _row(found, "the same, beyond").figure == 11.0
    assert _row(found, "the same, beyond").verdict == "**missed**"
    assert _row(found, "the parent").figure == 60.0       # 60,000 bytes ÷ 1,000 entities


def test_rivals_are_compared_in_statements_a_second() -> None:
    part = {
        "missing": {"maplib 1": "no wheel"}, "machine": MACHINE,
        "contestants": [_times("ours", 2.0, 1.0, statements=100), _times("rdflib", 20.0, 20.0, statements=100),
                        _times("morph-kgc", 10.0, 10.0, statements=50)],
    }
    found = {"rivals": part}
    assert _row(found, "against rdflib").figure == 10.0
    assert _row(found, "against rdflib").verdict == "**missed**"
    assert _row(found, "against morph-kgc").figure == 10.0       # 50 a second against 5
    assert _row(found, "against maplib").verdict == "not measured"
    assert _row(found, "against maplib").note == "no wheel"


def _judged(missing: int, same: int) -> dict[str, Any]:
    engine = {"runs": 1, "results": same, "load": 1.0, "judge": 200.0, "judge_processor": 200.0, "whole": 201.0,
              "peak_bytes": 1}
    return {
        "compiled": True, "missing": {}, "machine": MACHINE, "pyrudof": "pyrudof",
        "sizes": [{"questions": 10, "statements": 100, "difference": {"missing": missing, "added": 0, "same": same}, "gone": {"pyrudof": "did not end"},
                   "engines": {"ours": engine | {"judge": 1.0}, "pyshacl": engine}}],
    }


def test_a_verdict_that_differs_or_finds_nothing_gives_no_ratio() -> None:
    assert _row({"judging": _judged(0, 5)}, "Core shapes").figure == 200.0
    assert _row({"judging": _judged(1, 5)}, "Core shapes").figure is None
    assert "1 missing" in _row({"judging": _judged(1, 5)}, "Core shapes").note
    assert _row({"judging": _judged(0, 0)}, "Core shapes").figure is None


def test_checking_is_compared_with_converting_alone() -> None:
    part = {"contestants": [_times("c", 4.0, 4.0), _times("v", 5.0, 6.0)]}
    assert _row({"conversion": part}, "converting and checking").figure == 1.25
    alone = {"contestants": [_times("c", 4.0, 4.0)]}
    assert "--validate" in _row({"conversion": alone}, "converting and checking").note


def test_layouts_are_compared_each_with_its_own_reading() -> None:
    part = {"contestants": [_times("b-xml", 2.0, 1.0), _times("d", 5.0, 2.0), _times("b-ijson", 1.0, 1.0),
                            _times("e-json", 1.5, 1.0), _times("b-iter", 4.0, 1.0), _times("e-xml", 4.0, 1.0)]}
    assert [row.figure for row in goals.rows({"layouts": part}) if row.figure is not None] == [2.5, 1.5, 1.0]


def test_every_part_has_its_page() -> None:
    text = results.as_markdown({"growth": _growth(), "judging": _judged(0, 5)}, "x")
    assert "## The cost of growth" in text
    assert "| 1,000 | 2 | 10.0 | 10.0 | 100 | | |" in text
    assert "5 results the same as pySHACL's" in text
    assert "| pyrudof | 1 | did not end | | | | | |" in text


def test_rooms_are_found_by_the_longest_name() -> None:
    assert rooms.room_of("anq2rdf.sources.opening.zipped") == "archive and inflating"
    assert rooms.room_of("anq2rdf.sources.structured.json_values") == "decoding JSON or XML"
    assert rooms.room_of("anq2rdf.sources.structured.opendata") == "making records"
    assert rooms.room_of("anq2rdf.rdf.events") == "mapping to statements"
    assert rooms.room_of("anq2rdf.limits") == rooms.OTHER


def test_samples_fall_into_the_room_that_works() -> None:
    from anq2rdf.normalise import text

    def work() -> None:
        while time.process_time() < end:      # long enough for some samples, however fast the machine
            text.text_from_html("<table><tr><td>été" * 200)

    end = time.process_time() + 0.3
    told = rooms.sample(work)
    assert max(told["rooms"], key=told["rooms"].get) == "cleaning texts"
