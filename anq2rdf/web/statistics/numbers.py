"""Numbers with decimals and shares, as the reader's language writes them (whole ones: `anq2rdf.web.wording`)."""

from __future__ import annotations

from typing import Final

_THIN: Final = "\u202f"  # what French puts between thousands and before a percent sign


def shown_number(number: float, language: str) -> str:
    """1 234,5 in French, 1,234.5 in English; no decimal for a whole number."""
    text = f"{number:,.1f}".removesuffix(".0")
    return text if language == "en" else text.replace(",", _THIN).replace(".", ",")


def shown_share(share: float, language: str) -> str:
    """A share of 1 in percent: 85,3 % in French, 85.3% in English."""
    return shown_number(100 * share, language) + ("%" if language == "en" else f"{_THIN}%")
