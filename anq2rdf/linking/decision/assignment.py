"""Who gets which item as a whole: the one-to-one choice of pairs whose weights have the greatest sum.

Successive shortest paths (Edmonds and Karp; Tomizawa) over the pairs there are: every left side is taken in turn and
finds the way, over pairs chosen before, that costs least; to stay alone costs nothing. Sparse, so that three thousand
deputies and twenty thousand items are nothing, and exact.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

#: Left to right to weight. Only weights above 0 can be chosen: staying alone is worth 0.
Edges = Mapping[str, Mapping[str, float]]


class Assignment(NamedTuple):
    """Right side by left side, and the sum of the weights."""

    chosen: Mapping[str, str]
    total: float


class _Way(NamedTuple):
    right: str | None       # a free right side; None: `left` stays alone
    left: str
    cost: float


def assign(edges: Edges) -> Assignment:
    """The choice of greatest sum. Left and right sides stand once each; of equal sums the same one, in any order."""
    search = _Search(edges)
    for left in sorted(edges):
        search.place(left)
    total = math.fsum(edges[left][right] for left, right in search.chosen.items())
    return Assignment(search.chosen, total)


def greedy(edges: Edges) -> Assignment:
    """The heaviest pair, then the heaviest of those still free, and so on: fast, and not the greatest sum."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    pairs = ((weight, left, right) for left, those in edges.items() for right, weight in those.items() if weight > 0)
    for _, left, right in sorted(pairs, key=lambda each: (-each[0], each[1], each[2])):
        if left not in chosen and right not in taken:
            chosen[left] = right
            taken.add(right)
    return Assignment(chosen, math.fsum(edges[left][right] for left, right in chosen.items()))


def components(edges: Edges) -> Iterator[Edges]:
    """The parts that have nothing in common, in order of their first left side."""
    of_right: dict[str, list[str]] = defaultdict(list)
    for left, those in edges.items():
        for right in those:
            of_right[right].append(left)
    seen: set[str] = set()
    for left in sorted(edges):
        if left not in seen:
            part = _reached(left, edges, of_right)
            seen |= part
            yield {each: edges[each] for each in sorted(part)}


def without(edges: Edges, left: str, right: str) -> Edges:
    """The pairs that are left when these two are taken."""
    return {
        each: {other: weight for other, weight in those.items() if other != right}
        for each, those in edges.items()
        if each != left
    }


def _reached(first: str, edges: Edges, of_right: Mapping[str, Sequence[str]]) -> set[str]:
    part, waiting = {first}, [first]
    while waiting:
        for right in edges[waiting.pop()]:
            found = set(of_right[right]) - part
            part |= found
            waiting += found
    return part


class _Search:
    """Places left sides one by one, each by the cheapest alternating path."""

    def __init__(self, edges: Edges) -> None:
        # A pair costs what it lacks of the left side's best, and staying alone costs all of that: none is negative.
        self._alone = {left: max((0.0, *those.values())) for left, those in edges.items()}
        self._costs = {
            left: {right: self._alone[left] - weight for right, weight in sorted(those.items()) if weight > 0}
            for left, those in edges.items()
        }
        self._prices: dict[str, float] = defaultdict(float)     # of right sides: what they cost more by now
        self._holders: dict[str, str] = {}
        self.chosen: dict[str, str] = {}

    def place(self, start: str) -> None:
        """Give `start` a right side, or leave somebody alone, whatever costs least."""
        flood = _Flood()
        best = _Way(None, start, self._alone[start])
        flood.open(start, 0.0, self._costs[start], self._prices)
        while (found := flood.next()) and found[0] < best.cost:
            distance, right = found
            flood.done[right] = distance
            holder = self._holders.get(right)
            if holder is None:
                best = _Way(right, flood.before[right], distance)
                break
            reached = distance - self._costs[holder][right] - self._prices[right]
            if reached + self._alone[holder] < best.cost:
                best = _Way(None, holder, reached + self._alone[holder])
            flood.open(holder, reached, self._costs[holder], self._prices)
        for right, distance in flood.done.items():
            self._prices[right] += max(0.0, best.cost - distance)
        self._shift(best, start, flood.before)

    def _shift(self, way: _Way, start: str, before: Mapping[str, str]) -> None:
        """Everybody on the way takes the next right side; who stays alone gives theirs up."""
        left, right = way.left, way.right
        while True:
            given_up = self.chosen.pop(left, None)
            if right is not None:
                self.chosen[left], self._holders[right] = right, left
            if left == start or given_up is None:
                return
            left, right = before[given_up], given_up


class _Flood:
    """How far right sides are from a left side, found in order of distance (Dijkstra)."""

    def __init__(self) -> None:
        self.done: dict[str, float] = {}
        self.before: dict[str, str] = {}        # right side → the left side it is reached from
        self._distances: dict[str, float] = {}
        self._queue: list[tuple[float, str]] = []

    def open(self, left: str, reached: float, costs: Mapping[str, float], prices: Mapping[str, float]) -> None:
        """Look at the right sides of a left side that is reached at that distance."""
        for right, cost in costs.items():
            distance = reached + cost + prices[right]
            if right not in self.done and distance < self._distances.get(right, math.inf):
                self._distances[right], self.before[right] = distance, left
                heapq.heappush(self._queue, (distance, right))

    def next(self) -> tuple[float, str] | None:
        """The nearest right side that is not done, with its distance."""
        while self._queue:
            found = heapq.heappop(self._queue)
            if found[1] not in self.done:
                return found
        return None
