"""The two drawings of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from anq2rdf.linking.decision import Settings
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.report.counts import OUTCOMES, Row, spread
from anq2rdf.linking.weights import log_odds, probability
from anq2rdf.look.plots import Bins, Mark, draw_histogram, draw_stacks
from anq2rdf.look.plots.drawing import Drawing
from anq2rdf.look.wording import shown_number

START, WIDTH, NUMBER = -24.0, 2.0, 34  # bins of bits: from a chance of one in ten million to certainty and beyond
_TICKS: Final = (-20, -10, 0, 10, 20, 30, 40)

Words = Mapping[str, str]


def draw_coverage(rows: Sequence[Row], t: Words, language: str) -> str:
    """One standing bar a legislature."""
    names = [row.name or t["unknown"] for row in rows]
    series = [(t[outcome], [row.of(outcome) for row in rows]) for outcome in OUTCOMES]
    return draw_stacks(_drawing("coverage", t), names, series, partial(shown_number, language=language))


def draw_scores(decisions: Sequence[Decision], settings: Settings, t: Words, language: str) -> str:
    """How many best pairs have which score, and where the bounds are."""
    found = spread(decisions, START, WIDTH, NUMBER)
    bins = Bins(START, WIDTH, [(t[outcome], found[outcome]) for outcome in OUTCOMES])
    limits = [
        Mark(min(max(log_odds(bound), START), START + WIDTH * NUMBER), t[name].format(chance(bound, language)))
        for name, bound in (("bound_review", settings.review), ("bound_link", settings.link))
    ]
    ticks = [Mark(bits, f"{bits:+d}" if bits else "0", chance(probability(bits), language)) for bits in _TICKS]
    show = partial(shown_number, language=language)
    return draw_histogram(
        _drawing("scores", t), bins, show, lambda low, high: f"{low:+.0f} … {high:+.0f}", ticks=ticks, limits=limits
    )


def chance(probability: float, language: str) -> str:
    """A probability in percent, with as many decimals as tell it from 0 and from 100: 50 %, 99.9 %, 99.9999 %."""
    for decimals in range(8):
        text = f"{100 * probability:.{decimals}f}"
        if 0 < float(text) < 100:
            break
    else:
        text = "0" if probability < 0.5 else "100"
    return f"{text.replace('.', ',')}\u202f%" if language == "fr" else f"{text}%"


def _drawing(name: str, t: Words) -> Callable[[float], Drawing]:
    return partial(Drawing, name, t[name], t["described"])
