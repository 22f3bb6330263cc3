"""The figures of the linker: intervals known from tables, and sets that are what they say."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

from anq2rdf.linking.subjects import Seat, Subject
from bench import linking_figures, linking_sets
from bench.linking_figures import interval
from bench.pages_linking import linking


def test_intervals_are_those_of_tables() -> None:
    # Clopper and Pearson, 1934: 95 %, and the closed form where no error is met: 0.025 ** (1 / n).
    assert interval(10, 10) == (pytest.approx(0.025 ** (1 / 10)), 1.0)
    assert interval(368, 368)[0] == pytest.approx(0.025 ** (1 / 368))
    assert interval(0, 10) == (0.0, pytest.approx(1 - 0.025 ** (1 / 10)))
    assert interval(5, 10) == (pytest.approx(0.18709, abs=1e-5), pytest.approx(0.81291, abs=1e-5))
    assert interval(0, 0) == (0.0, 1.0)


def _deputies(count: int) -> list[Subject]:
    return [
        Subject(
            iri=f"https://example.org/id/person/PA{number}", id=f"PA{number}", label=f"Jean-{chr(97 + number % 26)}o Fam{number}ille",
            given=f"Jean-{chr(97 + number % 26)}o", family=f"Fam{number}ille", birth=dt.date(1950 + number % 40, 5, 1 + number % 28),
            seats=(Seat(legislature=14, department="51", number=number, start=dt.date(2012, 6, 20), mandate=f"PM{number}"),),
        )
        for number in range(1, count)
    ]


def test_a_made_set_is_the_same_every_time_and_true() -> None:
    everybody = _deputies(60)
    first, second = list(linking_sets.made(everybody)), list(linking_sets.made(everybody))
    assert first == second
    for each in first:
        ids = [item.id for item in each.items]
        assert len(set(ids)) == len(ids)
        assert set(each.truth) <= set(ids)
    by_key = {each.key: each for each in first}
    assert len(by_key["disturbed"].truth) == 59
    assert 15 < len(by_key["namesakes"].truth) < 45        # half are missing
    assert not any(item.births for item in by_key["namesakes"].items)
    assert all(item.label or item.aliases for item in by_key["disturbed"].items)


def test_figures_add_up_and_the_page_tells_every_error() -> None:
    everybody = _deputies(40)
    sets = [linking_figures.figures(each, everybody) for each in linking_sets.made(everybody)]
    for each in sets:
        whole = each["whole"]
        assert whole["right"] + whole["review"] + sum(whole["lost"].values()) == whole["pairs"]
        assert sum(each["halves"][name]["pairs"] for name in linking_sets.HALVES) == whole["pairs"]
    sets[0]["whole"]["wrong"] = [{"deputy": "A (PA1)", "item": "B (Q1)", "is": "PA2", "what": "slip", "score": 0.9995, "because": "name typo"}]
    part: dict[str, Any] = {
        "deputies": 39, "sets": sets,
        "machine": {"date": "", "processor": "", "memory": "", "system": "", "packages": "", "load": ""},
        "speed": {"runs": [{"items": 1, "deputies": 1, "seconds": 1.0, "whole": 11.0, "processor": 1.0, "peak_bytes": 1}],
                  "goal_seconds": 10.0, "goal_bytes": 500_000_000},
    }
    page = "\n".join(linking(part))
    assert "| A (PA1) | B (Q1), slip | PA2 | 0.99950 | name typo |" in page
    assert "**missed**" in page
    assert "None, in any set." not in page


def test_a_share_of_nothing_is_no_number() -> None:
    from bench.pages_linking import share

    assert share({"share": math.nan, "low": 0.0, "high": 1.0}) == "–"


def test_a_crowd_holds_everybody_and_so_many_more() -> None:
    everybody = _deputies(20)
    found = linking_sets.crowd(everybody, 100)
    assert len(found) == 100
    assert len({each.id for each in found}) == 100
