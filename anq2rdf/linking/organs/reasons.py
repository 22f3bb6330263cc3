"""The sentences of `reasons.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Every reason with its sentence, by language: "en" and "fr"."""
    return tomllib.loads((Path(__file__).parent / "reasons.toml").read_text(encoding="utf-8"))


def reason(key: str, language: str) -> str:
    """The sentence for a decision's reason; empty for a reason or language that is not in the table."""
    return table().get(key, {}).get(language, "")
