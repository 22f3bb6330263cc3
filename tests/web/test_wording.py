"""Numbers and days in both languages."""

from __future__ import annotations

import pytest

from anq2rdf.look.wording import day, figures


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(0, "0", "0"), (999, "999", "999"), ("12345", "12\u202f345", "12,345"), (1_000_000, "1\u202f000\u202f000", "1,000,000")],
)
def test_figures_are_grouped_as_each_language_does(number: int | str, french: str, english: str) -> None:
    assert (figures(number, "fr"), figures(number, "en")) == (french, english)


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2016-06-14", "14 juin 2016", "14 June 2016"),
        ("1981-07-01", "1er juillet 1981", "1 July 1981"),
        ("2015-02-30", "2015-02-30", "2015-02-30"),
        ("<b>", "<b>", "<b>"),
    ],
)
def test_days_are_spelt_out_and_what_is_none_is_left(iso: str, french: str, english: str) -> None:
    assert (day(iso, "fr"), day(iso, "en")) == (french, english)
