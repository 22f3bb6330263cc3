"""Which of the forms on offer a client wants, by its Accept or Accept-Language header (RFC 9110 §12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_MOST = 64  # parts of a header that are read; what a client asks for stands at its head


class Wish(NamedTuple):
    """One part of the header."""

    name: str  # in small letters; "*/*" and "text/*" stand for many
    quality: float  # 0 refuses


def read_wishes(header: str) -> list[Wish]:
    """The parts of an Accept-like header, as they stand. What is no part of one is left out."""
    wishes = []
    for part in header.split(",")[:_MOST]:
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        if name:
            wishes.append(Wish(name, _quality(parameters)))
    return wishes


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer that is wanted most, the first of equals; None where all are refused.

    Without a header, or with an empty one, that is the first. Of several wishes that fit an offer the most specific
    one counts, however much it wants (RFC 9110 §12.5.1).
    """
    wishes = read_wishes(header or "")
    if not wishes:
        return offers[0] if offers else None
    graded = [(_grade(offer.lower(), wishes), -number, offer) for number, offer in enumerate(offers)]
    quality, _, best = max(graded, default=(0.0, 0, ""))
    return best if quality > 0 else None


def _grade(offer: str, wishes: Sequence[Wish]) -> float:
    fitting = [(_specific(wish.name, offer), wish.quality) for wish in wishes]
    rank, quality = max(fitting)
    return quality if rank else 0.0


def _specific(wish: str, offer: str) -> int:
    """How exactly a wish names an offer: 3 wholly, 2 its type (or its language without a region), 1 anything."""
    if wish == offer:
        return 3
    if wish.endswith("/*") and offer.startswith(wish[:-1]):
        return 2
    if "/" not in offer and wish.partition("-")[0] == offer:
        return 2
    return 1 if wish in ("*/*", "*") else 0


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
