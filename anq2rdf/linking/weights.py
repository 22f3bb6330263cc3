"""The table of weights, `weights.toml`: what each finding is worth, and why."""

from __future__ import annotations

import math
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
def table() -> Mapping[str, Mapping[str, Weight]]:
    """Every row, by feature and finding, in the file's order."""
    rows = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
    return {
        feature: {finding: Weight(**row) for finding, row in findings.items()} for feature, findings in rows.items()
    }


@cache
def bits(feature: str, finding: str) -> float:
    """What a finding is worth, in bits; KeyError for one that is not in the table."""
    return table()[feature][finding].bits


def probability(log_odds: float) -> float:
    """The probability of log-odds, base 2."""
    return 1 / (1 + math.exp2(-max(-1000.0, min(log_odds, 1000.0))))


def log_odds(probability: float) -> float:
    """The log-odds, base 2, of a probability; infinite for 0 and 1."""
    if not 0 < probability < 1:
        return math.inf if probability >= 1 else -math.inf
    return math.log2(probability / (1 - probability))
