"""The constituency that a page prints beside its author."""

from __future__ import annotations

import re

from anq2rdf.normalise.departments import code_of, is_region
from anq2rdf.normalise.text import label as one_line
from anq2rdf.records import Constituency

_ORDINAL = r"([0-9]{1,2})\s?(?:re|ère|ere|er|e|ème|eme|nde|nd|de|°)?\s*"
# "Hauts-de-Seine (10e circonscription)"
_AFTER = re.compile(rf"(.+?)\s*\(\s*{_ORDINAL}circonscription\s*\)", re.IGNORECASE)
# "2e circonscription de la Haute-Marne", "1ère circonscription des Français établis hors de France"
_BEFORE = re.compile(rf"{_ORDINAL}circonscription\s+(?:de la\s|de l['’]|des\s|du\s|de\s|d['’])?\s*(.+)", re.IGNORECASE)


def parse_constituency(label: str) -> Constituency:
    """Département and number as a page's label tells them.

    A département that is not in the table stays as `department_label`; a région says nothing of a constituency and
    gives an empty one. Markup in the label ("1<sup>re</sup>") is read through.
    """
    text = one_line(label) or ""
    if found := _AFTER.fullmatch(text):
        place, number = found[1], int(found[2])
    elif found := _BEFORE.fullmatch(text):
        place, number = found[2], int(found[1])
    else:
        place, number = text, 0
    return _constituency(place, number or None)


def _constituency(place: str, number: int | None) -> Constituency:
    code = code_of(place)
    if code is not None:
        return Constituency(department=code, number=number)
    if not place or is_region(place):
        return Constituency()
    return Constituency(number=number, department_label=place)
