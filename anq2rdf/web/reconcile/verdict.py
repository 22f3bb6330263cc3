"""How well one entity fits one query."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Verdict(Struct, frozen=True, kw_only=True):
    """`score` is 0 to 100; `features` are what it is made of, by name."""

    score: float
    features: dict[str, float]
    certain: bool = False  # were there no other, this would be the one
    rivals: bool = False  # another one is not certain beside this


#: On what an identifier of ours names, nothing else being told.
SAME: Final = Verdict(score=100.0, features={"identifier": 1.0}, certain=True, rivals=True)
