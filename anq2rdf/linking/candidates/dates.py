"""Dates as answers, tables and dumps write them, no more precise than they are told."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from anq2rdf.linking.items import PartialDate

# xsd:dateTime, with the sign and the zeros for month and day of Wikidata's JSON: "+1963-00-00T00:00:00Z".
_TIME: Final = r"T[0-9:.]{0,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?|Z"
_ISO: Final = re.compile(rf"\+?([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:{_TIME})?)?)?")
_SLASHES: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
#: Wikibase's data model: 11 is a day, 10 a month, 9 a year; below are decades and centuries, above hours.
_DAY, _MONTH, _YEAR = 11, 10, 9


@lru_cache(maxsize=1 << 16)
def read_date(value: str, precision: str = "") -> PartialDate | None:
    """The date, cut to the precision (a number of Wikibase's) where it is told.

    Where it is not, the day stays as written, and is `doubtful` when it is the first of a month. None for a blank
    node, a year before our era, a decade, a day that the calendar does not have, and anything else.
    """
    parts = _parts(value.strip())
    told = int(precision) if precision.isascii() and precision.isdigit() else None
    if parts is None or (told is not None and told < _YEAR):
        return None
    year, month, day = parts
    if told == _YEAR or not month:
        return PartialDate(year)
    if told == _MONTH or not day:
        return PartialDate(year, month)
    return PartialDate(year, month, day, doubtful=told is None and day == 1)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, zero where there is none."""
    if found := _ISO.fullmatch(text):
        parts = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    elif found := _SLASHES.fullmatch(text):
        parts = int(found[3]), int(found[2]), int(found[1])
    else:
        return None
    return parts if _possible(*parts) else None


def _possible(year: int, month: int, day: int) -> bool:
    if day and not month:
        return False
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True


def settled(dates: set[PartialDate]) -> tuple[PartialDate, ...]:
    """The dates in order, without those that are doubtful where a certain one says the same, or its year or month."""
    certain = [date for date in dates if not date.doubtful]
    kept = [date for date in dates if not date.doubtful or not any(covers(other, date) for other in certain)]
    return tuple(sorted(kept, key=lambda date: (date.year, date.month or 0, date.day or 0, date.doubtful)))


def covers(certain: PartialDate, doubtful: PartialDate) -> bool:
    """Whether the doubtful date is how the certain one is written without its precision."""
    return PartialDate(doubtful.year, doubtful.month, doubtful.day) == PartialDate(
        certain.year, certain.month or 1, certain.day or 1
    )
