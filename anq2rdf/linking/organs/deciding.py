"""Every organ linked, to review or without an item, each with the reason; the set as a whole is one-to-one.

A pair is linked where each is the other's clear best: no second item for the organ, and, where the link says that both
are the same, no second organ for the item. So the result does not depend on any order, and no choice is made between
two that are nearly as good: both are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from anq2rdf.linking.decisions import Decision, Outcome, Witness
from anq2rdf.linking.items import Item, Thing
from anq2rdf.linking.organs import weights, wording
from anq2rdf.linking.organs.blocks import Blocks, number_of
from anq2rdf.linking.organs.bodies import Body, in_order
from anq2rdf.linking.organs.members import Members
from anq2rdf.linking.organs.pairs import Pair, judge
from anq2rdf.linking.subjects import Subject

Verdicts = Mapping[tuple[str, str], bool]

#: A pair this many bits better than another leaves no doubt between the two: a thousand to one.
_LEAD = 10.0
_SHOWN = 5  # rivals of one decision
_CONTRADICTED = ("apart", "mixed")
_LASTING = ("longer", "not told")


def link_things(
    organs: Sequence[Body],
    things: Iterable[Thing],
    *,
    verdicts: Verdicts = MappingProxyType({}),
    people: Iterable[Decision] = (),
    subjects: Iterable[Subject] = (),
    items: Iterable[Item] = (),
) -> list[Decision]:
    """One decision for each organ, by kind and IRI.

    `verdicts`: what people said of pairs (organ's IRI, Q…), which wins. `people`, `subjects`, `items`: who is linked,
    our deputies and the items of people; with them, the seats of linked deputies speak for and against items.
    """
    members = Members(people, subjects, items)
    blocks = Blocks(things, members, [pair for pair, same in verdicts.items() if same])
    found = {body.iri: _found(body, blocks, members, verdicts) for body in organs}
    claims: dict[str, list[Pair]] = defaultdict(list)
    for pairs in found.values():
        for pair in pairs:
            claims[pair.judgement.item].append(pair)
    refused = frozenset(subject for (subject, _), same in verdicts.items() if not same)
    return [_decide(body, found[body.iri], claims, refused) for body in sorted(organs, key=in_order)]


def _found(body: Body, blocks: Blocks, members: Members, verdicts: Verdicts) -> list[Pair]:
    """The pairs worth a look, the best first."""
    if body.kind == "group" and wording.unattached((body.label, *body.names)):
        return []
    judged = [_reviewed(judge(body, thing, members), verdicts) for thing in blocks.of(body)]
    shown = [pair for pair in judged if pair and _by_itself(pair) >= _limit("review")]
    return sorted(shown, key=_rank)


def _reviewed(pair: Pair, verdicts: Verdicts) -> Pair | None:
    """The pair as a person sees it: as it is, certain, or gone."""
    told = pair.judgement
    said = verdicts.get((told.subject, told.item))
    if not said:
        return pair if said is None else None
    witness = Witness("verdict", "same", weights.bits("any", "verdict", "same"))
    bits = max(told.bits, 0.0) + witness.weight
    score = weights.probability(bits)
    return replace(
        pair,
        judgement=replace(told, bits=bits, score=score, method="reviewed", witnesses=(*told.witnesses, witness)),
    )


def _rank(pair: Pair) -> tuple[float, tuple[int, str]]:
    return -pair.judgement.bits, number_of(pair.judgement.item)


def _limit(name: str) -> float:
    return weights.bits("any", "limit", name)


# ---- the decision ---------------------------------------------------------------------------------------------------


def _decide(body: Body, pairs: Sequence[Pair], claims: Mapping[str, list[Pair]], refused: Collection[str]) -> Decision:
    if body.kind == "group" and wording.unattached((body.label, *body.names)):
        return _decision(body, "none", "not a group", [])
    if not pairs:
        reason = "refused" if body.iri in refused else "no candidate"
        return _decision(body, "none", reason, [])
    best, others = pairs[0], pairs[1:]
    if any(_close(best, other) for other in others):
        return _decision(body, "review", "two items", pairs)
    claimed = [pair for pair in claims[best.judgement.item] if pair.body.iri != body.iri]
    if not _holds(best):
        outcome, reason = _doubt(best, claimed)
        return _decision(body, outcome, reason, pairs)
    if not _alone(best, claimed):
        return _decision(body, "review", "spans", [*pairs, *sorted(claimed, key=_rank)])
    return _decision(body, "linked", "reviewed" if best.judgement.method == "reviewed" else "certain", pairs)


def _close(best: Pair, other: Pair) -> bool:
    """Whether another item is nearly as good, or good enough that two items claim one organ."""
    reviewed = [pair.judgement.method == "reviewed" for pair in (best, other)]
    if any(reviewed):
        return all(reviewed)
    return _by_itself(other) >= _limit("rival") or best.judgement.bits - other.judgement.bits < _LEAD


def _by_itself(pair: Pair) -> float:
    """The bits without what members say against it: few name a second item, and they may be wrong."""
    against = [one.weight for one in pair.judgement.witnesses if one.feature == "members" and one.weight < 0]
    return pair.judgement.bits - sum(against)


def _holds(pair: Pair) -> bool:
    """Whether the pair is certain by itself."""
    if pair.judgement.method == "reviewed":
        return True
    return pair.judgement.bits >= _limit("link") and pair.finding("members") not in _CONTRADICTED


def _alone(best: Pair, claimed: Sequence[Pair]) -> bool:
    """Whether no other organ contests the item: a lasting thing has many faces, a thing is the same as one only.

    Only a person's word contests a person's word.
    """
    if best.judgement.method == "reviewed":
        claimed = [pair for pair in claimed if pair.judgement.method == "reviewed"]
    if best.relation == "specialization":
        return not any(_holds(pair) and pair.relation == "same" for pair in claimed)
    return not any(_holds(pair) or best.judgement.bits - pair.judgement.bits < _LEAD for pair in claimed)


def _doubt(best: Pair, claimed: Sequence[Pair]) -> tuple[Outcome, str]:
    """Why a pair is not linked."""
    if best.finding("members") in _CONTRADICTED:
        return "review", "members elsewhere"
    if best.body.kind == "ministry" and best.finding("dates") in _LASTING:
        return "none", "lasting institution"
    if best.finding("seat") == "no number":
        return "review", "no number"
    if best.body.kind == "constituency" and best.finding("map") == "not told":
        return "none", "map not told"
    if best.body.kind == "group" and claimed:
        return "review", "spans"
    return "review", "below threshold"


def _decision(body: Body, outcome: Outcome, reason: str, pairs: Sequence[Pair]) -> Decision:
    best, rivals = (pairs[0], pairs[1 : _SHOWN + 1]) if pairs else (None, [])
    return Decision(
        subject=body.iri,
        label=body.label,
        kind=body.kind,
        outcome=outcome,
        reason=reason,
        best=best.judgement if best else None,
        rivals=tuple(pair.judgement for pair in rivals),
        relation=best.relation if best else "same",
    )
