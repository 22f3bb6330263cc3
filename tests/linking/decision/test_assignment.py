"""The choice as a whole, against all choices there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.linking.decision.assignment import Edges, assign, components, greedy

_WEIGHTS = st.one_of(st.integers(-2, 5).map(float), st.floats(0.1, 9, allow_nan=False))
_EDGES = st.dictionaries(
    st.sampled_from("ABCDE"), st.dictionaries(st.sampled_from("vwxyz"), _WEIGHTS, max_size=5), max_size=5
)


def _best(edges: Edges, lefts: Sequence[str], used: frozenset[str] = frozenset()) -> float:
    """The greatest sum, by trying everything."""
    if not lefts:
        return 0.0
    first, *others = lefts
    sums = [_best(edges, others, used)]
    sums += [
        weight + _best(edges, others, used | {right})
        for right, weight in edges[first].items()
        if weight > 0 and right not in used
    ]
    return max(sums)


@given(_EDGES)
def test_no_choice_is_worth_more(edges: Edges) -> None:
    found = assign(edges)
    assert len(set(found.chosen.values())) == len(found.chosen)
    assert all(edges[left][right] > 0 for left, right in found.chosen.items())
    assert found.total == pytest.approx(_best(edges, sorted(edges)))


@given(_EDGES)
def test_parts_are_the_whole(edges: Edges) -> None:
    parts = list(components(edges))
    assert sorted(left for part in parts for left in part) == sorted(edges)
    rights = [{right for those in part.values() for right in those} for part in parts]
    assert sum(map(len, rights)) == len(set().union(*rights)) if rights else not edges
    assert sum(assign(part).total for part in parts) == pytest.approx(assign(edges).total)


@given(_EDGES, st.randoms())
def test_order_does_not_matter(edges: Edges, random: object) -> None:
    def shuffled(those: dict) -> dict:      # type: ignore[type-arg]
        keys = list(those)
        random.shuffle(keys)        # type: ignore[attr-defined]
        return {key: those[key] for key in keys}

    other = {left: shuffled(dict(those)) for left, those in shuffled(dict(edges)).items()}
    assert assign(other).chosen == assign(edges).chosen


def test_the_greedy_choice_is_not_the_best() -> None:
    assert assign({"A": {"x": 10.0, "y": 9.0}, "B": {"x": 8.0}}).chosen == {"A": "y", "B": "x"}


def test_the_greedy_choice_takes_the_heaviest_first() -> None:
    assert greedy({"A": {"x": 10.0, "y": 9.0}, "B": {"x": 8.0, "z": -1.0}}).chosen == {"A": "x"}


def test_many_namesakes_are_no_burden() -> None:
    edges = {f"A{i}": {f"x{j}": 1.0 + (i == j) for j in range(300)} for i in range(30)}
    assert assign(edges).total == 60
