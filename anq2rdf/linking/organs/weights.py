"""The table of weights, `weights.toml`: what each finding is worth, by kind of organ, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct


class Weight(Struct, frozen=True):
    """One row: bits of evidence (negative speaks against), and why, in English and French."""

    bits: float
    en: str
    fr: str


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, Weight]]]:
    """Every row, by kind ("any": by all of them), feature and finding, in the file's order."""
    kinds = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
    return {
        kind: {feature: {name: Weight(**row) for name, row in rows.items()} for feature, rows in features.items()}
        for kind, features in kinds.items()
    }


@cache
def bits(kind: str, feature: str, finding: str) -> float:
    """What a finding is worth, in bits; KeyError for one that is not in the table."""
    return table()[kind][feature][finding].bits


def probability(log_odds: float) -> float:
    """The probability of log-odds, base 2."""
    return float(1 / (1 + 2.0 ** -max(-1000.0, min(log_odds, 1000.0))))
