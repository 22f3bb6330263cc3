"""From pairs and choice to one outcome for each deputy, with its reason; a link is never silent about a doubt."""

from __future__ import annotations

import math
from collections.abc import Collection

from anq2rdf.linking.decision.choice import Choice
from anq2rdf.linking.decision.pairs import Pair, Pairs
from anq2rdf.linking.decision.settings import Settings
from anq2rdf.linking.decision.verdicts import Said
from anq2rdf.linking.decisions import Decision, Judgement
from anq2rdf.linking.reasons import reasons
from anq2rdf.linking.subjects import Subject
from anq2rdf.linking.weights import bits

_Found = tuple[str, Judgement | None]       # the reason, and the pair it is about


class Outcomes:
    """Decides deputy by deputy, after the choice as a whole."""

    def __init__(self, pairs: Pairs, choice: Choice, said: Said, settings: Settings, merged: Collection[str]) -> None:
        self._pairs, self._choice, self._said, self._settings = pairs, choice, said, settings
        self._merged = merged       # items that others were merged into
        self._owners = {item: deputy for deputy, item in said.items.items()}

    def of(self, subject: Subject) -> Decision:
        """The decision about the deputy."""
        reason, best = self._found(subject)
        outcome = reasons()[reason].outcome
        first = best or next((pair.judgement for pair in self._pairs.of_subject.get(subject.iri, ())), None)
        rivals = self._pairs.near(first, 2 * self._settings.margin) if first else ()
        return Decision(
            subject=subject.iri,
            label=subject.label,
            kind="person",
            outcome=outcome,
            reason=reason,
            best=best if outcome != "none" else None,
            rivals=rivals if outcome != "none" or first is None else (first, *rivals),
        )

    def _found(self, subject: Subject) -> _Found:
        iri = subject.iri
        if iri in self._said.items:
            return "reviewed", self._pair(iri, self._said.items[iri]).judgement
        if doubt := self._doubt_of_identifiers(iri):
            return doubt
        forbidden = self._pairs.forbidden(iri)
        item = self._choice.items.get(iri)
        chosen = self._pair(iri, item) if item else None
        if forbidden and not (chosen and chosen.by_identifier):
            return "other identifier", forbidden[0].judgement
        return self._of_chosen(chosen) if chosen else self._of_nobody(subject)

    def _doubt_of_identifiers(self, iri: str) -> _Found | None:
        """What is wrong with the items that bear the deputy's identifier, where something is."""
        bearing = [pair for pair in self._pairs.open(iri) if pair.by_identifier]
        if not bearing:
            return None
        first = bearing[0]
        if len(bearing) > 1:
            return "two items", first.judgement
        if self._is_contradicted(first):
            return "contradiction", first.judgement
        if len(self._pairs.owners(first.judgement.item)) > 1:
            return "two subjects", first.judgement
        elsewhere = self._choice.items.get(iri) != first.judgement.item
        return ("identifier elsewhere", first.judgement) if elsewhere else None

    def _of_chosen(self, pair: Pair) -> _Found:
        judgement = pair.judgement
        if judgement.bits < self._pairs.link:
            return ("below threshold" if self._is_clear(judgement) else "homonyms"), judgement
        if pair.contradicted and not pair.by_identifier:
            return "birth differs", judgement
        if not self._is_clear(judgement):
            return "homonyms", judgement
        if self._settings.identifiers_only and not pair.by_identifier:
            return "no identifier", judgement
        return self._of_linked(pair), judgement

    def _of_linked(self, pair: Pair) -> str:
        if pair.judgement.item in self._merged:
            return "redirected"
        if pair.contradicted:
            return "identifier, not birth"
        return "identifier" if pair.by_identifier else "certain"

    def _of_nobody(self, subject: Subject) -> _Found:
        """The reason for a deputy whom the choice left alone."""
        found = self._pairs.open(subject.iri)
        if not found:
            return ("refused" if subject.iri in self._pairs.refused else "no candidate"), None
        free = [pair for pair in found if not self._is_linked(pair.judgement.item)]
        if free:
            taken = free[0].judgement.item in self._choice.deputies
            return ("homonyms" if taken else "below threshold"), free[0].judgement
        first = found[0].judgement
        # A person known by name only is perhaps one whom the register knows, too: G07 of the shapes wants one of both.
        if subject.id is None or first.bits >= self._pairs.link:
            return "same person", first
        return "item of another", None

    def _is_linked(self, item: str) -> bool:
        """Whether the item goes to somebody for certain."""
        if item in self._owners:
            return True
        deputy = self._choice.deputies.get(item)
        if deputy is None or self._doubt_of_identifiers(deputy):
            return False
        pair = self._pair(deputy, item)
        if self._pairs.forbidden(deputy) and not pair.by_identifier:
            return False
        return reasons()[self._of_chosen(pair)[0]].outcome == "linked"

    def _is_contradicted(self, pair: Pair) -> bool:
        """Whether what is told beside the identifier speaks against it, and not enough else for the pair."""
        total = pair.judgement.bits
        weight = math.fsum(each.weight for each in pair.judgement.witnesses if each.feature == "identifier")
        if pair.contradicted:
            return total - weight < self._pairs.link
        return total < min(self._pairs.link, weight + bits("prior", "pair"))

    def _is_clear(self, judgement: Judgement) -> bool:
        return self._choice.is_clear(judgement.subject, self._settings.margin)

    def _pair(self, iri: str, item: str) -> Pair:
        return next(pair for pair in self._pairs.of_subject[iri] if pair.judgement.item == item)
