"""One pair, with what is said of it in the graph and in the mapping file alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from msgspec import Struct

from anq2rdf.linking.decisions import Decision, Judgement, Method, Outcome, Relation, Witness
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.verdicts import Verdict, Verdicts
from anq2rdf.normalise.characters import clean
from anq2rdf.normalise.dates import parse_date
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.iris import Minter

TOOL: Final = "anq2rdf link"
WIKIDATA: Final = "Q2013"  # the item of Wikidata itself

# The terms of https://w3id.org/semapv/vocab/ for how a pair came about.
_JUSTIFICATIONS: Final[dict[Method, str]] = {
    "identifier": "LexicalMatching",
    "evidence": "CompositeMatching",
    "reviewed": "ManualMappingCuration",
}
_STEP: Final = Decimal("0.000001")


class Link(Struct, frozen=True, kw_only=True):
    """A pair to be told; texts hold no character that a format could not."""

    iri: str
    subject: str
    subject_label: str
    item: str
    item_label: str
    predicate: str  # IRI
    justification: str  # local name of a term of semapv
    confidence: Decimal
    identifier: str = ""  # what both sides say, where identifiers tell
    witnesses: tuple[str, ...] = ()
    reviewer: str = ""
    review_date: dt.date | None = None
    note: str = ""


def links(
    decisions: Iterable[Decision],
    run: LinkingRun,
    verdicts: Verdicts | None = None,
    *,
    owl: bool = False,
    outcomes: Sequence[Outcome] = ("linked",),
) -> list[Link]:
    """The best pair of every decision of these outcomes, in their order. `owl` says owl:sameAs, not schema:sameAs.

    Raises `ValueError` where two things are the same as one item, or one as two: that must never reach a graph.
    """
    minter, given = Minter(run.base), verdicts or Verdicts()
    predicates: dict[Relation, str] = {
        "same": v.OWL_SAME_AS if owl else v.SAME_AS,
        "specialization": v.SPECIALIZATION_OF,
    }
    chosen = [(decision, decision.best) for decision in decisions if decision.best and decision.outcome in outcomes]
    _refuse_twice([decision for decision, _ in chosen])
    return [_link(minter, decision, best, predicates[decision.relation], given) for decision, best in chosen]


def _refuse_twice(decisions: Iterable[Decision]) -> None:
    met: dict[str, str] = {}
    for each in decisions:
        if each.outcome != "linked" or each.best is None:
            continue
        ends = [(each.subject, each.best.item)]
        if each.relation == "same":
            ends.append((each.best.item, each.subject))
        for end, other in ends:
            if end in met:
                raise ValueError(f"{end} is linked twice: to {met[end]} and to {other}")
            met[end] = other


def _link(minter: Minter, decision: Decision, best: Judgement, predicate: str, verdicts: Verdicts) -> Link:
    said = _said(best, verdicts)
    reviewer = _sound(said.reviewer).strip()
    return Link(
        iri=minter.link(decision.subject, best.item),
        subject=decision.subject,
        subject_label=_sound(decision.label),
        item=best.item,
        item_label=_sound(best.label),
        predicate=predicate,
        justification=_JUSTIFICATIONS[best.method],
        confidence=_confidence(best),
        identifier=_identifier(best) if decision.kind == "person" else "",
        witnesses=tuple(_sound(_told(witness)) for witness in best.witnesses),
        reviewer=reviewer,
        # SSSOM allows a review's date beside its reviewer only.
        review_date=_day(said.date) if reviewer else None,
        note=_sound(said.note).strip(),
    )


def _said(best: Judgement, verdicts: Verdicts) -> Verdict:
    """The word that made the link; it may have been given on a number that was merged into the item's since."""
    told = verdicts.told.get((best.subject, best.item))
    if told is None:
        words = (each for (subject, _), each in verdicts.told.items() if subject == best.subject)
        told = next((each for each in words if each.same), None)
    return told if told is not None and told.same and best.method == "reviewed" else Verdict(same=None)


def _day(written: str) -> dt.date | None:
    day = parse_date(written)
    return day if isinstance(day, dt.date) else None


def _confidence(best: Judgement) -> Decimal:
    """The score to six decimals, never rounded up: nothing is surer in print than it was. Only a person's word is 1."""
    if best.method == "reviewed":
        return Decimal(1)
    if not 0 <= best.score <= 1:
        raise ValueError(f"{best.subject} and {best.item}: the score {best.score} is no probability")
    exact = Decimal(repr(float(best.score))).quantize(_STEP, ROUND_FLOOR)
    return min(exact, 1 - _STEP).normalize()


def _identifier(best: Judgement) -> str:
    equal = [each.theirs for each in best.witnesses if each.feature == "identifier" and each.finding == "equal"]
    return _sound(equal[0]) if equal and best.method == "identifier" else ""


def _told(witness: Witness) -> str:
    """birth: same year (1950-01-02 / 1950), +3.1 bits."""
    sides = f" ({witness.ours or '—'} / {witness.theirs or '—'})" if witness.ours or witness.theirs else ""
    return f"{witness.feature}: {witness.finding}{sides}, {witness.weight:+.1f} bits"


def _sound(text: str) -> str:
    return clean(text)[0]
