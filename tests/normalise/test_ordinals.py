from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.ordinals import LAST, parse_ordinal

# Written out by hand, 1 to 31: Paris had 31 constituencies until 1986, the Nord 24.
FRENCH = ["première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième", "dix-huitième", "dix-neuvième", "vingtième", "vingt_et_unième", "vingt-deuxième", "vingt-troisième", "vingt-quatrième", "vingt-cinquième", "vingt-sixième", "vingt-septième", "vingt-huitième", "vingt-neuvième", "trentième", "trente_et_unième"]
ENGLISH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV"]


@pytest.mark.parametrize(("number", "word"), [*enumerate(FRENCH, 1), *enumerate(ENGLISH, 1), *enumerate(ROMAN, 1)])
def test_words(number: int, word: str) -> None:
    for spelling in (word, word.replace("_", "-"), word.replace("_", " ").replace("-", " "), word.upper()):
        assert parse_ordinal(spelling.replace("_", " ")) == number
    if word in ROMAN:
        assert parse_ordinal(word + ("re" if number == 1 else "e")) == number


@given(st.integers(1, LAST), st.sampled_from(["", "e", "ème", "re", "ère", "er", "de", "nd", "nde", "st", "th", "rd", "°"]))
def test_digits(number: int, suffix: str) -> None:
    assert parse_ordinal(f"{number}{suffix}") == number


def test_other_forms() -> None:
    assert parse_ordinal("Seconde") == 2
    assert parse_ordinal("1ʳᵉ") == 1


@pytest.mark.parametrize(
    "text", ["", "0", "40", "100e", "zéro", "XXXXe", "iiii", "vingt et deuxième", "1²", "²", "unième", "le Nord", "-1", "٣"]
)
def test_what_is_no_ordinal(text: str) -> None:
    assert parse_ordinal(text) is None


@given(st.text())
def test_anything_else_is_a_number_in_range_or_none(text: str) -> None:
    found = parse_ordinal(text)
    assert found is None or 1 <= found <= LAST
