"""Which drawing shows which figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from anq2rdf.look.plots import (
    Line,
    Span,
    draw_bars,
    draw_flow,
    draw_lines,
    draw_spans,
    draw_stacks,
)
from anq2rdf.look.plots.drawing import Drawing
from anq2rdf.look.wording import shown_number, shown_share
from anq2rdf.web.statistics.figure import Figure

Words = Mapping[str, str]
TWO_MONTHS: Final = 61  # days: what the Rules give the ministers (art. 135)


class Artist:
    """Draws figures in one language."""

    def __init__(self, words: Words, language: str) -> None:
        self._t = words
        self.number = partial(shown_number, language=language)
        self.share = partial(shown_share, language=language)

    def draw(self, figure: Figure) -> list[str]:
        """The drawings of a figure as SVG; none where it has no row."""
        return _DRAWERS[figure.name](self, figure) if figure.rows else []

    def word(self, name: str) -> str:
        """A word of the statistics pages."""
        return self._t[f"stats_{name}"]

    def drawing(self, figure: Figure, name: str = "") -> Callable[[float], Drawing]:
        """What makes an empty drawing of some height with the figure's title and description."""
        title = self.word(name or figure.name)
        return partial(Drawing, name or figure.name, title, self.word("described"))


def _years(artist: Artist, figure: Figure) -> list[str]:
    counts: dict[Any, Any] = {row[0]: row for row in figure.rows}
    rows = [counts.get(year, (year, 0, 0)) for year in range(min(counts), max(counts) + 1)]  # no year is left out
    series = [
        (artist.word("answered"), [row[2] for row in rows]),
        (artist.word("unanswered_part"), [row[1] - row[2] for row in rows]),
    ]
    return [draw_stacks(artist.drawing(figure), [str(row[0]) for row in rows], series, artist.number)]


def _types(artist: Artist, figure: Figure) -> list[str]:
    rows: list[Any] = list(figure.rows)
    first, last = rows[0][0], rows[-1][0]
    years, kinds = range(first, last + 1), list(dict.fromkeys(row[1] for row in sorted(rows, key=lambda r: str(r[1]))))
    counts = {(row[0], row[1]): row for row in rows}
    names = [str(year) for year in years]
    series = [(kind, [counts[year, kind][2] if (year, kind) in counts else 0 for year in years]) for kind in kinds]
    lines = [
        Line(kind, [counts[year, kind][4] if (year, kind) in counts else None for year in years]) for kind in kinds
    ]
    return [
        draw_stacks(artist.drawing(figure), names, series, artist.number),
        draw_lines(artist.drawing(figure, "rates"), names, lines, artist.share, top=1.0),
    ]


def _delays(artist: Artist, figure: Figure) -> list[str]:
    rows: list[Any] = list(figure.rows)
    spans = [Span(row[0], row[3], row[4], row[2]) for row in rows]
    legend = (artist.word("median"), artist.word("p90"), artist.word("delays_counted"))
    mark = (float(TWO_MONTHS), artist.word("two_months"))
    return [draw_spans(artist.drawing(figure), spans, artist.number, legend=legend, mark=mark)]


def _flows(artist: Artist, figure: Figure) -> list[str]:
    rows: list[Any] = list(figure.rows)
    heads = (artist.word("from"), artist.word("to"))
    return [draw_flow(artist.drawing(figure), rows, artist.number, heads=heads)]


def _rubrics(artist: Artist, figure: Figure) -> list[str]:
    rows: list[Any] = list(figure.rows)
    return [draw_bars(artist.drawing(figure), [(row[0], row[1]) for row in rows], artist.number)]


def _rubric_years(artist: Artist, figure: Figure) -> list[str]:
    rows: list[Any] = list(figure.rows)
    years, names = (list(dict.fromkeys(row[place] for row in rows)) for place in (0, 1))
    counts = {(row[0], row[1]): row[2] for row in rows}
    lines = [Line(name, [counts[year, name] for year in years]) for name in names]
    return [draw_lines(artist.drawing(figure), [str(year) for year in years], lines, artist.number)]


_DRAWERS: Final[Mapping[str, Callable[[Artist, Figure], list[str]]]] = {
    "years": _years,
    "types": _types,
    "delays": _delays,
    "flows": _flows,
    "rubrics": _rubrics,
    "rubric_years": _rubric_years,
}
