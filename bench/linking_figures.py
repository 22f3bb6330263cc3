"""How right the linker is on a labelled set: what it links, what it leaves for review, what it loses, and the curve."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from anq2rdf.linking.decision import Settings, decide
from anq2rdf.linking.decisions import Decision, Judgement
from anq2rdf.linking.subjects import Subject
from bench.linking_sets import Labelled, half

THRESHOLDS = (0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999)
_CERTAINTY = 0.95


def figures(labelled: Labelled, everybody: Sequence[Subject]) -> dict[str, Any]:
    """Both halves of a set, each with all deputies and its own half of the items."""
    return {
        "key": labelled.key, "title": labelled.title,
        "halves": {name: _half(labelled, everybody, name) for name in ("calibration", "held out")},
        "whole": _measured(labelled, everybody),
    }


def _half(labelled: Labelled, everybody: Sequence[Subject], name: str) -> dict[str, Any]:
    """The items of that half's deputies, and the decoys made beside them; every deputy may be linked."""
    kept = [each for each in labelled.items if half(labelled.truth.get(each.id, each.id)) == name]
    ids = {each.id for each in kept}
    truth = {item: identifier for item, identifier in labelled.truth.items() if item in ids}
    return _measured(labelled._replace(items=kept, truth=truth), everybody)


def _measured(labelled: Labelled, everybody: Sequence[Subject]) -> dict[str, Any]:
    ids = {each.iri: each.id or "" for each in everybody}
    decided = decide(everybody, labelled.items)
    links = [each for each in decided if each.outcome == "linked" and each.best]
    wrong = [each for each in links if not _is_right(each, labelled, ids)]
    found = {each.best.item for each in links if each.best} - {each.best.item for each in wrong if each.best}
    doubted = [each for each in decided if each.outcome == "review"]
    review = {each.best.item for each in doubted if each.best and _is_right(each, labelled, ids)}
    lost = labelled.truth.keys() - found - review
    return {
        "pairs": len(labelled.truth), "items": len(labelled.items), "linked": len(links), "right": len(found),
        "review": len(review & labelled.truth.keys()), "asked": len(doubted),
        "precision": _share(len(found), len(links)), "recall": _share(len(found), len(labelled.truth)),
        "wrong": [_told(each, labelled, ids) for each in wrong],
        "lost": _counted(labelled.kinds.get(item, "") for item in lost),
        "doubted": _counted(each.reason for each in doubted),
        "curve": _curve(labelled, everybody, ids),
    }


def _curve(labelled: Labelled, everybody: Sequence[Subject], ids: dict[str, str]) -> list[dict[str, Any]]:
    """Precision and recall by threshold: all else of the rules as it is."""
    decided = decide(everybody, labelled.items, settings=Settings(link=THRESHOLDS[0]))
    links = [
        (each.best.score, _is_right(each, labelled, ids)) for each in decided if each.outcome == "linked" and each.best
    ]
    rows = []
    for threshold in THRESHOLDS:
        passed = [right for score, right in links if score >= threshold]
        rows.append({"threshold": threshold, "precision": _share(sum(passed), len(passed)),
                     "recall": _share(sum(passed), len(labelled.truth))})
    return rows


def _is_right(decision: Decision, labelled: Labelled, ids: dict[str, str]) -> bool:
    return decision.best is not None and labelled.truth.get(decision.best.item) == ids[decision.subject]


def _told(decision: Decision, labelled: Labelled, ids: dict[str, str]) -> dict[str, Any]:
    """A wrong link, and why it was made."""
    best = decision.best
    assert best is not None
    return {
        "deputy": f"{decision.label} ({ids[decision.subject]})", "item": f"{best.label} ({best.item})",
        "is": labelled.truth.get(best.item, "nobody's"), "what": labelled.kinds.get(best.item, ""),
        "score": best.score, "because": because(best),
    }


def because(judgement: Judgement) -> str:
    """The witnesses of a judgement in a line."""
    return ", ".join(f"{each.feature} {each.finding} {each.weight:+.1f}" for each in judgement.witnesses)


def _counted(those: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in those:
        found[each] = found.get(each, 0) + 1
    return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def _share(right: int, of: int) -> dict[str, float]:
    low, high = interval(right, of)
    return {"of": of, "count": right, "share": right / of if of else math.nan, "low": low, "high": high}


def interval(right: int, of: int) -> tuple[float, float]:
    """Clopper and Pearson's interval of a share at 95 %: exact, and honest where no error was met."""
    if not of:
        return 0.0, 1.0
    tail = (1 - _CERTAINTY) / 2
    low = 0.0 if right == 0 else _root(lambda share: 1 - _at_most(right - 1, of, share), tail)
    high = 1.0 if right == of else _root(lambda share: 1 - _at_most(right, of, share), 1 - tail)
    return low, high


def _at_most(right: int, of: int, share: float) -> float:
    """The chance of no more successes than that."""
    if share in (0.0, 1.0):
        return 1.0 if share == 0.0 or right >= of else 0.0
    logs = (
        math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * math.log(share)
        + (of - k) * math.log1p(-share)
        for k in range(right + 1)
    )
    return min(1.0, math.fsum(map(math.exp, logs)))


def _root(rising: Any, value: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2
