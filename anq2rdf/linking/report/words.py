"""What the page says, in French and English: `words.toml`, and the tables of weights and reasons."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from anq2rdf.linking import weights

LANGUAGES: Final = ("fr", "en")


@cache
def words(language: str) -> Mapping[str, str]:
    """What the page says, by name."""
    entries = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {name: entry[language] for name, entry in entries.items()}


def named(kind: str, name: str, language: str) -> str:
    """A word of some kind (`feature_birth`), or the name itself where there is none."""
    return words(language).get(f"{kind}_{name}", name)


def finding(feature: str, name: str, language: str) -> str:
    """Why a finding is worth what it is; nothing for one that is in no table."""
    row = weights.table().get(feature, {}).get(name)
    return "" if row is None else (row.fr if language == "fr" else row.en)
