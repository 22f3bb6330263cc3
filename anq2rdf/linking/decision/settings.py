"""When a pair is linked, and when a person is to see it."""

from __future__ import annotations

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """The thresholds. They follow from what an error costs, not from any file: bench/RESULTS.md shows the curves."""

    link: float = 0.999  # probability from which a pair is linked: one wrong link in a thousand of the least certain
    review: float = 0.1  # probability from which a person is asked
    margin: float = 6.0  # bits by which the choice as a whole must be better than any with another partner: 64 to 1
    identifiers_only: bool = False  # link nothing but equal identifiers; what else is certain is for review
