"""Groups, ministries and places judged by their labels: the same words, else how like they are."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from anq2rdf.normalise.identifiers import organ
from anq2rdf.normalise.names import fold, ministry_key
from anq2rdf.web.reconcile.holdings import Entity, Reference
from anq2rdf.web.reconcile.verdict import Verdict
from anq2rdf.web.reconcile.wanted import Wanted

_ELSEWHERE: Final = 0.4  # of the score of what was not in that legislature, or not there on that day
_ALIKE: Final = 90.0  # of 100: what is so alike could be meant too


def judge_thing(wanted: Wanted, entity: Entity) -> Verdict:
    """Certain is an identifier, or the label with everything else that is asked for fitting."""
    if _is_identified(wanted, entity):
        return Verdict(score=100.0, features={"identifier": 1.0}, certain=True, rivals=True)
    likeness = max((_likeness(wanted.name, name) for name in (entity.label, *entity.names)), default=0.0)
    features = {"name": round(likeness / 100, 4)}
    told = {
        "legislature": _in_legislature(wanted, entity),
        "date": _in_time(wanted, entity),
        "department": _at(wanted, entity),
    }
    features |= {name: float(fits) for name, fits in told.items() if fits is not None}
    score = likeness * _ELSEWHERE ** sum(fits is False for fits in told.values())
    same = likeness == 100.0 and False not in told.values()
    return Verdict(score=score, features=features, certain=same, rivals=score >= _ALIKE)


def _is_identified(wanted: Wanted, entity: Entity) -> bool:
    for text in wanted.identifiers:
        if entity.id == (text.partition("/id/")[2] or text) or text.upper() in map(str.upper, entity.keys):
            return True
        if (key := organ(text)) is not None and key in entity.keys:
            return True
    return False


def _likeness(ours: str, theirs: str) -> float:
    """100 for the same words; else below 100, however alike."""
    one, other = _key(ours), _key(theirs)
    if not one or not other:
        return 0.0
    return 100.0 if one == other else min(fuzz.token_sort_ratio(one, other), 99.0)


@lru_cache(maxsize=8192)
def _key(label: str) -> str:
    return ministry_key(fold(label))


def _in_legislature(wanted: Wanted, entity: Entity) -> bool | None:
    known = {value.legislature for value in entity.values.get("legislature", ())} - {None}
    return bool(known.intersection(wanted.legislatures)) if known and wanted.legislatures else None


def _in_time(wanted: Wanted, entity: Entity) -> bool | None:
    start, end = entity.day("start"), entity.day("end")
    if not wanted.days or (start is None and end is None):
        return None
    return any((start or dt.date.min) <= day <= (end or dt.date.max) for day in wanted.days)


def _at(wanted: Wanted, entity: Entity) -> bool | None:
    """Whether a constituency is of the département that is named."""
    codes = {each.id.rpartition("/")[2] for each in entity.contents("department") if isinstance(each, Reference)}
    asked = {place.department for place in wanted.places} - {None}
    return bool(codes & asked) if codes and asked else None
