"""How often values lie where: standing bars side by side over a scale, with lines at the values that decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from anq2rdf.look.plots.bars import LEFT, RIGHT, Show, draw_legend, draw_plane
from anq2rdf.look.plots.drawing import Drawing
from anq2rdf.look.plots.labels import width_of
from anq2rdf.look.plots.scale import scale_to

_MARKS, _TOP, _BOTTOM, _HEIGHT = 40, 66, 300, 346
_TICK, _UNDER = _BOTTOM + 18, _BOTTOM + 36


class Mark(Struct, frozen=True):
    """A value, and what stands beside it."""

    value: float
    label: str
    under: str = ""


class Bins(Struct, frozen=True):
    """Bins of one width from `start` on; how many of each series lie in each."""

    start: float
    width: float
    series: Sequence[tuple[str, Sequence[int]]]

    @property
    def number(self) -> int:
        """How many bins there are."""
        return max((len(values) for _, values in self.series), default=0)

    def edge(self, place: int) -> float:
        """Where a bin begins."""
        return self.start + place * self.width


def draw_histogram(
    drawing: Callable[[float], Drawing],
    bins: Bins,
    show: Show,
    told: Callable[[float, float], str],
    *,
    ticks: Sequence[Mark],
    limits: Sequence[Mark],
) -> str:
    """The bars, the parts of each upon each other; `told` names a bin by its two edges."""
    made = drawing(_HEIGHT)
    sums = [sum(values[place] for _, values in bins.series) for place in range(bins.number)]
    scale = scale_to(max(sums, default=0), _BOTTOM, _TOP)
    draw_legend(made, [name for name, _ in bins.series])
    draw_plane(made, scale, show)
    unit = (RIGHT - LEFT) / max(bins.number * bins.width, 1e-9)
    for place in range(bins.number):
        low = 0.0
        for number, (name, values) in enumerate(bins.series, 1):
            if values[place]:
                top = scale(low + values[place])
                full = f"{told(bins.edge(place), bins.edge(place + 1))} – {name} : {show(values[place])}"
                left = LEFT + place * bins.width * unit
                made.rect(left + 1, top, bins.width * unit - 2, scale(low) - top, look=f"s{number}", full=full)
            low += values[place]
    for each in ticks:
        x = LEFT + (each.value - bins.start) * unit
        made.line(x, _BOTTOM, x, _BOTTOM + 5, "axis")
        made.text(x, _TICK, each.label, "tick", anchor="middle")
        made.text(x, _UNDER, each.under, "tick", anchor="middle")
    _draw_limits(made, [(LEFT + (each.value - bins.start) * unit, each.label) for each in limits])
    return made.finish()


def _draw_limits(made: Drawing, limits: Sequence[tuple[float, str]]) -> None:
    """Lines through all, each with its name on the side where there is room for it."""
    middle = sum(x for x, _ in limits) / max(len(limits), 1)
    for x, label in limits:
        made.line(x, _MARKS + 4, x, _BOTTOM, "limit")
        width = width_of(label) + 6
        goes_left = x - width > LEFT and (x < middle or x + width > RIGHT)
        made.text(x - 6 if goes_left else x + 6, _MARKS + 12, label, "value", anchor="end" if goes_left else "start")
