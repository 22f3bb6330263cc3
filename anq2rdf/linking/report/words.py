"""What the page says, in French and English: `words.toml`, and the tables of weights and reasons that decided."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from anq2rdf.linking import reasons, weights
from anq2rdf.linking.organs import reasons as organ_reasons
from anq2rdf.linking.organs import weights as organ_weights
from anq2rdf.linking.report.counts import PERSON

LANGUAGES: Final = ("fr", "en")
_OF_ALL: Final = "any"  # organs' weights that do not depend on their kind


@cache
def words(language: str) -> Mapping[str, str]:
    """What the page says, by name."""
    entries = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {name: entry[language] for name, entry in entries.items()}


def named(kind: str, name: str, language: str) -> str:
    """A word of some kind (`feature_birth`), or the name itself where there is none."""
    return words(language).get(f"{kind}_{name}", name)


def why(kind: str, feature: str, finding: str, language: str) -> str:
    """Why a finding on a person, or an organ of some kind, is worth what it is; empty for one that is in no table."""
    if kind == PERSON:
        person = weights.table().get(feature, {}).get(finding)
        return "" if person is None else (person.fr if language == "fr" else person.en)
    of_kind, of_all = (organ_weights.table().get(each, {}).get(feature, {}) for each in (kind, _OF_ALL))
    organ = of_kind.get(finding) or of_all.get(finding)
    return "" if organ is None else (organ.fr if language == "fr" else organ.en)


def told(kind: str, reason: str, language: str) -> str:
    """The sentence for a decision's reason; the reason itself where there is none."""
    if kind != PERSON:
        return organ_reasons.reason(reason, language) or reason
    row = reasons.reasons().get(reason)
    return reason if row is None else (row.fr if language == "fr" else row.en)
