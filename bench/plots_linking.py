"""The plot of the linker: precision and recall by threshold, on the pairs that no weight was looked at with."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from anq2rdf.linking.decision import Settings
from anq2rdf.linking.weights import log_odds
from bench.goals import Part

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000")
_MARKS = ("o", "s", "^", "v", "D", "x", "+", "*")
_LEFT_OUT = ("saved", "slug")     # the same as others, all but P7040


_NAMED = (0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999)      # the others would stand on each other


def curves(axes: Any, part: Part) -> None:
    """Two pictures, one above the other."""
    above, below = axes
    for each, colour, mark in zip(_shown(part), cycle(_COLOURS), cycle(_MARKS), strict=False):
        curve = each["halves"]["held out"]["curve"]
        places = [log_odds(row["threshold"]) for row in curve]
        style = {"color": colour, "marker": mark, "markersize": 4, "linewidth": 1.4}
        above.plot(places, [row["recall"]["share"] for row in curve], label=each["title"], **style)
        below.plot(places, [row["precision"]["share"] for row in curve], **style)
        low, high = ([row["precision"][end] for row in curve] for end in ("low", "high"))
        below.fill_between(places, low, high, color=colour, alpha=0.06, linewidth=0)
    _finish(above, below, [row["threshold"] for row in part["sets"][0]["whole"]["curve"]])


def _shown(part: Part) -> list[Part]:
    return [each for each in part["sets"] if each["key"] not in _LEFT_OUT]


def _finish(above: Any, below: Any, thresholds: list[float]) -> None:
    for axis, what in ((above, "recall"), (below, "precision, with its 95 % interval")):
        axis.set_xticks([log_odds(each) for each in thresholds], minor=True)
        axis.set_xticks([log_odds(each) for each in _NAMED], [f"{each:g}" for each in _NAMED])
        axis.axvline(log_odds(Settings().link), color="#999999", linestyle=":", linewidth=1.2)
        axis.set_ylabel(what)
        axis.grid(axis="y", color="#dddddd", linewidth=0.6)
    below.set_xlabel("probability from which a pair is linked (dotted: the default)")
    above.set_title("Held-out half of every set: what is linked, and how much of it is right")
    above.legend(fontsize=6.5, loc="upper left", bbox_to_anchor=(1.0, 1.0))
