"""The whole choice of partners, and how sure each part of it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from anq2rdf.linking.decision.assignment import Assignment, Edges, assign, components, greedy, without
from anq2rdf.linking.decision.pairs import Pair

# Deputies times pairs of a part that is chosen as a whole. Homonyms are two or three; only data made to be a burden,
# or a crowd without names, has more, and there the pairs are taken by their own weight.
_MOST = 500_000


class Choice:
    """One item at most for each deputy, one deputy at most for each item: the likeliest as a whole."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        edges: dict[str, dict[str, float]] = {}
        for pair in pairs:
            if pair.judgement.bits > 0:
                edges.setdefault(pair.judgement.subject, {})[pair.judgement.item] = pair.judgement.bits
        self._parts: dict[str, tuple[Edges, Assignment]] = {}
        self.items: dict[str, str] = {}
        for part in components(edges):
            solved = greedy(part) if _is_crowd(part) else assign(part)
            self._parts |= dict.fromkeys(part, (part, solved))
            self.items |= solved.chosen
        self.deputies = {item: deputy for deputy, item in self.items.items()}

    def is_clear(self, deputy: str, margin: float) -> bool:
        """Whether every choice in which the deputy has another item, or their item another deputy, is worse by that.

        Worse as a whole: what the others lose by it counts, so that two of one name with two items are told apart by
        what tells both pairs apart. That the deputy has no item at all is no rival: the score says how likely that is.
        """
        edges, solved = self._parts[deputy]
        item = solved.chosen[deputy]
        theirs = {each: weight for each, weight in edges[deputy].items() if each != item}
        its = {each: those[item] for each, those in edges.items() if each != deputy and item in those}
        if self._is_nearly_as_good(deputy, item, theirs, its, margin):
            return False
        if _is_crowd(edges):
            return max((*theirs.values(), *its.values()), default=-math.inf) < edges[deputy][item] - margin
        bound = solved.total - margin
        return not (
            _reaches(bound, theirs, without(edges, deputy, ""), lambda each: without(edges, deputy, each))
            or _reaches(bound, its, without(edges, "", item), lambda each: without(edges, each, item))
        )

    def _is_nearly_as_good(
        self, deputy: str, item: str, theirs: Mapping[str, float], its: Mapping[str, float], margin: float
    ) -> bool:
        """Whether a rival is that near though whoever loses a partner by it stays alone: no need to choose again."""
        least = self._weight(deputy, item) - margin
        return any(
            weight - self._weight(self.deputies.get(other), other) > least for other, weight in theirs.items()
        ) or any(weight - self._weight(other, self.items.get(other)) > least for other, weight in its.items())

    def _weight(self, deputy: str | None, item: str | None) -> float:
        """Of a pair that is chosen; 0 where somebody is alone."""
        return self._parts[deputy][0][deputy][item] if deputy is not None and item is not None else 0.0


def _is_crowd(part: Edges) -> bool:
    return len(part) * sum(map(len, part.values())) > _MOST


def _reaches(bound: float, rivals: Mapping[str, float], rest: Edges, left: Callable[[str], Edges]) -> bool:
    """Whether a choice with one of the rivals is worth more than the bound.

    `rest` is what the others have at most, `left(rival)` what they have beside that rival.
    """
    at_most = assign(rest).total if rivals else -math.inf
    for rival, weight in sorted(rivals.items(), key=lambda each: (-each[1], each[0])):
        if weight + at_most <= bound:
            return False
        if weight + assign(left(rival)).total > bound:
            return True
    return False
