"""The life of a question, as dated events. An event exists only with a date; nothing undated is invented.

Ranks and the numbers in the IRIs follow the source's order among the dated events of one kind.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import reach_closure_reason
from anq2rdf.rdf.journal import place
from anq2rdf.rdf.organs import reach_ministry
from anq2rdf.rdf.shared import World
from anq2rdf.rdf.status import closure_reason, closure_state
from anq2rdf.rdf.texts import text_pairs
from anq2rdf.records import Erratum, JournalReference, Question
from anq2rdf.statements import DATE, INTEGER, IRI, Block, Node, Pair, constant


def _event(*classes: str) -> Block:
    return constant(*[(v.TYPE, IRI, each) for each in (v.PROCEDURAL_EVENT, *classes)])


_ASKED: Final = _event(v.JO_PUBLICATION, v.QUESTION_PUBLICATION)
_ANSWERED: Final = _event(v.JO_PUBLICATION, v.ANSWER_PUBLICATION)
_ALLOCATED: Final = _event(v.ALLOCATION_CLASS)
_REASSIGNED: Final = _event(v.ALLOCATION_CLASS, v.REASSIGNMENT)
_FLAGGED: Final = _event(v.SIGNALEMENT)
_RENEWED: Final = _event(v.RENEWAL)
_REMINDED: Final = _event(v.REMINDER)
_CLOSED: Final = _event(v.CLOSURE_CLASS)
_CORRECTED: Final = _event(v.ERRATUM)


class Life:
    """Collects the events of one question as nodes, and the links from the question to them."""

    def __init__(self, world: World, question: Question, published: JournalReference | None) -> None:
        self.world = world
        self.question = question
        self.published = published
        self.iri = world.minter.question(question.uid)
        self.graph = world.minter.graph_questions(question.legislature, question.type)
        self.nodes: list[Node] = []
        self.links: list[Pair] = []

    def add(
        self,
        name: str,
        classes: Block,
        date: dt.date,
        reference: JournalReference | None,
        extra: list[Pair] | None = None,
    ) -> str:
        """One event; gives its IRI."""
        iri = f"{self.iri}/event/{name}"
        parts: list[Pair | Block] = [classes]
        if extra:
            parts += extra
        parts.append((v.EVENT_DATE, DATE, date.isoformat()))
        if self.published is not None and self.published.date is not None:
            parts.append((v.DAY_OFFSET, INTEGER, str((date - self.published.date).days)))
        parts.append(place(self.world, reference))
        self.nodes.append(Node(iri, self.graph, parts))
        self.links.append((v.EVENT, IRI, iri))
        return iri


def live(life: Life) -> None:
    """Every event of the question, in the order of the model: publications, attributions, flags, closure, errata."""
    _publications(life)
    _allocations(life)
    _signalements(life)
    _repeated(life, "renewal", _RENEWED, [renewal.reference for renewal in life.question.renewals], ranked=True)
    _repeated(life, "reminder", _REMINDED, [reminder.reference for reminder in life.question.reminders], ranked=False)
    _closure(life)
    _errata(life)


def _publications(life: Life) -> None:
    published = life.published
    if published is not None and published.date is not None:
        life.add("question-publication-1", _ASKED, published.date, published)
    for number, answer in enumerate(life.question.answers, 1):
        reference = answer.reference
        if reference is not None and reference.date is not None:
            life.add(f"answer-publication-{number}", _ANSWERED, reference.date, reference)


def _allocations(life: Life) -> None:
    previous: str | None = None
    rank = 0
    for position, attribution in enumerate(life.question.attributions):
        reference = attribution.reference
        ministry = reach_ministry(life.world, attribution.ministry, life.question.legislature)
        if reference is None or reference.date is None or ministry is None:
            previous = None  # the next one did not follow the last dated one
            continue
        rank += 1
        changed = position > 0 or attribution.change
        extra: list[Pair] = [(v.RANK, INTEGER, str(rank)), (v.ALLOCATED_TO, IRI, ministry)]
        if previous is not None:
            extra.append((v.PREVIOUS_ALLOCATION, IRI, previous))
        name = f"{'reassignment' if changed else 'allocation'}-{rank}"
        previous = life.add(name, _REASSIGNED if changed else _ALLOCATED, reference.date, reference, extra)
        life.links.append((v.ALLOCATION, IRI, previous))


def _signalements(life: Life) -> None:
    rank = 0
    for flag in life.question.signalements:
        date = flag.reference.date if flag.reference is not None else None
        date = date or flag.deposited
        if date is None:
            continue
        rank += 1
        extra: list[Pair] = [(v.RANK, INTEGER, str(rank))]
        if flag.deposited is not None:
            extra.append((v.DEPOSIT_DATE, DATE, flag.deposited.isoformat()))
        life.add(f"signalement-{rank}", _FLAGGED, date, flag.reference, extra)


def _repeated(life: Life, name: str, classes: Block, references: list[JournalReference], *, ranked: bool) -> None:
    rank = 0
    for reference in references:
        if reference.date is None:
            continue
        rank += 1
        extra: list[Pair] = [(v.RANK, INTEGER, str(rank))] if ranked else []
        life.add(f"{name}-{rank}", classes, reference.date, reference, extra)


def _closure(life: Life) -> None:
    closure = life.question.closure
    if closure is None:
        return
    date = closure.date or (closure.reference.date if closure.reference is not None else None)
    if date is None:
        return
    reason = reach_closure_reason(life.world, closure, closure_reason(closure), closure_state(closure))
    extra: list[Pair] = [(v.CLOSURE_REASON, IRI, reason)]
    iri = life.add("closure-1", _CLOSED, date, closure.reference, extra)
    life.links.append((v.CLOSURE, IRI, iri))


def _corrected(life: Life, erratum: Erratum) -> str | None:
    """What an erratum corrects; None for an answer that is not there, or not told among several."""
    if erratum.corrects == "question":
        return life.iri
    answers = len(life.question.answers)
    number = erratum.answer or (1 if answers == 1 else 0)
    return f"{life.iri}/answer/{number}" if 1 <= number <= answers else None


def _errata(life: Life) -> None:
    number = 0
    for erratum in life.question.errata:
        if erratum.reference is None or erratum.reference.date is None:
            continue
        corrected = _corrected(life, erratum)
        if corrected is None:
            continue
        number += 1
        extra: list[Pair] = [(v.CORRECTS, IRI, corrected), *text_pairs(erratum.text)]
        life.add(f"erratum-{number}", _CORRECTED, erratum.reference.date, erratum.reference, extra)
