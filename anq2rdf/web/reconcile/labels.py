"""Groups, ministries and places judged by their labels: the same words, else how like they are."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from anq2rdf.normalise.identifiers import organ
from anq2rdf.normalise.legislatures import delimitation
from anq2rdf.normalise.names import fold, ministry_key
from anq2rdf.web.reconcile.entities import Entity, Reference
from anq2rdf.web.reconcile.understanding import local
from anq2rdf.web.reconcile.verdict import Verdict
from anq2rdf.web.reconcile.wanted import Wanted

_ELSEWHERE: Final = 0.4  # of the score of what was not in that legislature, or not there on that day


def judge_thing(wanted: Wanted, entity: Entity) -> Verdict:
    """Certain is an identifier, or the label with everything else that is asked for fitting."""
    identified = _is_identified(wanted, entity)
    names = (entity.label, *entity.names)
    alike = 100.0 if identified else max(likeness(wanted.name, name) for name in names)
    features = {"identifier" if identified else "name": round(alike / 100, 4)}
    told = {
        "legislature": _in_legislature(wanted, entity),
        "date": _in_time(wanted, entity),
        "department": _at(wanted, entity),
    }
    features |= {name: float(fits) for name, fits in told.items() if fits is not None}
    score = alike * _ELSEWHERE ** sum(fits is False for fits in told.values())
    same = alike == 100.0 and False not in told.values()
    return Verdict(score=score, features=features, certain=same, rivals=same)


def _is_identified(wanted: Wanted, entity: Entity) -> bool:
    for text in wanted.identifiers:
        if entity.id == local(text) or text.upper() in map(str.upper, entity.keys):
            return True
        if (key := organ(text)) is not None and key in entity.keys:
            return True
    return False


def likeness(ours: str, theirs: str) -> float:
    """100 for the same words; else below 100, however alike."""
    one, other = _key(ours), _key(theirs)
    if not one or not other:
        return 0.0
    return 100.0 if one == other else min(fuzz.token_sort_ratio(one, other), 99.0)


@lru_cache(maxsize=8192)
def _key(label: str) -> str:
    return ministry_key(fold(label))


def _in_legislature(wanted: Wanted, entity: Entity) -> bool | None:
    """A group is of one legislature, a constituency of the maps of several; of the rest nothing is known."""
    if not wanted.legislatures:
        return None
    if (year := entity.number("delimitation")) is not None:
        return year in map(delimitation, wanted.legislatures)
    known = {value.legislature for value in entity.values.get("legislature", ())} - {None}
    return bool(known.intersection(wanted.legislatures)) if known else None


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
