"""Spans: where the middle of something lies and how far most of it reaches, one row a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from anq2rdf.look.plots.bars import LABELS, RIGHT, Show, draw_label, lie_down
from anq2rdf.look.plots.drawing import Drawing
from anq2rdf.look.plots.scale import scale_to

_VALUES: Final = 130
_HEAD: Final = 46


class Span(Struct, frozen=True):
    """One row: the middle, what nine tenths do not exceed, and of how many."""

    label: str
    middle: float
    reach: float
    count: int


def draw_spans(
    drawing: Callable[[float], Drawing],
    rows: Sequence[Span],
    show: Show,
    *,
    legend: tuple[str, str, str],
    mark: tuple[float, str] | None = None,
) -> str:
    """A disc at the middle, a bar to the reach, the numbers at the right. `mark` is a line through all, with a name."""
    middles, bottom = lie_down([row.label for row in rows], _HEAD)
    made = drawing(bottom + 26)
    most = max([row.reach for row in rows] + [mark[0] if mark else 0], default=0)
    scale = scale_to(most, LABELS + 16, RIGHT - _VALUES)
    _legend(made, legend)
    for tick in scale.ticks():
        made.line(scale(tick), _HEAD, scale(tick), bottom, "axis" if tick == 0 else "grid")
        made.text(scale(tick), bottom + 18, show(tick), "tick", anchor="middle")
    if mark is not None:
        made.line(scale(mark[0]), _HEAD - 6, scale(mark[0]), bottom, "limit")
        made.text(scale(mark[0]), _HEAD - 10, mark[1], "tick", anchor="middle")
    for middle, row in zip(middles, rows, strict=True):
        _row(made, scale, row, middle, show)
    return made.finish()


def _legend(made: Drawing, legend: tuple[str, str, str]) -> None:
    made.circle(8, 12, 6, "s1 dot")
    made.text(20, 16, legend[0])
    made.rect(2, 28, 12, 8, look="s4")
    made.text(20, 36, legend[1])
    made.text(RIGHT, 16, f"({legend[2]})", "", anchor="end")


def _row(made: Drawing, scale: Callable[[float], float], row: Span, middle: float, show: Show) -> None:
    both = f"{show(row.middle)} · {show(row.reach)} ({show(row.count)})"
    told = f"{row.label} : {both}"
    draw_label(made, LABELS, middle, row.label, room=LABELS - 4)
    made.rect(scale(row.middle), middle - 4, scale(row.reach) - scale(row.middle), 8, look="s4", full=told)
    made.circle(scale(row.middle), middle, 6, "s1 dot", told)
    made.text(RIGHT, middle + 4, both, "value", anchor="end")
