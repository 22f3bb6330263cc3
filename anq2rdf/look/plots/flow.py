"""A flow from names at the left to names at the right; each ribbon is as thick as what it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from anq2rdf.look.plots.bars import Show, draw_label
from anq2rdf.look.plots.drawing import WIDTH, Drawing
from anq2rdf.look.plots.labels import height_of

Flow: TypeAlias = tuple[str, str, int]
_LABEL: Final = 210  # of each side
_BAR: Final = 10
_GAP: Final = 10  # between two names
_ROOM: Final = _LABEL - 12  # of a line of a name
_HEAD: Final = 30
_THICK: Final = 420  # of all ribbons together, at most
_ONE: Final = 12  # of one question, at most
_THIN: Final = 1.5  # of anything, at least
_LEFT: Final = _LABEL
_RIGHT: Final = WIDTH - _LABEL - _BAR


class Block(Struct, frozen=True):
    """Where a name stands on its side."""

    top: float
    height: float
    room: float  # what its label needs

    @property
    def middle(self) -> float:
        """The height of its label."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Where it and its label end."""
        return max(self.top + self.height, self.middle + self.room / 2)


Side: TypeAlias = Mapping[str, Block]


def draw_flow(drawing: Callable[[float], Drawing], flows: Sequence[Flow], show: Show, *, heads: tuple[str, str]) -> str:
    """The flows, the thickest at the top of each side."""
    unit = min(_THICK / max(sum(number for _, _, number in flows), 1), _ONE)
    left = _blocks(((name, number) for name, _, number in flows), unit)
    right = _blocks(((name, number) for _, name, number in flows), unit)
    made = drawing(max(block.bottom for block in (*left.values(), *right.values())) + 10)
    made.text(_LEFT + _BAR, 14, heads[0], "value", anchor="end")
    made.text(_RIGHT, 14, heads[1], "value")
    for flow, y1, y2 in _courses(flows, unit, left, right):
        _ribbon(made, y1, y2, max(flow[2] * unit, _THIN), f"{flow[0]} → {flow[1]} : {show(flow[2])}")
    for name, block in left.items():
        made.rect(_LEFT, block.top, _BAR, block.height, look="s1")
        draw_label(made, _LEFT - 8, block.middle, name, room=_ROOM)
    for name, block in right.items():
        made.rect(_RIGHT, block.top, _BAR, block.height, look="s2")
        draw_label(made, _RIGHT + _BAR + 8, block.middle, name, room=_ROOM, anchor="start")
    return made.finish()


def _blocks(parts: Iterable[tuple[str, int]], unit: float) -> dict[str, Block]:
    """The names of a side, the greatest first, none nearer to the next than its label needs."""
    sums: Counter[str] = Counter()
    for name, number in parts:
        sums[name] += number
    blocks, top = {}, float(_HEAD)
    for name, number in sums.most_common():
        height, label = max(number * unit, _THIN), height_of(name, _ROOM)
        room = max(height, label)
        blocks[name] = Block(top + (room - height) / 2, height, label)
        top += room + _GAP
    return blocks


def _courses(flows: Sequence[Flow], unit: float, left: Side, right: Side) -> Iterable[tuple[Flow, float, float]]:
    """Where each flow leaves and arrives: on both sides one below the other, in the order of the other side."""
    out = {name: block.top for name, block in left.items()}
    into = {name: block.top for name, block in right.items()}
    for flow in sorted(flows, key=lambda each: (left[each[0]].top, right[each[1]].top)):
        name, to, number = flow
        yield flow, out[name], into[to]
        out[name] += number * unit
        into[to] += number * unit


def _ribbon(made: Drawing, y1: float, y2: float, thick: float, told: str) -> None:
    x1, x2 = _LEFT + _BAR, _RIGHT
    bent = (x1 + x2) / 2
    there = ("M", x1, y1, "C", bent, y1, bent, y2, x2, y2)
    back = ("V", y2 + thick, "C", bent, y2 + thick, bent, y1 + thick, x1, y1 + thick, "Z")
    made.path((*there, *back), "flow", told)
