"""What both sides say, in words that French and English readers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from anq2rdf.linking.evidence import times
from anq2rdf.linking.items import PartialDate
from anq2rdf.normalise import departments

_ROMAN = ("< VII", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
          "XVII", "XVIII", "XIX", "XX")  # fmt: skip


def legislature_in_words(number: int) -> str:
    """XVI; "< VII" for all that were before."""
    return _ROMAN[number] if times.BEFORE <= number < len(_ROMAN) else str(number)


def legislatures_in_words(numbers: Iterable[int]) -> str:
    """XIV, XV."""
    return ", ".join(map(legislature_in_words, sorted(numbers)))


def place_in_words(legislature: int | None, department: str | None, number: int | None) -> str:
    """XVI, Nord 5."""
    place = (departments.label_of(department) or department) if department else ""
    numbered = f"{place} {number}" if place and number is not None else place
    return ", ".join(filter(None, (legislature_in_words(legislature) if legislature is not None else "", numbered)))


def in_words(date: dt.date | PartialDate) -> str:
    """1950-07-02; as much of it as is known."""
    if isinstance(date, dt.date):
        return date.isoformat()
    parts = [f"{date.year:04d}", *(f"{part:02d}" for part in (date.month, date.day) if part is not None)]
    return "-".join(parts)
