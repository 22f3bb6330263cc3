"""Ordinals of French and English labels as numbers: "vingt et unième", "21e", "XXIe", "twenty-first", "21st"."""

from __future__ import annotations

import re
from functools import cache

from anq2rdf.normalise.names import fold

#: No constituency or legislature has a higher number: Paris once had 31 constituencies.
LAST = 39

_DIGITS = re.compile(r"([0-9]{1,2}) ?(?:ere|er|re|e|eme|nde|nd|de|o|°|st|rd|th)?")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})(?:ere|er|re|e|eme|nde|nd|de|st|rd|th)?")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_FRENCH = (
    "", "unieme", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme",
    "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme", "dix septieme",
    "dix huitieme", "dix neuvieme",
)  # fmt: skip
_ENGLISH = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip


def parse_ordinal(label: str) -> int | None:
    """The number that an ordinal of up to 39 means, in words, digits or Roman numerals; None for anything else.

    >>> parse_ordinal("Vingt-et-unième"), parse_ordinal("1re"), parse_ordinal("XVIe"), parse_ordinal("second")
    (21, 1, 16, 2)
    """
    text = fold(label).replace("-", " ")
    if any(sign.isdigit() and not sign.isascii() for sign in label):
        return None  # folding would make a 2 of a footnote's ²
    if found := _DIGITS.fullmatch(text):
        return _bounded(int(found[1]))
    return _words().get(text) or _roman(text)


def _roman(text: str) -> int | None:
    found = _ROMAN.fullmatch(text)
    return _bounded(10 * len(found[1]) + _UNITS.index(found[2])) if found else None


def _bounded(number: int) -> int | None:
    return number if 1 <= number <= LAST else None


@cache
def _words() -> dict[str, int]:
    """Every ordinal in words, folded, with blanks for hyphens."""
    words = {"premiere": 1, "premier": 1, "seconde": 2, "second": 2}
    words |= {word: number for number, word in enumerate(_FRENCH) if number > 1}
    words |= {word: number for number, word in enumerate(_ENGLISH) if number}
    for ten, french, english, tenth in ((20, "vingt", "twenty", "vingtieme"), (30, "trente", "thirty", "trentieme")):
        words |= {tenth: ten, english.removesuffix("y") + "ieth": ten, f"{french} et unieme": ten + 1}
        words |= {f"{french} {_FRENCH[unit]}": ten + unit for unit in range(2, 10)}
        words |= {f"{english} {_ENGLISH[unit]}": ten + unit for unit in range(1, 10)}
    return words
