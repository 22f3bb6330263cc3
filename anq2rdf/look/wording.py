"""Numbers, shares and days as the reader's language writes them; templates have these as filters."""

from __future__ import annotations

from datetime import date
from typing import Final

_THIN: Final = "\u202f"  # what French puts between thousands and before a percent sign
_MONTHS: Final = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def figures(number: float | str, language: str) -> str:
    """`12 345` in French, with a narrow no-break space; `12,345` in English."""
    text = f"{int(number):,}"
    return text.replace(",", _THIN) if language == "fr" else text


def day(iso: str, language: str) -> str:
    """`2016-06-14` → 14 juin 2016, 14 June 2016. What is no day of the calendar stands as it is."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    number = "1er" if language == "fr" and when.day == 1 else str(when.day)
    return f"{number} {_MONTHS[language][when.month - 1]} {when.year}"


def shown_number(number: float, language: str) -> str:
    """1 234,5 in French, 1,234.5 in English; no decimal for a whole number."""
    text = f"{number:,.1f}".removesuffix(".0")
    return text if language == "en" else text.replace(",", _THIN).replace(".", ",")


def shown_share(share: float, language: str) -> str:
    """A share of 1 in percent: 85,3 % in French, 85.3% in English."""
    return shown_number(100 * share, language) + ("%" if language == "en" else f"{_THIN}%")
