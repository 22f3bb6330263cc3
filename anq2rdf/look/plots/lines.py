"""Lines through the years, told apart by colour, by dashes and by the shape of their points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from anq2rdf.look.plots.bars import LEFT, RIGHT, Show, draw_names, draw_plane
from anq2rdf.look.plots.drawing import WIDTH, Drawing
from anq2rdf.look.plots.labels import shortened, width_of
from anq2rdf.look.plots.scale import scale_to

_BOTTOM: Final = 300
_ENTRY: Final = 330  # the width of a legend's entry when they are long
_ROW: Final = 20


class Line(Struct, frozen=True):
    """One line; None where there is nothing to show."""

    name: str
    values: Sequence[float | None]


def draw_lines(
    drawing: Callable[[float], Drawing],
    names: Sequence[str],
    lines: Sequence[Line],
    show: Show,
    *,
    top: float | None = None,
) -> str:
    """Lines over a common scale that ends at `top`, else at what the greatest value needs."""
    made = drawing(_BOTTOM + 28)
    low = _legend(made, lines)
    most = max((value for line in lines for value in line.values if value is not None), default=0)
    scale = scale_to(top or most, _BOTTOM, low + 16, whole=top is None)
    draw_plane(made, scale, show)
    band = (RIGHT - LEFT) / max(len(names), 1)
    places = [LEFT + (place + 0.5) * band for place in range(len(names))]
    for number, line in enumerate(lines, 1):
        points = [(x, None if value is None else scale(value)) for x, value in zip(places, line.values, strict=True)]
        made.path(_steps(points), f"l{number} d{number}")
        for name, value, (x, y) in zip(names, line.values, points, strict=True):
            if y is not None and value is not None:
                _point(made, number, x, y, f"{name} – {line.name} : {show(value)}")
    draw_names(made, names, places)
    return made.finish()


def _legend(made: Drawing, lines: Sequence[Line]) -> float:
    """The names with a piece of their line, in as many rows as they need; where the last one ends."""
    x, y = float(LEFT), 12.0
    for number, line in enumerate(lines, 1):
        name = shortened(line.name, _ENTRY - 40)
        width = 40 + width_of(name) + 14
        if x + width > WIDTH and x > LEFT:
            x, y = float(LEFT), y + _ROW
        made.path(["M", x, y, "H", x + 30], f"l{number} d{number}")
        _point(made, number, x + 15, y, "")
        made.text(x + 38, y + 4, name, full=line.name if name != line.name else "")
        x += width
    return y


def _steps(points: Sequence[tuple[float, float | None]]) -> list[str | float]:
    steps: list[str | float] = []
    pen = "M"
    for x, y in points:
        if y is None:
            pen = "M"
        else:
            steps += [pen, x, y]
            pen = "L"
    return steps


def _point(made: Drawing, number: int, x: float, y: float, full: str) -> None:
    look = f"s{number}"
    if number % 3 == 1:
        made.circle(x, y, 3.5, look, full)
    elif number % 3 == 2:
        made.rect(x - 3.5, y - 3.5, 7, 7, look=look, full=full)
    else:
        made.path(["M", x, y - 5, "L", x + 5, y + 3.5, "H", x - 5, "Z"], look, full)
