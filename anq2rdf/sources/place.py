"""The words in brackets behind an author's name: group and place, in the order of the layout."""

from __future__ import annotations

import re

from anq2rdf.normalise.departments import code_of
from anq2rdf.normalise.names import fold

# Regions as the /dyn/ pages print them: those of 2016 and those before. Overseas regions of one département are left out:
# there the name is the département's. Folded (lower case, no accents).
REGIONS = frozenset({
    "alsace", "alsace-champagne-ardenne-lorraine", "alsace - champagne-ardenne - lorraine", "aquitaine",
    "aquitaine - limousin - poitou-charentes", "auvergne", "auvergne-rhone-alpes", "auvergne - rhone-alpes", "basse-normandie",
    "bourgogne", "bourgogne-franche-comte", "bourgogne - franche-comte", "bretagne", "centre", "centre-val de loire",
    "champagne-ardenne", "corse", "franche-comte", "grand est", "haute-normandie", "hauts-de-france", "ile-de-france",
    "languedoc-roussillon", "languedoc-roussillon - midi-pyrenees", "limousin", "lorraine", "midi-pyrenees",
    "nord-pas-de-calais", "nord-pas-de-calais - picardie", "normandie", "nouvelle-aquitaine", "occitanie", "pays-de-loire",
    "pays de la loire", "pays-de-la-loire", "picardie", "poitou-charentes", "provence-alpes-cote d'azur", "rhone-alpes",
})
_CONSTITUENCY = re.compile(r"^(.*?\([^()]*circonscription\))\s*(?:-\s+(.*))?$", re.I)
_SEPARATOR = re.compile(r"\s[-–]\s")


def is_region(place: str) -> bool:
    """Whether the name is a region's, which says nothing of the département."""
    return fold(place) in REGIONS


def place_first(text: str) -> tuple[str | None, str | None]:
    """The place and the group of "Ile-de-France - Renaissance", "Ain (4e circonscription) - Les Républicains".

    A group's name may hold " - " itself, a place known to the tables may not be cut: (None, None) where it is not certain
    which part is which.
    """
    if match := _CONSTITUENCY.match(text):
        return match[1], match[2] or None
    cuts = [(text[:cut.start()].strip(), text[cut.end():].strip()) for cut in _SEPARATOR.finditer(text)]
    known = [cut for cut in reversed(cuts) if is_region(cut[0]) or code_of(cut[0])]
    if known:
        return known[0]
    if not cuts and (is_region(text) or code_of(text)):
        return text, None
    return cuts[0] if len(cuts) == 1 else (None, None)


def group_first(text: str) -> tuple[str | None, str | None]:
    """The group and the place of "Socialiste, écologiste et républicain - Puy-de-Dôme"; places hold no " - "."""
    cuts = list(_SEPARATOR.finditer(text))
    if not cuts:
        return (None, text) if code_of(text) else (text, None)
    return text[:cuts[-1].start()].strip() or None, text[cuts[-1].end():].strip() or None
