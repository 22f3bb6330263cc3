"""Why a decision is what it is: `reasons.toml`, a sentence for each key of `Decision.reason` of deputies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from anq2rdf.linking.decisions import Outcome


class Reason(Struct, frozen=True):
    """The outcome it leads to, and the sentence in English and French."""

    outcome: Outcome
    en: str
    fr: str


@cache
def reasons() -> Mapping[str, Reason]:
    """Every reason by its key, in the file's order."""
    rows = tomllib.loads((Path(__file__).parent / "reasons.toml").read_text(encoding="utf-8"))
    return {key: Reason(**row) for key, row in rows.items()}
