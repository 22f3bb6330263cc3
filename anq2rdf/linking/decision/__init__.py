"""Which pairs are linked, which are for a person to see, who has no item: one-to-one, as a whole.

    decide(deputies, items)                                     # a Decision for each deputy, in their order
    decide(deputies, items, others=register, verdicts=said)     # … knowing namesakes, and what persons said

What is decided does not depend on the order of deputies or items, nor on items that have nothing in common with any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from anq2rdf.errors import UsageError
from anq2rdf.linking.decision.choice import Choice
from anq2rdf.linking.decision.outcomes import Outcomes
from anq2rdf.linking.decision.pairs import Pairs
from anq2rdf.linking.decision.settings import Settings
from anq2rdf.linking.decision.verdicts import Verdicts, said
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.evidence import Judge
from anq2rdf.linking.items import Item
from anq2rdf.linking.subjects import Subject
from anq2rdf.problems import escaped

__all__ = ["Settings", "Verdicts", "decide"]

_DEFAULT = Settings()


def decide(
    subjects: Sequence[Subject],
    items: Iterable[Item],
    *,
    verdicts: Verdicts | None = None,
    settings: Settings = _DEFAULT,
    others: Iterable[Subject] = (),
) -> list[Decision]:
    """One decision for each of the subjects, in their order.

    `others` are deputies nothing is decided about (those of the register that the graph has no question of): they
    tell how rare names are, may be whom an item means, and make legislatures known whole. Those among the subjects are
    left out. Raises `UsageError` where verdicts contradict each other, or an IRI stands twice among the subjects.
    """
    everybody = _once(subjects, others)
    known, targets = _merged(items)
    spoken = said(verdicts or {}, frozenset(everybody), targets)
    pairs = Pairs(Judge(everybody.values()), known, spoken, settings)
    settled = frozenset(spoken.items.values())
    choice = Choice(
        pair
        for iri in everybody
        if iri not in spoken.items
        for pair in pairs.open(iri)
        if pair.judgement.item not in settled
    )
    outcomes = Outcomes(pairs, choice, spoken, settings, frozenset(targets.values()))
    return [outcomes.of(each) for each in subjects]


def _once(subjects: Sequence[Subject], others: Iterable[Subject]) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    for each in subjects:
        if each.iri in found:
            raise UsageError(f"{escaped(each.iri)} stands twice among the deputies", remedy="give each deputy once")
        found[each.iri] = each
    for each in others:
        found.setdefault(each.iri, each)
    return dict(sorted(found.items()))


def _merged(items: Iterable[Item]) -> tuple[list[Item], Mapping[str, str]]:
    """The items that are not merged into another one here, in order of numbers; and what each old number means."""
    by_id = {item.id: item for item in items}
    targets = {old: item.id for item in by_id.values() for old in item.redirects if old != item.id}
    kept = [item for item in by_id.values() if item.id not in targets]
    return sorted(kept, key=lambda item: (len(item.id), item.id)), targets
