"""The legal deadline, the drawing of a life, the summary of delays, the pages a reader may go to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.web.entities.life import WIDTH, Happening, draw, legal_deadline, whole
from anq2rdf.web.entities.pages import near_pages
from anq2rdf.web.entities.panels import summed


@pytest.mark.parametrize(
    ("published", "due"),
    [
        ("2015-03-31", "2015-05-31"),
        ("2019-01-15", "2019-03-15"),
        ("2014-12-31", "2015-02-28"),
        ("2015-12-31", "2016-02-29"),
        ("2015-12-30", "2016-02-29"),
        ("2021-11-30", "2022-01-30"),
        ("2022-06-30", "2022-08-30"),
    ],
)
def test_an_answer_is_due_two_months_later(published: str, due: str) -> None:
    assert legal_deadline(dt.date.fromisoformat(published)) == dt.date.fromisoformat(due)


def _event(day: dt.date, called: str = "x") -> Happening:
    return Happening("i", "k", called, day.isoformat(), None, None, None, None, None, None, None, "s1")


@given(st.lists(st.dates(dt.date(1981, 1, 1), dt.date(2030, 1, 1)), min_size=2, max_size=12), st.text(max_size=60))
def test_what_is_drawn_stays_in_its_frame_and_no_words_cover_others(days: list[dt.date], called: str) -> None:
    drawing = draw([_event(day, called) for day in days], None, "fr")
    if len(set(days)) < 2:
        assert drawing is None
        return
    assert drawing is not None
    assert len(drawing.marks) == len(set(days))
    assert all(0 <= mark.x <= WIDTH and 0 < mark.text_y < drawing.axis for mark in drawing.marks)
    assert [mark.x for mark in drawing.marks] == sorted((mark.x for mark in drawing.marks), reverse=True)
    assert all(0 <= tick.x <= WIDTH for tick in drawing.ticks)
    lanes: dict[float, list[tuple[float, float]]] = {}
    for mark in drawing.marks:
        long = len(mark.text) * 6.6
        lanes.setdefault(mark.text_y, []).append((mark.x, mark.x + long) if mark.anchor == "start" else (mark.x - long, mark.x))
    for spans in lanes.values():
        for (_, end), (begin, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert end <= begin


def test_half_and_nine_tenths_of_the_answers() -> None:
    made = summed([(10, 5), (61, 4), (62, 1)])
    assert made is not None
    assert (made.answers, made.median, made.ninth, made.late) == (10, 10, 61, 1)
    assert summed([]) is None


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
    ],
)
def test_the_pages_a_reader_may_go_to(page: int, pages: int, shown: list[int | None]) -> None:
    assert near_pages(page, pages) == shown


@given(st.text(max_size=12))
def test_a_number_is_read_where_there_is_one(text: str) -> None:
    assert whole(text) is None or str(int(text)).lstrip("-") == text.lstrip("-").lstrip("0").rjust(1, "0")
