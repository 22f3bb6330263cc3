"""The constituency that a page prints beside its author, or that a label elsewhere names."""

from __future__ import annotations

import re

from anq2rdf.normalise.departments import code_of, is_region
from anq2rdf.normalise.names import fold
from anq2rdf.normalise.ordinals import parse_ordinal
from anq2rdf.normalise.text import label as one_line
from anq2rdf.records import Constituency

_ORDINAL = r"([0-9]{1,2})\s?(?:re|ère|ere|er|e|ème|eme|nde|nd|de|°)?\s*"
# "Hauts-de-Seine (10e circonscription)"
_AFTER = re.compile(rf"(.+?)\s*\(\s*{_ORDINAL}circonscription\s*\)", re.IGNORECASE)
# "2e circonscription de la Haute-Marne", "1ère circonscription des Français établis hors de France"
_BEFORE = re.compile(rf"{_ORDINAL}circonscription\s+(?:de la\s|de l['’]|des\s|du\s|de\s|d['’])?\s*(.+)", re.IGNORECASE)
# The same, folded, as encyclopedias write it: "vingt et unième circonscription législative du Nord".
_NAMED = re.compile(
    r"(?:(?:la )?(?P<number>[a-z0-9]+(?:[ -][a-z]+){0,2}?) )?circonscription(?: legislative| electorale)?"
    r"(?P<only> unique)?(?: legislative)? (?:de la |de l'|des |du |de |d')?(?P<place>.+)"
)
# "Nord's 1st constituency", "Yvelines' 2nd constituency"; "Third constituency for French residents overseas"
_OWNED = re.compile(r"(?P<place>.+?)(?:'s|') (?:(?P<number>[a-z0-9]+(?:-[a-z]+)?) )?(?:legislative )?constituency")
_FOR = re.compile(
    r"(?:the )?(?:(?P<number>[a-z0-9]+(?:-[a-z]+)?) )?(?:french )?(?:legislative )?constituency"
    r"(?P<only>) (?:of|for|in) (?:the )?(?P<place>.+)"
)
_REMARK = re.compile(r"\s*\([^()]*\)$")  # "(1958-1986)"
#: Places that were one constituency on the map of 1986 or on that of 2010: Code électoral, tables 1 and 1 bis.
_UNDIVIDED = frozenset(("23", "48", "975", "976", "977", "986"))


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


def read_constituency(label: str) -> Constituency:
    """Département and number of a constituency that an encyclopedia names, in French or English.

    "circonscription de la Creuse" is the first where the place was undivided; elsewhere it has no number. A label of
    a département alone gives that. What is not in the table of départements, "Seine (1re circonscription)" or a
    number without a place, gives an empty one: nothing is guessed from what only looks like it.
    """
    text = (one_line(label) or "").replace("’", "'")
    for candidate in dict.fromkeys((text, _REMARK.sub("", text))):
        found = _read(candidate)
        if found.department is not None:
            return found
    return Constituency()


def _read(text: str) -> Constituency:
    folded = fold(text)
    for form in (_NAMED, _OWNED, _FOR):
        if named := form.fullmatch(folded):
            return _placed(named["place"], named["number"], only=bool(named.groupdict().get("only")))
    return parse_constituency(text) if any(map(str.isalpha, text)) else Constituency()


def _placed(place: str, ordinal: str | None, *, only: bool) -> Constituency:
    code = code_of(place) if any(map(str.isalpha, place)) else None
    number = parse_ordinal(ordinal) if ordinal else None
    if code is None or (ordinal and number is None):
        return Constituency()
    if not ordinal and (only or code in _UNDIVIDED):
        number = 1
    return Constituency(department=code, number=number)
