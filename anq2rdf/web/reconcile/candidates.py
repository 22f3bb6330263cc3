"""The candidates of one query with their scores: the best first, and whether the first one is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from anq2rdf.normalise.identifiers import actor, organ
from anq2rdf.web.reconcile.holdings import Entity, Holdings
from anq2rdf.web.reconcile.labels import judge_thing
from anq2rdf.web.reconcile.people import judge_deputy
from anq2rdf.web.reconcile.requests import Query
from anq2rdf.web.reconcile.verdict import Verdict
from anq2rdf.web.reconcile.vocabulary import DEPUTY
from anq2rdf.web.reconcile.wanted import Wanted, understand

_LOOKED_AT: Final = 60  # entities weighed for one query
_LEAST: Final = 5.0  # of a score that is worth showing


class Candidate(Struct, frozen=True):
    """An entity, how well it fits (0 to 100), why, and whether it is certain."""

    entity: Entity
    score: float
    features: dict[str, float]
    match: bool


def find_candidates(query: Query, holdings: Holdings) -> list[Candidate]:
    """The best candidates of a query, as many as it wants."""
    wanted = understand(query, holdings)
    found = [(entity, _judge(wanted, entity, holdings)) for entity in _gathered(wanted, holdings)]
    ranked = sorted(found, key=lambda each: (-each[1].score, -each[0].weight, each[0].id))
    certain = _certain([verdict for _, verdict in ranked])
    return [
        Candidate(entity, round(verdict.score, 1), verdict.features, certain and place == 0)
        for place, (entity, verdict) in enumerate(ranked[: wanted.limit])
        if verdict.score >= _LEAST
    ]


def _judge(wanted: Wanted, entity: Entity, holdings: Holdings) -> Verdict:
    return judge_deputy(wanted, entity, holdings) if entity.type == DEPUTY else judge_thing(wanted, entity)


def _certain(ranked: list[Verdict]) -> bool:
    """The first one is good enough by itself, and none of the others comes near being it too."""
    return bool(ranked) and ranked[0].certain and not any(each.rivals for each in ranked[1:])


def _gathered(wanted: Wanted, holdings: Holdings) -> list[Entity]:
    """Whoever may be meant: by identifier, by that very name, by seat, by a name that is like it."""
    named = holdings.named(wanted.name) if wanted.name else ()
    seated = [entity for seat in wanted.seats() for entity in holdings.seated(*seat)]
    near = holdings.near(wanted.name, _LOOKED_AT) if wanted.name else ()
    every = [*identified(wanted.identifiers, holdings), *named, *seated, *near]
    kept = {each.id: each for each in every if wanted.takes(each.type)}
    return list(kept.values())[: 2 * _LOOKED_AT]


def identified(texts: Iterable[str], holdings: Holdings) -> Iterator[Entity]:
    """What the identifiers mean: ours, an IRI, the Assembly's (PA923, 923, PO717460), a code (69-01)."""
    for text in texts:
        known = holdings.get(text.partition("/id/")[2] or text)
        if known is not None:
            yield known
        for key in dict.fromkeys(filter(None, (actor(text), organ(text), text))):
            yield from holdings.keyed(key)
