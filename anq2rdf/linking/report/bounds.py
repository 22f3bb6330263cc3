"""The probabilities that decided."""

from __future__ import annotations

from msgspec import Struct


class Bounds(Struct, frozen=True, kw_only=True):
    """From which probability on a pair is linked, and from which on a person looks at it; None: not told."""

    link: float | None = None
    review: float | None = None
