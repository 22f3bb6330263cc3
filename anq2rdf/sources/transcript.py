"""The values of a sheet: the rules that hold for every page, whatever its layout."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from msgspec import Struct

from anq2rdf.limits import Limits
from anq2rdf.normalise.constituency import parse_constituency
from anq2rdf.normalise.dates import parse_date
from anq2rdf.normalise.identifiers import actor, parse_page
from anq2rdf.normalise.names import split_civility
from anq2rdf.normalise.text import label, text_from_html, text_from_markdown, text_from_plain
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
    QuestionType,
    Reminder,
    Renewal,
    Series,
    Signalement,
    Text,
)
from anq2rdf.sources.findings import Findings
from anq2rdf.sources.sheet import Mark, Sheet

_TEXT_READERS: dict[str, Callable[[str], tuple[Text | None, dict[str, int]]]] = {
    "html": text_from_html,
    "markdown": text_from_markdown,
    "plain": text_from_plain,
}
# Pages do not name the edition, the kind of question does: written questions and their answers stand in the JO Questions, debates in
# the JO Débats. An oral question without debate is announced in either, so that only a link tells (never the day of the week).
_QUESTION_SERIES: dict[str, Series] = {"QE": "an-questions", "QG": "an-debats"}
_ANSWER_SERIES: dict[str, Series] = {"QE": "an-questions", "QG": "an-debats", "QOSD": "an-debats"}
_ISSUE = re.compile(r"\bjo_anq_(\d{4})(\d{2})\.pdf", re.I)
# Analyses are printed as one sentence: "épandage. réglementation. "; up to the VIII legislature with semicolons.
_BETWEEN_ANALYSES = re.compile(r"\.\s+(?=[a-zà-öø-ÿœ])|;\s+")
_LAST_STOP = re.compile(r"(?:(?<=\.)|(?<=[^.\s]{2}))[.;]$")     # not that of an acronym: "S.N.C.F."


class Rejected(Exception):  # noqa: N818 - a verdict on the record, no error of the program
    """There is no record: code and detail of the problem that says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Identity(Struct, frozen=True):
    """What names a question."""

    uid: str
    legislature: int
    type: QuestionType
    number: int


def transcribe(sheet: Sheet, identity: Identity, origin: Origin, findings: Findings, limits: Limits) -> Question:
    """The record of a sheet. Raises `Rejected` where a text is beyond the cap; everything else becomes a finding."""
    return _Transcript(sheet, identity, findings, limits).question(origin)


class _Transcript:
    def __init__(self, sheet: Sheet, identity: Identity, findings: Findings, limits: Limits) -> None:
        self._sheet = sheet
        self._identity = identity
        self._findings = findings
        self._limits = limits

    def question(self, origin: Origin) -> Question:
        sheet, identity = self._sheet, self._identity
        self._find_missing_sections()
        head, analyses = self._field(sheet.head_analysis), self._analyses()
        answers = self._answers()
        published = self._reference(sheet.published, _QUESTION_SERIES.get(identity.type))
        return Question(
            uid=identity.uid, legislature=identity.legislature, type=identity.type, number=identity.number, origin=origin,
            title=self._field(sheet.title) or head or next(iter(analyses), None),
            rubrique=self._rubrique(), head_analysis=head, analyses=analyses,
            author=self._author(), group=self._group(), constituency=self._constituency(),
            interrogated=self._ministry(sheet.interrogated), attributions=self._attributions(),
            reference=published, text=self._text(sheet.question), answers=answers,
            signalements=tuple(Signalement(reference=reference) for reference in self._events(sheet.signalements)),
            renewals=tuple(Renewal(reference=reference) for reference in self._events(sheet.renewals)),
            reminders=tuple(Reminder(reference=reference) for reference in self._events(sheet.reminders)),
            errata=self._errata(), closure=self._closure(answered=bool(answers)),
        )

    # ---- texts

    def _find_missing_sections(self) -> None:
        sheet = self._sheet
        oral_without_text = self._identity.type == "QG" and sheet.answer is not None
        if sheet.question is None and not oral_without_text:
            self._findings.add("E241", "Texte de la question")
        if sheet.answer is None and sheet.answered:
            self._findings.add("E241", "Texte de la réponse")

    def _text(self, source: str | None) -> Text | None:
        if not source or source.isspace():
            return None
        if len(source) > self._limits.text_characters:
            raise Rejected("E266", f"{len(source)} > {self._limits.text_characters}")
        text, repairs = _TEXT_READERS[self._sheet.markup](source)
        for code, count in repairs.items():
            if count:
                self._findings.add(code, str(count))
        return text

    def _answers(self) -> tuple[Answer, ...]:
        sheet = self._sheet
        source = sheet.answer
        if sheet.complement and not sheet.complement.isspace():
            source = f"{source or ''}\n<p>{sheet.complement}</p>"
        text = self._text(source)
        reference = self._reference(sheet.answered, _ANSWER_SERIES[self._identity.type])
        if not text and not (reference and (reference.date or reference.page or reference.page_as_recorded)):
            return ()
        return (Answer(reference=reference, text=text, ministry=self._ministry(sheet.answering)),)

    # ---- labels

    def _field(self, raw: str | None) -> str | None:
        text = label(raw)
        if text and len(text) > self._limits.field_characters:
            self._findings.add("E262", text[:80])
            return None
        return text

    def _rubrique(self) -> str | None:
        rubrique = self._field(self._sheet.rubrique)
        if rubrique is None:
            self._findings.add("E270")
        return rubrique

    def _analyses(self) -> tuple[str, ...]:
        joined = _LAST_STOP.sub("", self._field(self._sheet.analyses) or "")
        return tuple(dict.fromkeys(part.strip() for part in _BETWEEN_ANALYSES.split(joined) if part.strip()))

    def _author(self) -> Author:
        shown = self._field(self._sheet.author)
        id = actor(self._sheet.author_id) if self._sheet.author_id else None
        if not shown and not id:
            self._findings.add("E120")
        name = split_civility(shown)[1] if shown else None
        return Author(id=id, label=shown, name=name or None, family_first=self._sheet.family_first)

    def _group(self) -> Group:
        return Group(label=self._field(self._sheet.group), short=self._field(self._sheet.group_short))

    def _constituency(self) -> Constituency:
        place = self._field(self._sheet.place)
        if not place:
            return Constituency()
        constituency = parse_constituency(place)
        if constituency.department is None:
            self._findings.add("E121", place)
        return constituency

    def _ministry(self, raw: str | None) -> Ministry | None:
        shown = self._field(raw)
        return Ministry(label=shown) if shown else None

    # ---- dates

    def _attributions(self) -> tuple[Attribution, ...]:
        """The ministry a page names is the last one; of several changes only the last can have led to it."""
        ministry = self._ministry(self._sheet.attributed) or self._ministry(self._sheet.answering)
        changes = sorted(self._events(self._sheet.changes), key=lambda reference: reference.date or dt.date.max)
        for unknown in changes[:-1] if ministry else changes:
            self._findings.add("E241", f"changement d'attribution du {unknown.date} : ministère non indiqué")
        if not ministry:
            return ()
        return (Attribution(ministry=ministry, reference=changes[-1] if changes else None, change=bool(changes)),)

    def _events(self, marks: list[Mark]) -> list[JournalReference]:
        """One reference for each date that is understood; the same date told twice is one."""
        references = [self._reference([mark], None) for mark in marks]
        return list(dict.fromkeys(reference for reference in references if reference and reference.date))

    def _reference(self, marks: list[Mark], series: Series | None) -> JournalReference | None:
        """One place in the JO from all lines that tell of it; where two dates differ the first one stands, and it is said."""
        if not marks:
            return None
        dates = [date for mark in marks if (date := self._date(mark.date))]
        if len(set(dates)) > 1:
            self._findings.add("E241", " ≠ ".join(date.isoformat() for date in dict.fromkeys(dates)))
        date = dates[0] if dates else None
        page, page_as_recorded = self._page(marks)
        if date is None and page is None and page_as_recorded is None:
            return None
        issue = _issue(marks, date)
        return JournalReference(
            series="an-questions" if issue else series, date=date, page=page, page_as_recorded=page_as_recorded, issue=issue,
        )

    def _date(self, raw: str) -> dt.date | None:
        if not raw:
            return None
        date = parse_date(raw)
        if isinstance(date, str):
            self._findings.add(date, raw[:80])
            return None
        return date

    def _page(self, marks: list[Mark]) -> tuple[int | None, str | None]:
        raw = next((mark.page for mark in marks if mark.page), "")
        page, as_recorded = parse_page(raw) if raw else (None, None)
        if as_recorded:
            self._findings.add("E263", as_recorded)
        return page, as_recorded

    # ---- what happened

    def _errata(self) -> tuple[Erratum, ...]:
        kinds = (("question", self._sheet.question_errata), ("answer", self._sheet.answer_errata))
        series = _QUESTION_SERIES.get(self._identity.type)
        return tuple(
            Erratum(corrects="question" if kind == "question" else "answer", reference=reference)
            for kind, marks in kinds
            for mark in marks
            if (reference := self._reference([mark], series))
        )

    def _closure(self, *, answered: bool) -> Closure | None:
        """What the page states: a withdrawal, or a raw code. REP_PUB with its answer says nothing more than the answer does."""
        sheet = self._sheet
        code = self._field(sheet.closure_code)
        mark = next(iter(sheet.withdrawals), Mark())
        if answered and (code or "").upper().startswith("REP_PUB"):
            code = None
        if code and code.upper().startswith("REP_PUB"):
            self._findings.add("E267", code)
        if not (code or sheet.withdrawn or mark.date or mark.reason):
            return None
        return Closure(code=code, label=self._field(mark.reason), date=self._date(mark.date), withdrawn=sheet.withdrawn)


def _issue(marks: list[Mark], date: dt.date | None) -> int | None:
    """The number of the issue a link leads to: jo_anq_201720.pdf is number 20 of the JO Questions of 2017."""
    for link in (link for mark in marks for link in mark.links):
        match = _ISSUE.search(link)
        if match and (date is None or date.year == int(match[1])):
            return int(match[2])
    return None
