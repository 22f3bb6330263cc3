"""Which legislatures a statement of Wikidata means, by its term or by its dates."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from anq2rdf.linking.items import PartialDate, Position
from anq2rdf.normalise.legislatures import LEGISLATURES, Legislature

# Dates taken from Sycomore are those of the election, and may precede the legislature; sources differ by weeks.
TOLERANCE = dt.timedelta(days=31)
# A mandate that begins or ends so far from its legislature's first or last day does not do so with all others.
_MIDTERM = dt.timedelta(days=60)
#: Stands for every legislature before those of `LEGISLATURES`, older republics included.
BEFORE = 0


def told(position: Position) -> frozenset[int]:
    """The legislatures of a position as deputy; empty where neither term nor dates tell."""
    if position.legislature is not None:
        return frozenset((position.legislature,))
    if position.start is None:
        return frozenset()
    start, end = undoubted(position.start), position.end and undoubted(position.end)
    first, last = _earliest(start), _latest(start)
    if end is None:
        return _met(first, last) if _met(first, first) == _met(last, last) else frozenset()
    return _met(last, _earliest(end)) or _met(first, _latest(end))


def undoubted(date: PartialDate) -> PartialDate:
    """As much of a date as is told for certain: of a doubtful 1 January the year, of another first the month."""
    if not date.doubtful:
        return date
    return PartialDate(date.year) if (date.month, date.day) == (1, 1) else PartialDate(date.year, date.month)


def _met(first: dt.date, last: dt.date) -> frozenset[int]:
    """The legislatures of which the days from first to last hold more than the weeks by which sources differ."""
    met = {each.number for each in LEGISLATURES.values() if _holds(each, first, last)}
    if first < LEGISLATURES[min(LEGISLATURES)].start - TOLERANCE:
        met.add(BEFORE)
    return frozenset(met)


def _holds(legislature: Legislature, first: dt.date, last: dt.date) -> bool:
    begins, ends = legislature.start - TOLERANCE, (legislature.end or dt.date.max - TOLERANCE) - TOLERANCE
    return first <= ends and last >= begins + (TOLERANCE * 2 if first < begins else dt.timedelta(0))


def begins_midterm(day: dt.date, legislature: int | None) -> bool:
    """Whether a mandate that begins on the day does so when few others do."""
    known = LEGISLATURES.get(legislature or 0)
    return known is not None and day > known.start + _MIDTERM


def ends_midterm(day: dt.date, legislature: int | None) -> bool:
    """Whether a mandate that ends on the day does so when few others do."""
    known = LEGISLATURES.get(legislature or 0)
    return known is not None and (known.end is None or day < known.end - _MIDTERM)


def _earliest(date: PartialDate) -> dt.date:
    return date.exact or dt.date(_year(date), _month(date, 1), 1)


def _latest(date: PartialDate) -> dt.date:
    year, month = _year(date), _month(date, 12)
    return date.exact or dt.date(year, month, monthrange(year, month)[1])


def _year(date: PartialDate) -> int:
    return min(max(date.year, dt.MINYEAR), dt.MAXYEAR)


def _month(date: PartialDate, otherwise: int) -> int:
    return date.month if date.month is not None and 1 <= date.month <= 12 else otherwise
