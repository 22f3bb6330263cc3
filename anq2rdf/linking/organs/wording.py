"""Labels of organs made comparable; and what else a label tells: a republic, another chamber, a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from anq2rdf.normalise.legislatures import names_fifth
from anq2rdf.normalise.names import fold, ministry_key

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_GROUP = re.compile(r"\bgroupe?s?\b")
_BEFORE = re.compile(
    r"^(?:(?:le |the )?groupe?(?: parlementaire| politique| d'opposition)?)(?: d'| de l'|(?: de la| des| du| de|:)? )"
)
_AFTER = re.compile(
    r"(?: (?:parliamentary |political )?group| parlementaire|,? (?:a|de) l'assemblee nationale"
    r"| ?\((?:france|french )?(?:assemblee nationale|national assembly)\)| ?\((?:france|groupe(?: parlementaire)?)\)"
    r"| ?\((?:depuis )?[0-9]{4}(?: ?- ?(?:[0-9]{4})?)?\)"
    r"| ?\((?:[ivx]+|[0-9]{1,2})(?:e|eme)? legislature\))$"
)
_YEARS = re.compile(r"\((?:depuis )?([0-9]{4})(?: ?- ?([0-9]{4})?)?\)")
_ELSEWHERE = re.compile(
    r"\b(?:senat\w*|senator\w*|parlement (?:europeen|wallon|bruxellois)|european parliament|conseil\w*|council\w*"
    r"|bundestag|chambre des|chamber of|house of|belg\w+|quebec\w*|suisse|swiss|luxembourg\w*|italien\w*)\b"
)
_REGIME = re.compile(r"\b(?:empire|monarchie|monarchy|restauration|directoire|consulat)\b")
_SOLE = re.compile(
    r"(?:la )?circonscription(?: legislative| electorale)?(?: unique)? (?:de |du |des |d')[^0-9]+"
    r"|[^0-9]+'s? (?:legislative )?constituency|(?:legislative )?constituency of [^0-9]+"
)
_LONGEST = 400  # characters; Wikidata's own labels have at most 250
# Deputies without a group; Wikidata has an item for what they are, "non-inscrit à l'Assemblée nationale".
_UNATTACHED = re.compile(
    r"ni|(?:les )?(?:deput\w+ )?non[- ]inscrit\w*\b.*|deput\w+ n'appartenant a aucun groupe|non[- ]attached\b.*"
)


def words(label: str) -> tuple[str, ...]:
    """The folded words of a label."""
    return tuple(word for word in _NOT_WORD.split(fold(label)) if word)


@lru_cache(maxsize=4096)
def group_key(label: str) -> str:
    """What labels of one group share: "groupe Renaissance (2022-)", "Renaissance" → "renaissance".

    Only what says "group of the National Assembly", or when, is taken off: "(Sénat)" stays, it is another group.
    """
    text, bare = "", fold(label[:_LONGEST])
    while text != bare:
        text, bare = bare, _AFTER.sub("", bare).strip()
    return " ".join(words(_BEFORE.sub("", bare, count=1)))


def ministry_name(label: str) -> str:
    """What labels of one ministry share, in whichever government."""
    return " ".join(words(ministry_key(re.sub(r" ?\((?:france|french government)\)$", "", fold(label)))))


def says_group(labels: Iterable[str]) -> bool:
    """Whether any label says that it is a group: parties bear the same names."""
    return any(_GROUP.search(fold(label)) for label in labels)


def unattached(labels: Iterable[str]) -> bool:
    """Whether these are the deputies that belong to no group."""
    return any(_UNATTACHED.fullmatch(fold(label)) for label in labels)


def elsewhere(labels: Iterable[str]) -> bool:
    """Whether any label names another chamber or country."""
    return any(_ELSEWHERE.search(fold(label)) for label in labels)


def republic(labels: Sequence[str]) -> str:
    """The republic labels name: "fifth", "another", or "not told"; "another" where they contradict each other."""
    said = {names_fifth(label) for label in labels}
    if False in said or any(_REGIME.search(fold(label)) for label in labels):
        return "another"
    return "fifth" if True in said else "not told"


def sole_seat(label: str) -> bool:
    """Whether the label is that of a département's only constituency: "circonscription de la Lozère"."""
    return _SOLE.fullmatch(fold(label)) is not None


def years(labels: Iterable[str]) -> tuple[int | None, int | None]:
    """First and last year in parentheses: "groupe X (2017-2022)"."""
    found = next(filter(None, map(_YEARS.search, map(fold, labels))), None)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)
