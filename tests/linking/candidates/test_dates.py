from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.linking.candidates.dates import read_date, settled
from anq2rdf.linking.items import PartialDate


@pytest.mark.parametrize(
    ("value", "precision", "date"),
    [
        ("1990-05-23T00:00:00Z", "", PartialDate(1990, 5, 23)),
        ("1990-05-23T00:00:00Z", "11", PartialDate(1990, 5, 23)),
        ("+1990-05-23T00:00:00Z", "11", PartialDate(1990, 5, 23)),
        ("1990-05-23T12:30:00.5+02:00", "", PartialDate(1990, 5, 23)),
        ("1990-05-23", "", PartialDate(1990, 5, 23)),
        ("23/05/1990", "", PartialDate(1990, 5, 23)),
        ("1990-05", "", PartialDate(1990, 5)),
        ("1990", "", PartialDate(1990)),
        ("1963-01-01T00:00:00Z", "", PartialDate(1963, 1, 1, doubtful=True)),
        ("1963-01-01T00:00:00Z", "11", PartialDate(1963, 1, 1)),
        ("1963-01-01T00:00:00Z", "9", PartialDate(1963)),
        ("1963-06-01T00:00:00Z", "10", PartialDate(1963, 6)),
        ("1963-06-01T00:00:00Z", "", PartialDate(1963, 6, 1, doubtful=True)),
        ("+1963-00-00T00:00:00Z", "9", PartialDate(1963)),
        ("+1963-06-00T00:00:00Z", "10", PartialDate(1963, 6)),
        ("2000-02-29", "", PartialDate(2000, 2, 29)),
        ("1960-01-01T00:00:00Z", "8", None),  # a decade
        ("1901-01-01T00:00:00Z", "7", None),  # a century
        ("-0500-01-01T00:00:00Z", "9", None),
        ("0000-00-00", "", None),
        ("1900-02-29", "", None),
        ("1990-13-01", "", None),
        ("1990-00-05", "", None),
        ("t123", "", None),
        ("_:b0", "", None),
        ("http://www.wikidata.org/.well-known/genid/0a1b2c", "", None),
        ("mai 1990", "", None),
        ("١٩٩٠-٠٥-٢٣", "", None),
        ("", "", None),
    ],
)
def test_dates(value: str, precision: str, date: PartialDate | None) -> None:
    assert read_date(value, precision) == date


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_comes_back(day: dt.date) -> None:
    for value in (day.isoformat(), f"{day.isoformat()}T00:00:00Z", f"+{day.isoformat()}T00:00:00Z"):
        found = read_date(value, "11")
        assert found is not None
        assert found.exact == day


@given(st.text(), st.text(max_size=3))
def test_anything_is_a_possible_date_or_none(value: str, precision: str) -> None:
    found = read_date(value, precision)
    if found is not None:
        dt.date(found.year, found.month or 1, found.day or 1)
        assert found.day is None or found.month is not None


def test_a_doubtful_date_yields_to_a_certain_one_that_it_may_be() -> None:
    doubtful = PartialDate(1963, 1, 1, doubtful=True)
    assert settled({doubtful, PartialDate(1963)}) == (PartialDate(1963),)
    assert settled({doubtful, PartialDate(1963, 1)}) == (PartialDate(1963, 1),)
    assert settled({doubtful, PartialDate(1963, 1, 1)}) == (PartialDate(1963, 1, 1),)
    other = PartialDate(1963, 5, 2)
    assert settled({doubtful, other}) == (doubtful, other)
