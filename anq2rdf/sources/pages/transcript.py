"""From a sheet to a record: the rules that hold for every page, whatever its layout."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from anq2rdf.normalise.constituency import parse_constituency
from anq2rdf.normalise.identifiers import actor, parse_legislature, parse_number, parse_type
from anq2rdf.normalise.names import split_civility
from anq2rdf.normalise.text import text_from_html, text_from_markdown, text_from_plain
from anq2rdf.records import (
    Answer,
    Attribution,
    Author,
    Closure,
    Constituency,
    Erratum,
    Group,
    JournalReference,
    Ministry,
    Origin,
    Question,
    Reading,
    Reminder,
    Renewal,
    Series,
    Signalement,
    Text,
)
from anq2rdf.sources.contradictions import ANSWERED, contradictions
from anq2rdf.sources.identity import Identity, identify
from anq2rdf.sources.intake import Cleaner, Intake, Rejected
from anq2rdf.sources.pages.sheet import Mark, Sheet

_CLEANERS: dict[str, Cleaner] = {"html": text_from_html, "markdown": text_from_markdown, "plain": text_from_plain}
# Pages do not name the edition, the kind of question does: written questions and their answers stand in the JO
# Questions, debates in the JO Débats. An oral question without debate is announced in either: only a link tells.
_QUESTION_SERIES: dict[str, Series] = {"QE": "an-questions", "QG": "an-debats"}
_ANSWER_SERIES: dict[str, Series] = {"QE": "an-questions", "QG": "an-debats", "QOSD": "an-debats"}
_ISSUE = re.compile(r"\bjo_anq_\d{6}\.pdf", re.I)
# Analyses are printed as one sentence: "épandage. réglementation. "; up to the VIII legislature with semicolons.
_BETWEEN_ANALYSES = re.compile(r"\.\s+(?=[a-zà-öø-ÿœ])|;\s+")
_LAST_STOP = re.compile(r"(?:(?<=\.)|(?<=[^.\s]{2}))[.;]$")     # not that of an acronym: "S.N.C.F."


def transcribe(sheet: Sheet, intake: Intake, origin: Origin) -> Reading:
    """The record of a sheet with what was found on the way, or the rejection that says why there is none."""
    try:
        transcript = _Transcript(sheet, intake, _identity(sheet, intake))
        for code, detail in sheet.problems:
            intake.note(code, detail)
        question = transcript.question(origin)
    except Rejected as verdict:
        return intake.reject(verdict)
    for code, detail in contradictions(question):
        intake.note(code, detail)
    return intake.accept(question)


def _identity(sheet: Sheet, intake: Intake) -> Identity:
    return identify(
        intake,
        legislature=_agreed(sheet.legislatures, parse_legislature),
        type=_agreed(sheet.types, parse_type),
        number=_agreed(sheet.numbers, parse_number),
        uid=sheet.uid,
    )


def _agreed(stated: list[str], parse: Callable[[str], object]) -> str | None:
    """What all statements of the page say; where they differ nothing is chosen."""
    values = {value: raw for raw in reversed(stated) if (value := parse(raw)) is not None}
    if len(values) > 1:
        raise Rejected("E251", " ≠ ".join(dict.fromkeys(stated)))
    return next(iter(values.values()), stated[0] if stated else None)


class _Transcript:
    def __init__(self, sheet: Sheet, intake: Intake, identity: Identity) -> None:
        self._sheet = sheet
        self._intake = intake
        self._identity = identity

    def question(self, origin: Origin) -> Question:
        sheet, identity = self._sheet, self._identity
        self._note_missing_sections()
        head, analyses, answers = self._intake.label(sheet.head_analysis), self._analyses(), self._answers()
        return Question(
            uid=identity.uid, legislature=identity.legislature, type=identity.type, number=identity.number,
            origin=origin,
            title=self._intake.label(sheet.title) or head or next(iter(analyses), None),
            rubrique=self._intake.label(sheet.rubrique), head_analysis=head, analyses=analyses,
            author=self._author(), group=self._group(), constituency=self._constituency(),
            interrogated=self._ministry(sheet.interrogated), attributions=self._attributions(),
            reference=self._reference(sheet.published, _QUESTION_SERIES.get(identity.type)),
            text=self._text(sheet.question), answers=answers,
            signalements=tuple(Signalement(reference=reference) for reference in self._events(sheet.signalements)),
            renewals=tuple(Renewal(reference=reference) for reference in self._events(sheet.renewals)),
            reminders=tuple(Reminder(reference=reference) for reference in self._events(sheet.reminders)),
            errata=self._errata(), closure=self._closure(answered=bool(answers)),
        )

    # ---- texts

    def _note_missing_sections(self) -> None:
        """A question to the Government has no text of its own: the debate is the answer."""
        sheet = self._sheet
        debate = self._identity.type == "QG" and sheet.answer is not None
        if sheet.question is None and not debate:
            self._intake.note("E241", "Texte de la question")
        if sheet.answer is None and sheet.answered:
            self._intake.note("E241", "Texte de la réponse")

    def _text(self, source: str | None) -> Text | None:
        return self._intake.text(source, _CLEANERS[self._sheet.markup])

    def _answers(self) -> tuple[Answer, ...]:
        sheet = self._sheet
        source = sheet.answer
        if sheet.complement and not sheet.complement.isspace():
            source = f"{source or ''}\n<p>{sheet.complement}</p>"
        text = self._text(source)
        reference = self._reference(sheet.answered, _ANSWER_SERIES[self._identity.type])
        if not text and not reference:
            return ()
        return (Answer(reference=reference, text=text, ministry=self._ministry(sheet.answering)),)

    # ---- labels

    def _analyses(self) -> tuple[str, ...]:
        joined = _LAST_STOP.sub("", self._intake.label(self._sheet.analyses) or "")
        return tuple(dict.fromkeys(part.strip() for part in _BETWEEN_ANALYSES.split(joined) if part.strip()))

    def _author(self) -> Author:
        shown = self._intake.label(self._sheet.author)
        return Author(
            id=self._intake.identifier(actor, self._sheet.author_id),
            label=shown,
            name=(split_civility(shown)[1] or None) if shown else None,
            family_first=self._sheet.family_first,
        )

    def _group(self) -> Group:
        return Group(label=self._intake.label(self._sheet.group), short=self._intake.label(self._sheet.group_short))

    def _constituency(self) -> Constituency:
        place = self._intake.label(self._sheet.place)
        constituency = parse_constituency(place) if place else Constituency()
        if place and constituency.department is None:
            self._intake.note("E121", place)
        return constituency

    def _ministry(self, raw: str | None) -> Ministry | None:
        shown = self._intake.label(raw)
        return Ministry(label=shown) if shown else None

    # ---- dates

    def _attributions(self) -> tuple[Attribution, ...]:
        """The ministry a page names is the last one; of several changes only the last can have led to it."""
        ministry = self._ministry(self._sheet.attributed) or self._ministry(self._sheet.answering)
        changes = sorted(self._events(self._sheet.changes), key=lambda reference: reference.date or dt.date.max)
        for unknown in changes[:-1] if ministry else changes:
            self._intake.note("E241", f"changement d'attribution du {unknown.date} : ministère non indiqué")
        if not ministry:
            return ()
        return (Attribution(ministry=ministry, reference=changes[-1] if changes else None, change=bool(changes)),)

    def _events(self, marks: list[Mark]) -> list[JournalReference]:
        """One reference for each date that is understood; the same date told twice is one."""
        references = [self._reference([mark], None) for mark in marks]
        return list(dict.fromkeys(reference for reference in references if reference and reference.date))

    def _reference(self, marks: list[Mark], series: Series | None) -> JournalReference | None:
        """One place in the JO from all lines that tell of it; where dates differ the first stands, and it is said."""
        told = dict.fromkeys(mark.date for mark in marks if mark.date)
        days = dict.fromkeys(day for raw in told if (day := self._intake.date(raw)))
        if len(days) > 1:
            self._intake.note("E241", " ≠ ".join(told))
        day = next(iter(days), None)
        page = next((mark.page for mark in marks if mark.page), None)
        found = self._intake.reference(None, None, page, None)
        if day is None and found is None:
            return None
        return JournalReference(
            series="an-questions" if _leads_to_questions(marks) else series, date=day,
            page=found.page if found else None, page_as_recorded=found.page_as_recorded if found else None,
        )

    # ---- what happened

    def _errata(self) -> tuple[Erratum, ...]:
        series = _QUESTION_SERIES.get(self._identity.type)
        question = (self._reference([mark], series) for mark in self._sheet.question_errata)
        answer = (self._reference([mark], series) for mark in self._sheet.answer_errata)
        return (
            *(Erratum(corrects="question", reference=reference) for reference in question if reference),
            *(Erratum(corrects="answer", reference=reference) for reference in answer if reference),
        )

    def _closure(self, *, answered: bool) -> Closure | None:
        """What the page states: a withdrawal or a raw code. REP_PUB beside an answer says no more than the answer."""
        sheet = self._sheet
        code = self._intake.label(sheet.closure_code)
        if answered and code == ANSWERED:
            code = None
        mark = next(iter(sheet.withdrawals), Mark())
        if not (code or sheet.withdrawn or mark.date or mark.reason):
            return None
        return Closure(
            code=code, label=self._intake.label(mark.reason), date=self._intake.date(mark.date or None),
            withdrawn=sheet.withdrawn,
        )


def _leads_to_questions(marks: list[Mark]) -> bool:
    """Whether a link leads to the JO Questions: jo_anq_201720.pdf.

    The file's number is not taken for the issue's: jo_anq_202229.pdf is that of 26 July 2022, the thirtieth Tuesday.
    """
    return any(_ISSUE.search(link) for mark in marks for link in mark.links)
