"""Births compared: the register's day with what Wikidata tells, as precise as that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from anq2rdf.linking.items import PartialDate
from anq2rdf.linking.weights import bits


class Comparison(NamedTuple):
    """A finding of the table of weights, and the birth it is about."""

    finding: str
    theirs: PartialDate


def compare_births(ours: dt.date, theirs: Sequence[PartialDate]) -> Comparison | None:
    """The best of several births that an item tells; None where it tells none."""
    found = [Comparison(compare_birth(ours, each), each) for each in theirs]
    if not found:
        return None
    best = max(found, key=lambda each: bits("birth", each.finding))
    return best._replace(finding="one") if best.finding == "equal" and len(set(theirs)) > 1 else best


def compare_birth(ours: dt.date, theirs: PartialDate) -> str:
    """How one birth compares.

    1 January is what many sources make of a year without a day, so it is worth little where that is the year; and so
    is the first of a month worth the month where the precision is not told.
    """
    day = theirs.exact
    if day is None:
        return _less_precise(ours, theirs)
    first_of_year = (day.month, day.day) == (1, 1)
    if day == ours and not (first_of_year and theirs.doubtful):
        return "equal"
    if first_of_year and (theirs.doubtful or day.year == ours.year):
        return {0: "january", 1: "adjacent"}.get(abs(day.year - ours.year), "differs")
    if theirs.doubtful and (day.year, day.month) == (ours.year, ours.month):
        return "month"
    return "nearly" if _is_slip(ours, day) else "differs"


def _less_precise(ours: dt.date, theirs: PartialDate) -> str:
    apart = abs(theirs.year - ours.year)
    if apart == 0 and theirs.month is not None and theirs.day is None:
        return "month" if theirs.month == ours.month else "nearly"
    if apart == 0:
        return "year"
    return "adjacent" if apart == 1 and theirs.month is None else "differs"


def _is_slip(ours: dt.date, theirs: dt.date) -> bool:
    """Whether one of day, month and one figure of the year differs, or day and month are exchanged."""
    if ours.year == theirs.year:
        one_differs = (ours.month == theirs.month) != (ours.day == theirs.day)
        return one_differs or (ours.month, ours.day) == (theirs.day, theirs.month)
    if (ours.month, ours.day) != (theirs.month, theirs.day):
        return False
    return _figures_apart(str(ours.year), str(theirs.year))


def _figures_apart(ours: str, theirs: str) -> bool:
    """Whether one figure differs, or two neighbours are exchanged."""
    apart = [i for i, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other]
    if len(ours) != len(theirs) or len(apart) > 2:
        return False
    exchanged = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(ours) == sorted(theirs)
    return len(apart) == 1 or exchanged
