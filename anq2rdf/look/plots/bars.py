"""Bars: standing and stacked through the years, or lying, one a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from anq2rdf.look.plots.drawing import WIDTH, Drawing
from anq2rdf.look.plots.labels import LINE, broken, height_of, width_of
from anq2rdf.look.plots.scale import Scale, scale_to

Show = Callable[[float], str]
LEFT: Final = 58  # of the plane where numbers stand
RIGHT: Final = WIDTH - 12
_TOP, _BOTTOM, _HEIGHT = 44, 300, 328
LABELS: Final = 270  # of what lies
_ROOM: Final = LABELS - 4
_VALUES: Final = 84
_ROW: Final = 32  # at least


def draw_stacks(
    drawing: Callable[[float], Drawing],
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    show: Show,
) -> str:
    """One standing bar a name, its parts upon each other in the order of the series."""
    made = drawing(_HEIGHT)
    sums = [sum(values[place] for _, values in series) for place in range(len(names))]
    scale = scale_to(max(sums, default=0), _BOTTOM, _TOP)
    draw_legend(made, [name for name, _ in series])
    draw_plane(made, scale, show)
    band = (RIGHT - LEFT) / max(len(names), 1)
    for place, name in enumerate(names):
        left, height = LEFT + place * band, 0.0
        for number, (part, values) in enumerate(series, 1):
            top = scale(height + values[place])
            told = f"{name} – {part} : {show(values[place])}"
            made.rect(left + band * 0.14, top, min(band * 0.72, 60), scale(height) - top, look=f"s{number}", full=told)
            height += values[place]
    draw_names(made, names, [LEFT + (place + 0.14) * band + min(band * 0.36, 30) for place in range(len(names))])
    return made.finish()


def draw_legend(made: Drawing, names: Sequence[str]) -> None:
    """Squares and names in a row at the top; nothing for a single series."""
    x = float(LEFT)
    for number, name in enumerate(names if len(names) > 1 else (), 1):
        made.rect(x, 6, 12, 12, look=f"s{number}")
        made.text(x + 18, 16, name)
        x += 18 + width_of(name) + 22


def draw_plane(made: Drawing, scale: Scale, show: Show) -> None:
    """Lines at the ticks of a standing scale, with their numbers at the left."""
    for tick in scale.ticks():
        made.line(LEFT, scale(tick), RIGHT, scale(tick), "axis" if tick == 0 else "grid")
        made.text(LEFT - 8, scale(tick) + 4, show(tick), "tick", anchor="end")


def draw_names(made: Drawing, names: Sequence[str], places: Sequence[float]) -> None:
    """Names under the plane, only every so many where they would touch."""
    room = min((after - before for before, after in pairwise(places)), default=WIDTH)
    every = ceil((max(map(width_of, names), default=0) + 8) / room)
    for place, name in list(zip(places, names, strict=True))[::every]:
        made.text(place, _BOTTOM + 18, name, "tick", anchor="middle")


def draw_bars(drawing: Callable[[float], Drawing], rows: Sequence[tuple[str, float]], show: Show) -> str:
    """One lying bar a row, its label at the left and its number at its end."""
    middles, bottom = lie_down([label for label, _ in rows], 4)
    made = drawing(bottom + 4)
    scale = scale_to(max((value for _, value in rows), default=0), LABELS + 12, RIGHT - _VALUES)
    for middle, (label, value) in zip(middles, rows, strict=True):
        draw_label(made, LABELS, middle, label, room=_ROOM)
        made.rect(scale(0), middle - 9, scale(value) - scale(0), 18, look="s1", full=f"{label} : {show(value)}")
        made.text(scale(value) + 8, middle + 4, show(value), "value")
    made.line(scale(0), 0, scale(0), made.height, "axis")
    return made.finish()


def lie_down(labels: Sequence[str], top: float) -> tuple[list[float], float]:
    """The middle of each row, as high as its label needs, the first one's top at `top`; and where the last one ends."""
    middles = []
    for label in labels:
        height = max(height_of(label, _ROOM) + 8, _ROW)
        middles.append(top + height / 2)
        top += height
    return middles, top


def draw_label(made: Drawing, x: float, middle: float, label: str, *, room: float, anchor: str = "end") -> None:
    """A label at `x`, in several lines where it is wider than its room, around the height `middle`."""
    lines = broken(label, room)
    full = label if any(line.endswith("…") for line in lines) else ""
    first = middle + 4 - LINE * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        made.text(x, first + number * LINE, line, "label", anchor=anchor, full=full)
