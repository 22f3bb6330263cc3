"""Days between two others, both included; an end that is not recorded has not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything with a first and a last day."""

    @property
    def start(self) -> dt.date | None: ...

    @property
    def end(self) -> dt.date | None: ...


S = TypeVar("S", bound=Span)


def covers(span: Span, day: dt.date) -> bool:
    """Whether the day lies in the span; a span whose first day is unknown covers nothing for certain."""
    return span.start is not None and span.start <= day and (span.end is None or day <= span.end)


def standing(spans: Iterable[S], day: dt.date) -> list[S]:
    """The spans that cover the day; on a hand-over day those that begin, not those that end."""
    found = [span for span in spans if covers(span, day)]
    if any(span.start == day for span in found):
        found = [span for span in found if span.start == day or span.end != day]
    return found
