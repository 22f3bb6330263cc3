"""The candidates of one query with their scores: the best first, and whether the first one is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Final

from msgspec import Struct

from anq2rdf.normalise.identifiers import actor, organ
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.labels import judge_thing, likeness
from anq2rdf.web.reconcile.requests import Query
from anq2rdf.web.reconcile.understanding import local, understand
from anq2rdf.web.reconcile.verdict import SAME, Verdict
from anq2rdf.web.reconcile.vocabulary import DEPUTY
from anq2rdf.web.reconcile.wanted import Wanted

_NEAR: Final = 40  # entities with a name that is like the one asked for, and are weighed
_LIKE: Final = 75.0  # of a name that evidence sees nothing in: two slips, not another name
_THINGS: Final = 60.0  # score of a label that is worth showing: above that, words differ by their endings


class Candidate(Struct, frozen=True):
    """An entity, how well it fits (0 to 100), why, and whether it is certain."""

    entity: Entity
    score: float
    features: dict[str, float]
    match: bool


def find_candidates(query: Query, holdings: Holdings) -> list[Candidate]:
    """The best candidates of a query, as many as it wants."""
    wanted = understand(query, holdings)
    judged = {entity.id: (entity, verdict) for entity, verdict in _judged(wanted, holdings)}
    # Of equal scores an official identity comes first; the others stay in their order: the likest name first.
    ranked = sorted(judged.values(), key=lambda each: (-each[1].score, not each[0].keys))
    # Figures alone may be any number: they lead to whom they may mean, and are certain of nobody.
    certain = _certain([verdict for _, verdict in ranked]) and not (query.query or "").strip().isdigit()
    return [
        Candidate(entity, floor(100 * verdict.score) / 100, verdict.features, certain and place == 0)
        for place, (entity, verdict) in enumerate(ranked[: wanted.limit])
    ]


def _certain(ranked: Sequence[Verdict]) -> bool:
    """The first one is good enough by itself, and none of the others comes near being it too."""
    return bool(ranked) and ranked[0].certain and not any(each.rivals for each in ranked[1:])


def _judged(wanted: Wanted, holdings: Holdings) -> Iterator[tuple[Entity, Verdict]]:
    """Whoever may be meant, each with the verdict: by identifier, by evidence, by a name that is like it."""
    direct = list(identified(wanted.identifiers, holdings))
    near = holdings.near(wanted.name, _NEAR) if wanted.name else ()
    if wanted.takes(DEPUTY):
        verdicts = holdings.people.verdicts(wanted)
        like = [entity for entity in near if entity.iri in verdicts or likeness(wanted.name, entity.label) >= _LIKE]
        known = [entity for entity in (*direct, *like) if entity.type == DEPUTY]
        for entity in (*known, *filter(None, map(holdings.at, verdicts))):
            itself = not wanted.name and entity.id in map(local, wanted.identifiers)
            yield entity, SAME if itself else verdicts.get(entity.iri) or holdings.people.verdict(wanted, entity.iri)
    for entity in (*direct, *holdings.named(wanted.name), *near):
        if entity.type != DEPUTY and wanted.takes(entity.type):
            verdict = judge_thing(wanted, entity)
            if verdict.score >= _THINGS:
                yield entity, verdict


def identified(texts: Iterable[str], holdings: Holdings) -> Iterator[Entity]:
    """What identifiers mean: ours, an IRI, the Assembly's (PA923, 923, PO717460), a code (69-01)."""
    for text in texts:
        known = holdings.get(local(text))
        if known is not None:
            yield known
        for key in dict.fromkeys(filter(None, (actor(text), organ(text), text))):
            yield from holdings.keyed(key)
