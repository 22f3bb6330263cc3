"""The official open-data schema, from its structs to the record: one reading for JSON and XML.

What the schema means where an element repeats:

- `texteQuestion`: a question has one text. Where several entries stand, a later one replaces an earlier one, so the
  last entry with a text counts, with its own reference; the other publications are named in E276.
- `texteReponse`: each entry that holds a text, a date or a page is one published answer.
- `minAttrib`: the successive attributions, in order.
"""

from __future__ import annotations

from itertools import count

from anq2rdf.problems import Problem
from anq2rdf.records import (
    Answer,
    Attribution,
    JournalReference,
    Ministry,
    Origin,
    Question,
    Reading,
    Text,
)
from anq2rdf.sources.base import Document
from anq2rdf.sources.contradictions import contradictions
from anq2rdf.sources.identity import Identity, identify
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.structured import opendata_schema as schema
from anq2rdf.sources.structured.fitting import fitted
from anq2rdf.sources.structured.opendata_events import closing, completed, errata, renewals, signalements
from anq2rdf.sources.structured.opendata_places import names_a_publication, only_place_of
from anq2rdf.sources.structured.opendata_schema import each
from anq2rdf.sources.structured.wire import Mistyped, Wire, pointer_to

_NOBODY = schema.Auteur()
_UNNAMED = schema.Identite()
_UNTITLED = schema.IndexationAN()
_NO_ORGAN = schema.Organe()
_NUMBERLESS = schema.Identifiant()


def reading_of(intake: Intake, wire: Wire, origin: Origin, within: str = "") -> Reading:
    """One question as a dict of the official schema, of whatever shape, converted or rejected.

    `within` is the record's own place in a document that holds nothing else ("/question").
    """
    try:
        source = fitted(wire, schema.Question, intake.unknown)
    except Mistyped as fault:
        what = f"{type(fault.value).__name__} {fault.value!r}"[:120]
        return intake.reject(Rejected("E231", what, pointer_to(wire, fault, origin.pointer or within)))
    return reading(intake, source, origin)


def reading(intake: Intake, source: schema.Question, origin: Origin) -> Reading:
    """One question in the official schema, converted or rejected."""
    try:
        question = _question(intake, source, origin)
    except Rejected as fault:
        return intake.reject(fault)
    for code, detail in contradictions(question):
        intake.note(code, detail)
    return intake.accept(question)


def rejection(document: Document, code: str, detail: str = "", pointer: str | None = None) -> Reading:
    """The reading of something no record could be made of."""
    return Reading(question=None, problems=(Problem(code=code, place=document.place(pointer), detail=detail),))


def _question(intake: Intake, source: schema.Question, origin: Origin) -> Question:
    named = _identity(intake, source)
    subject = source.indexationAN or _UNTITLED
    head = intake.label(subject.teteAnalyse)
    analyses = _analyses(intake, subject)
    closure = closing(intake, source.cloture)
    told = _answers(intake, source)
    answers = completed(tuple([answer for answer in told if answer is not None]), closure)
    text, reference = _asked(intake, source)
    author = source.auteur or _NOBODY
    asking, group = author.identite or _UNNAMED, author.groupe or _NO_ORGAN
    return Question(
        uid=named.uid,
        legislature=named.legislature,
        type=named.type,
        number=named.number,
        origin=origin,
        title=head or (analyses[0] if analyses else None),
        rubrique=intake.label(subject.rubrique),
        head_analysis=head,
        analyses=analyses,
        author=intake.author(asking.acteurRef, asking.mandatRef),
        group=intake.group(group.organeRef, group.abrege, group.developpe),
        interrogated=_ministry(intake, source.minInt),
        attributions=_attributions(intake, source),
        reference=reference,
        text=text,
        answers=answers,
        signalements=signalements(intake, source),
        renewals=renewals(intake, source),
        errata=errata(intake, source, numbered(told)),
        closure=closure,
    )


def _identity(intake: Intake, source: schema.Question) -> Identity:
    parts = source.identifiant or _NUMBERLESS
    return identify(
        intake,
        legislature=parts.legislature,
        type=source.type or source.xsi_type,
        number=parts.numero,
        uid=source.uid,
    )


def _analyses(intake: Intake, subject: schema.IndexationAN) -> tuple[str, ...]:
    raw = [entry.analyse for entry in each(subject.analyses)]
    if subject.ANALYSE is not None:
        raw += [entry.ANA for entry in each(subject.ANALYSE)]
    labels = [intake.label(text) for texts in raw for text in (texts if isinstance(texts, list) else (texts,))]
    return tuple([label for label in labels if label is not None])


def _ministry(intake: Intake, organ: schema.Organe | schema.MinAttrib | None) -> Ministry | None:
    return None if organ is None else intake.ministry(organ.organeRef, organ.abrege, organ.developpe)


def _attributions(intake: Intake, source: schema.Question) -> tuple[Attribution, ...]:
    found = []
    for entry in (entry for holder in each(source.minAttribs) for entry in each(holder.minAttrib)):
        ministry = _ministry(intake, entry.denomination or entry)
        reference = only_place_of(intake, entry)
        if ministry is not None:
            found.append(Attribution(ministry=ministry, reference=reference))
        elif reference is not None:
            intake.note("E277", "minAttrib")
    return tuple(found)


def _asked(intake: Intake, source: schema.Question) -> tuple[Text | None, JournalReference | None]:
    entries = [
        (intake.text(entry.texte), only_place_of(intake, entry))
        for holder in each(source.textesQuestion)
        for entry in each(holder.texteQuestion)
    ]
    if not entries:
        return None, None
    if len(entries) == 1:
        return entries[0]
    with_text = [entry for entry in entries if entry[0] is not None]
    chosen = (with_text or [entry for entry in entries if entry[1] is not None] or entries)[-1]
    others = [entry for entry in entries if entry not in (chosen, (None, None))]
    if others:
        intake.note("E276", ", ".join(_day(reference) for _, reference in others))
    return chosen


def _day(reference: JournalReference | None) -> str:
    return "?" if reference is None or reference.date is None else reference.date.isoformat()


def _answers(intake: Intake, source: schema.Question) -> list[Answer | None]:
    """One for each entry; None where an entry holds no answer."""
    return [_answer(intake, entry) for holder in each(source.textesReponse) for entry in each(holder.texteReponse)]


def _answer(intake: Intake, entry: schema.Entry) -> Answer | None:
    text = intake.text(entry.texte)
    reference = only_place_of(intake, entry)
    return Answer(reference=reference, text=text) if text is not None or names_a_publication(reference) else None


def numbered(told: list[Answer | None]) -> list[int | None]:
    """The number, from 1, of the answer in each entry."""
    if len(told) == 1:
        return [None if told[0] is None else 1]
    numbers = count(1)
    return [None if answer is None else next(numbers) for answer in told]
