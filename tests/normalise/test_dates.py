from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.dates import parse_date

MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
PLAUSIBLE = st.dates(dt.date(1958, 10, 4), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2014-04-01", dt.date(2014, 4, 1)),
        ("2014-04-01T00:00:00.000+02:00", dt.date(2014, 4, 1)),
        ("2014-04-01+02:00", dt.date(2014, 4, 1)),  # xs:date with a time zone
        ("01/04/2014", dt.date(2014, 4, 1)),
        ("03/07/2018", dt.date(2018, 7, 3)),  # the day comes first
        ("1er avril 2014", dt.date(2014, 4, 1)),
        ("1 er avril 2014", dt.date(2014, 4, 1)),
        ("1ᵉʳ avril 2014", dt.date(2014, 4, 1)),
        ("1er\u00a0avril\u202f2014", dt.date(2014, 4, 1)),
        ("14 juin 2016", dt.date(2016, 6, 14)),
        ("  31 MARS 2015\n", dt.date(2015, 3, 31)),
        ("15 aout 2020", dt.date(2020, 8, 15)),
        ("15 AOÛT 2020", dt.date(2020, 8, 15)),
        ("15 aou\u0302t 2020", dt.date(2020, 8, 15)),
        ("29 février 2016", dt.date(2016, 2, 29)),
        ("1958-10-04", dt.date(1958, 10, 4)),
    ],
)
def test_published_forms_of_a_date_are_read(raw: str, day: dt.date) -> None:
    assert parse_date(raw) == day


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "31 février 2015", "29 février 2015", "30 décembre 20015", "mars 2015", "2015", "2015-03", "0000-00-00",
        "2er avril 2014", "11er avril 2014", "31/02/2015", "2015-02-30", "12/13/2014", "audi",
        "1er avril 2014, 2 avril 2014", "01/04/2014 02/04/2014", "01/04/14", "1 avr 2014", "avril 1 2014", "２０１４-04-01",
        "2014-04-01x", "20140401", "1er april 2014", "1er avril 2014" + " " * 10 + "x" * 100_000, "\ud800", "demain", "1² juin 2016",
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_not_completed(raw: str) -> None:
    assert parse_date(raw) == "E260"


@pytest.mark.parametrize("raw", ["1958-10-03", "0001-01-01", "3 octobre 1958", "2101-01-01", "01/01/1900", "9999-12-31"])
def test_a_day_out_of_all_likelihood_is_said_to_be_one(raw: str) -> None:
    assert parse_date(raw) == "E271"


@given(PLAUSIBLE)
def test_every_form_of_every_day_gives_that_day(day: dt.date) -> None:
    words = f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d/%m/%Y}") == day
    assert parse_date(words) == day
    assert parse_date(words.upper()) == day


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/ ][0-9a-zé]{1,9}[-/ ][0-9]{1,5}"))
def test_any_text_gives_a_plausible_date_or_a_code(raw: str) -> None:
    read = parse_date(raw)
    if isinstance(read, dt.date):
        assert dt.date(1958, 10, 4) <= read <= dt.date(2100, 12, 31)
        assert str(read.year) in raw or not raw.isascii()
    else:
        assert read in {"E260", "E271"}
