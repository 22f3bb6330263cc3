"""The pairs worth a thought, from both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from anq2rdf.linking.decision.settings import Settings
from anq2rdf.linking.decision.verdicts import Said
from anq2rdf.linking.decisions import Judgement
from anq2rdf.linking.evidence import Judge
from anq2rdf.linking.evidence.seats import witness
from anq2rdf.linking.items import Item
from anq2rdf.linking.weights import log_odds, probability


class Pair(NamedTuple):
    """A judgement, and what of it decides beyond its score."""

    judgement: Judgement
    by_identifier: bool     # the item bears the deputy's identifier
    veto: float             # bits of what forbids the pair whatever else agrees; 0 where nothing does
    contradicted: bool      # the birth differs, or the name shares no word

    @staticmethod
    def of(judgement: Judgement) -> Pair:
        """The pair of a judgement."""
        findings = {(each.feature, each.finding): each.weight for each in judgement.witnesses}
        return Pair(
            judgement=judgement,
            by_identifier=judgement.method == "identifier",
            veto=findings.get(("identifier", "differs"), 0.0) + findings.get(("human", "no"), 0.0),
            contradicted=bool(findings.keys() & {("birth", "differs"), ("name", "none")}),
        )


class Pairs:
    """Every pair that is likely enough, bears an identifier, or would be certain if nothing forbade it."""

    def __init__(self, judge: Judge, items: Sequence[Item], said: Said, settings: Settings) -> None:
        self.link, self.review = log_odds(settings.link), log_odds(settings.review)
        self.of_subject: dict[str, list[Pair]] = defaultdict(list)
        self.of_item: dict[str, list[Pair]] = defaultdict(list)
        self.refused: set[str] = set()
        for item in items:
            for judgement in judge.judgements(item):
                self._consider(Pair.of(judgement), said)
        known = {item.id: item for item in items}
        for subject, identifier in said.items.items():
            self._put(Pair.of(_reviewed(judge.judgement(subject, known.get(identifier) or Item(id=identifier)))))
        for those in (*self.of_subject.values(), *self.of_item.values()):
            those.sort(key=lambda pair: (-pair.judgement.bits, pair.judgement.subject, pair.judgement.item))

    def open(self, subject: str) -> list[Pair]:
        """The pairs of the deputy that may be linked, the likeliest first."""
        return [pair for pair in self.of_subject.get(subject, ()) if not pair.veto]

    def forbidden(self, subject: str) -> list[Pair]:
        """The pairs of the deputy that would be certain, were they not forbidden by another identifier."""
        return [pair for pair in self.of_subject.get(subject, ()) if pair.veto]

    def owners(self, item: str) -> list[Pair]:
        """The pairs of the item that bear an identifier."""
        return [pair for pair in self.of_item.get(item, ()) if pair.by_identifier]

    def near(self, best: Judgement, bits: float, most: int = 8) -> tuple[Judgement, ...]:
        """Other pairs of the same deputy or item that are so near, and those that bear an identifier."""
        both = (*self.of_subject.get(best.subject, ()), *self.of_item.get(best.item, ()))
        found = {
            (pair.judgement.subject, pair.judgement.item): pair.judgement
            for pair in both
            if pair.by_identifier or pair.judgement.bits - pair.veto >= best.bits - bits
        }
        found.pop((best.subject, best.item), None)
        return tuple(_ranked(found.values())[:most])

    def _consider(self, pair: Pair, said: Said) -> None:
        judgement = pair.judgement
        likely = judgement.bits >= self.review or pair.by_identifier
        if (judgement.subject, judgement.item) in said.forbidden:
            if likely:
                self.refused.add(judgement.subject)
        elif said.items.get(judgement.subject) == judgement.item:
            return      # judged with the verdict
        elif likely or (pair.veto and judgement.bits - pair.veto >= self.link):
            self._put(pair)

    def _put(self, pair: Pair) -> None:
        self.of_subject[pair.judgement.subject].append(pair)
        self.of_item[pair.judgement.item].append(pair)


def _reviewed(judgement: Judgement) -> Judgement:
    verdict = witness("verdict", "same")
    total = judgement.bits + verdict.weight
    return Judgement(
        subject=judgement.subject,
        item=judgement.item,
        score=probability(total),
        bits=total,
        witnesses=(verdict, *judgement.witnesses),
        method="reviewed",
        label=judgement.label,
    )


def _ranked(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(judgements, key=lambda each: (-each.bits, each.subject, each.item))
