"""What befell a question, in order; and the same drawn as a line of time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from anq2rdf.look.wording import day
from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.naming import Name, Names, special_first
from anq2rdf.web.entities.prose import Said, read_said
from anq2rdf.web.entities.statements import Statements

_COLOURS: Final = {
    v.QUESTION_PUBLICATION: "s1",
    v.ANSWER_PUBLICATION: "s3",
    v.ALLOCATION_CLASS: "s6",
    v.REASSIGNMENT: "s4",
    v.SIGNALEMENT: "s2",
    v.RENEWAL: "s5",
    v.REMINDER: "s2",
    v.CLOSURE_CLASS: "s6",
    v.ERRATUM: "s6",
}
_ORDER: Final = list(_COLOURS)
WIDTH: Final = 720
_MARGIN: Final = 16
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
_LANE: Final = 22
_LETTER: Final = 6.6  # how wide a letter of twelve pixels is, at most


class Happening(Struct, frozen=True):
    """One event."""

    iri: str
    kind: str  # the class
    called: str
    date: str | None
    offset: int | None  # days since the publication of the question
    ministry: Name | None
    reason: Name | None
    deposited: str | None
    issue: Name | None
    page: Name | None
    said: Said | None
    colour: str


def happenings(told: Statements, names: Names) -> list[Happening]:
    """The events of a question by day; on one day in the order things take."""
    every = [_happening(told, names, iri) for iri in told.iris(v.EVENT)]
    return sorted(every, key=lambda each: (each.date or "9999", _rank(each.kind), each.iri))


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _happening(told: Statements, names: Names, iri: str) -> Happening:
    classes = special_first(told.iris(v.TYPE, iri))
    kind = classes[0] if classes else v.PROCEDURAL_EVENT
    return Happening(
        iri=iri,
        kind=kind,
        called=names.kind(classes) or names.name(iri).text,
        date=told.text(v.EVENT_DATE, iri),
        offset=whole(told.text(v.DAY_OFFSET, iri)),
        ministry=names.maybe(told.link(v.ALLOCATED_TO, iri)),
        reason=names.maybe(told.link(v.CLOSURE_REASON, iri)),
        deposited=told.text(v.DEPOSIT_DATE, iri),
        issue=names.maybe(told.link(v.PUBLISHED_IN, iri)),
        page=names.maybe(told.link(v.PUBLISHED_ON_PAGE, iri)),
        said=read_said(told, iri),
        colour=_COLOURS.get(kind, "s6"),
    )


def whole(text: str | None) -> int | None:
    """The number that a text is; None for any other text."""
    return int(text) if text and _WHOLE.fullmatch(text) else None


def calendar_day(text: str | None) -> dt.date | None:
    """The day that a text is; None for any other text."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def legal_deadline(published: dt.date) -> dt.date:
    """The last day for an answer: two months after publication (Règlement de l'Assemblée nationale, art. 135)."""
    year, month = divmod(published.year * 12 + published.month + 1, 12)
    for number in range(published.day, 27, -1):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:  # a month that is shorter
            continue
    return dt.date(year, month + 1, min(published.day, 28))


class Mark(Struct, frozen=True):
    """What is drawn for one day: a dot on the line, and a stem up to its words."""

    x: float
    text_y: float
    anchor: str
    text: str
    colour: str


class Tick(Struct, frozen=True):
    """A year's or a month's beginning."""

    x: float
    text: str


class Drawing(Struct, frozen=True):
    """A line of time, in pixels."""

    width: int
    height: float
    axis: float
    marks: list[Mark]
    ticks: list[Tick]
    band: tuple[float, float] | None  # the time within which an answer is due


def draw(events: Sequence[Happening], due: dt.date | None, language: str) -> Drawing | None:
    """The events as a drawing; None where they are not at least two days."""
    days: dict[dt.date, list[Happening]] = {}
    for event in events:
        when = calendar_day(event.date)
        if when is not None:
            days.setdefault(when, []).append(event)
    if len(days) < 2:
        return None
    first, last = min(days), max([*days, *([due] if due else [])])
    step = (WIDTH - 2 * _MARGIN) / (last - first).days

    def x_of(when: dt.date) -> float:
        return round(_MARGIN + step * (when - first).days, 1)

    placed = _place([(x_of(when), _words(when, days[when], language), days[when]) for when in sorted(days)])
    lanes = 1 + max(lane for _, lane, _, _, _ in placed)
    axis = lanes * _LANE + 14
    marks = [
        Mark(x, round(axis - 12 - lane * _LANE, 1), anchor, text, together[0].colour)
        for x, lane, anchor, text, together in placed
    ]
    band = (x_of(first), x_of(due)) if due is not None and due > first else None
    return Drawing(WIDTH, axis + 30, axis, marks, _ticks(first, last, x_of, language), band)


def _words(when: dt.date, together: Sequence[Happening], language: str) -> str:
    called = list(dict.fromkeys(event.called for event in together))
    more = f" +{len(called) - 2}" if len(called) > 2 else ""
    return f"{day(when.isoformat(), language)} · {', '.join(called[:2])}{more}"


def _place(
    days: Sequence[tuple[float, str, list[Happening]]],
) -> list[tuple[float, int, str, str, list[Happening]]]:
    """Words in lanes, so that none covers another: each in the lowest lane that is free where it stands."""
    placed = []
    taken: list[list[tuple[float, float]]] = []
    for x, text, together in reversed(days):  # from the right: a stem then never crosses words of a later day
        long = len(text) * _LETTER
        anchor = "start" if x + long < WIDTH else "end"
        begin, end = (x - 4, x + long) if anchor == "start" else (x - long, x + 4)
        lane = next((n for n, spans in enumerate(taken) if all(end < a or begin > b for a, b in spans)), len(taken))
        if lane == len(taken):
            taken.append([])
        for each in taken[: lane + 1]:
            each.append((x - 3, x + 3))  # the stem
        taken[lane].append((begin, end))
        placed.append((x, lane, anchor, text, together))
    return placed


def _ticks(first: dt.date, last: dt.date, x_of: Callable[[dt.date], float], language: str) -> list[Tick]:
    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 2)]
    if (last - first).days > 400:
        return [Tick(x_of(each), str(each.year)) for each in years if first <= each <= last]
    months = [dt.date(each.year, month, 1) for each in years for month in range(1, 13)]
    within = [each for each in months if first <= each <= last]
    thin = max(1, len(within) // 6)
    return [Tick(x_of(each), day(each.isoformat(), language).partition(" ")[2]) for each in within[::thin]]
