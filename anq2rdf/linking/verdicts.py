"""What people said of pairs: the same, not the same, or that they cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped

Pair = tuple[str, str]  # IRI of the subject, Q… of the item


class Verdict(Struct, frozen=True, kw_only=True):
    """One person's word on one pair."""

    same: bool | None  # None: looked at, and left open
    reviewer: str = ""
    note: str = ""
    date: str = ""  # YYYY-MM-DD; as written where it is no such date; empty: not told
    place: str = ""  # where it stands, for messages


class Verdicts(Mapping[Pair, bool]):
    """Yes or no by pair. What was left open is not among the keys; `told` has everything."""

    def __init__(self, told: Mapping[Pair, Verdict] | None = None) -> None:
        self.told: dict[Pair, Verdict] = dict(told or {})
        self._decided = {pair: said.same for pair, said in self.told.items() if said.same is not None}

    def __getitem__(self, pair: Pair) -> bool:
        return self._decided[pair]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._decided)

    def __len__(self) -> int:
        return len(self._decided)


def joined(several: Iterable[Verdicts]) -> Verdicts:
    """Everything said in several files. Raises `UsageError` where two of them contradict each other on a pair."""
    told: dict[Pair, Verdict] = {}
    for each in several:
        for pair, said in each.told.items():
            before = told.setdefault(pair, said)
            if before.same is not said.same and None not in (before.same, said.same):
                raise UsageError(
                    f"{said.place} contradicts {before.place} on {escaped(pair[0])} and {escaped(pair[1])}",
                    remedy="keep one verdict on each pair",
                )
            if before.same is None:
                told[pair] = said
    return Verdicts(told)
