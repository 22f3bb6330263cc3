"""The lifetime of ours and that of an item, compared: which finding is the row of the table of weights."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from anq2rdf.linking.items import PartialDate, Thing
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.linking.organs.wording import years

#: Days by which sources differ on the same event by clerical habit (election, opening, first sitting).
SAME = 3
#: A legislature "ends" by dissolution or with the next one's first sitting: 39 days between them in 2024.
NEAR = 45


class Span(Struct, frozen=True):
    """An item's lifetime, as precise as it is told."""

    start: PartialDate | None = None
    end: PartialDate | None = None


def span_of(thing: Thing) -> Span:
    """The item's own days; of a group without any, the years its label has in parentheses."""
    if thing.start or thing.end or thing.kind != "group":
        return Span(thing.start, thing.end)
    first, last = years((thing.label, *thing.aliases))
    return Span(PartialDate(first) if first else None, PartialDate(last) if last else None)


def compare(body: Body, span: Span) -> str:
    """One of: same, near, same years, running, start only, longer, differs, another time, not told.

    "running": both began together and neither has ended. "longer": the item's time holds ours and more.
    """
    if body.start is None or (span.start is None and span.end is None):
        return "not told"
    if _apart(body, span):
        return "another time"
    if span.start is None:
        return "not told"
    first = _days(body.start, span.start)
    if body.end is not None and span.end is not None:
        return _closed(first, _days(body.end, span.end), span)
    return _open(first, body, span)


def _closed(first: int, last: int, span: Span) -> str:
    """Both ends told on both sides. `first` and `last`: days from ours to the item's, 0 within a year or month."""
    farthest = max(abs(first), abs(last))
    if farthest <= NEAR:
        exact = certain(span.start) and certain(span.end)
        return "same years" if not exact else "same" if farthest <= SAME else "near"
    return "longer" if first <= NEAR and last >= -NEAR else "differs"


def _open(first: int, body: Body, span: Span) -> str:
    if abs(first) <= NEAR:
        return "running" if body.end is None and span.end is None else "start only"
    return "longer" if first < 0 and span.end is None else "differs"


def _apart(body: Body, span: Span) -> bool:
    """Whether the two never met, by more than what sources differ by."""
    assert body.start is not None
    ended = span.end is not None and _days(body.start, span.end) < -NEAR
    return ended or (body.end is not None and span.start is not None and _days(body.end, span.start) > NEAR)


def _days(day: dt.date, told: PartialDate) -> int:
    """Days from ours to the item's: 0 where the item tells only the month or year and ours lies in it."""
    low, high = _bounds(told)
    return (low - day).days if low > day else min((high - day).days, 0)


def _bounds(told: PartialDate) -> tuple[dt.date, dt.date]:
    """First and last day that the date may mean."""
    if day := certain(told):
        return day, day
    year, month = min(max(told.year, 1), 9998), told.month
    if month and 1 <= month <= 12 and not (told.doubtful and month == 1):
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return dt.date(year, month, 1), following - dt.timedelta(days=1)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def certain(told: PartialDate | None) -> dt.date | None:
    """The day, where the date tells one beyond doubt: the first of a month may stand for the month."""
    return None if told is None or told.doubtful else told.exact
