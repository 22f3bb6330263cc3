"""Figures as SVG, drawn on the server: colours are classes of the style sheet, so that light and dark both work.

Every drawing has a title and a description for those who do not see it; what they need in full is the table under it.
"""

from __future__ import annotations

from anq2rdf.look.plots.bars import draw_bars, draw_stacks
from anq2rdf.look.plots.flow import draw_flow
from anq2rdf.look.plots.histogram import Bins, Mark, draw_histogram
from anq2rdf.look.plots.lines import Line, draw_lines
from anq2rdf.look.plots.ranges import Span, draw_spans

__all__ = [
    "Bins",
    "Line",
    "Mark",
    "Span",
    "draw_bars",
    "draw_flow",
    "draw_histogram",
    "draw_lines",
    "draw_spans",
    "draw_stacks",
]
