"""Two lifetimes compared, at every precision Wikidata has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.linking.items import PartialDate
from anq2rdf.linking.organs import Body, weights
from anq2rdf.linking.organs.spans import Span, compare
from tests.linking.organs.made import L17, RE16, ministry, partial


@pytest.mark.parametrize(
    ("start", "end", "finding"),
    [
        ("2022-06-28", "2024-06-09", "same"),
        ("2022-06-25", "2024-06-12", "same"),
        ("2022-06-24", "2024-06-09", "near"),
        ("2022-05-14", "2024-07-24", "near"),
        ("2022-05-13", "2024-06-09", "longer"),
        ("2022-06-28", "2024-07-25", "longer"),
        ("2022-06", "2024-06", "same years"),
        ("2022", "2024", "same years"),
        ("2022", "2023", "differs"),
        ("2021", "2024", "longer"),
        ("2022-09-01", "2024-06-09", "differs"),
        ("2022-06-28", "2023-10-18", "differs"),
        ("2022-06-28", None, "start only"),
        ("2017", None, "longer"),
        ("2023-01-01", None, "differs"),
        (None, "2024-06-09", "not told"),
        (None, None, "not told"),
        ("2024-08-01", None, "another time"),
        ("2024", None, "differs"),
        ("2025", "2026", "another time"),
        ("2017-06-27", "2022-05-13", "another time"),
        (None, "2021", "another time"),
        ("0000", "99999", "longer"),
        ("2022-13", "2024-00", "same years"),
        ("2022-06-31", "2024-06-09", "same years"),
    ],
)
def test_a_group_of_one_legislature(start: str | None, end: str | None, finding: str) -> None:
    """Renaissance: 28 June 2022 to 9 June 2024."""
    assert compare(RE16, Span(partial(start), partial(end))) == finding


@pytest.mark.parametrize(
    ("start", "end", "finding"),
    [
        ("2024-07-01", None, "running"),
        ("2024-07-18", None, "running"),
        ("2024", None, "running"),
        ("2022", None, "longer"),
        ("2025", None, "differs"),
        ("2024-07-01", "2025-09-01", "start only"),
        ("2017", "2025", "differs"),
        ("2017", "2022", "another time"),
    ],
)
def test_what_has_not_ended(start: str, end: str | None, finding: str) -> None:
    assert compare(L17, Span(partial(start), partial(end))) == finding


def test_a_first_of_a_month_may_mean_the_month() -> None:
    """Answers without precision write a year as its 1 January, a month as its first day."""
    told = Span(PartialDate(2022, 1, 1, doubtful=True), PartialDate(2024, 1, 1, doubtful=True))
    assert compare(RE16, told) == "same years"
    assert compare(RE16, Span(PartialDate(2022, 1, 1), PartialDate(2024, 6, 9))) == "longer"
    assert compare(RE16, Span(PartialDate(2022, 6, 1, doubtful=True), PartialDate(2024, 6, 9))) == "same years"


def test_ours_without_a_first_day() -> None:
    assert compare(ministry("PO1", "A", "A", None, None), Span(partial("2022"), None)) == "not told"


DATES = st.none() | st.builds(
    PartialDate, st.integers(0, 99999), st.none() | st.integers(0, 99), st.none() | st.integers(0, 99), st.booleans()
)  # fmt: skip


@given(DATES, DATES, st.sampled_from((RE16, L17)))
def test_any_date_is_compared(start: PartialDate | None, end: PartialDate | None, body: Body) -> None:
    """Whatever an answer holds, the finding is a row of the table."""
    assert compare(body, Span(start, end)) in weights.table()[body.kind]["dates"]
