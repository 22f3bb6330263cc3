"""What persons said of pairs: it wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from anq2rdf.errors import UsageError
from anq2rdf.problems import escaped

#: IRI of the deputy and Q… → whether they are the same.
Verdicts = Mapping[tuple[str, str], bool]

_REMEDY = "keep one of these verdicts and take the others back"


class Said(NamedTuple):
    """The verdicts about the deputies and items at hand, redirected items being their targets."""

    items: Mapping[str, str]            # by deputy, who is the same
    forbidden: frozenset[tuple[str, str]]


def said(verdicts: Verdicts, deputies: frozenset[str], targets: Mapping[str, str]) -> Said:
    """The verdicts in order.

    Raises `UsageError` where they contradict each other: one deputy with two items, one item with two deputies, or a
    pair that is called the same and not the same under an item's old and new number.
    """
    items: dict[str, str] = {}
    owners: dict[str, str] = {}
    for deputy, item in _pairs(verdicts, deputies, targets, same=True):
        if items.setdefault(deputy, item) != item:
            raise UsageError(
                f"verdicts give {escaped(deputy)} two items, {escaped(items[deputy])} and {escaped(item)}",
                remedy=_REMEDY,
            )
        if owners.setdefault(item, deputy) != deputy:
            raise UsageError(
                f"verdicts give {escaped(item)} to two deputies, {escaped(owners[item])} and {escaped(deputy)}",
                remedy=_REMEDY,
            )
    forbidden = frozenset(_pairs(verdicts, deputies, targets, same=False))
    if both := sorted(forbidden & items.items()):
        deputy, item = both[0]
        raise UsageError(
            f"verdicts call {escaped(deputy)} and {escaped(item)} the same, and not the same", remedy=_REMEDY
        )
    return Said(items, forbidden)


def _pairs(
    verdicts: Verdicts, deputies: frozenset[str], targets: Mapping[str, str], *, same: bool
) -> Iterator[tuple[str, str]]:
    for (deputy, item), verdict in sorted(verdicts.items()):
        if verdict is same and deputy in deputies:
            yield deputy, targets.get(item, item)
