"""What happened to a question in the official schema: signalements, renewals, errata and its closing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from anq2rdf.normalise.names import fold
from anq2rdf.records import Answer, Closure, Erratum, JournalReference, Renewal, Signalement
from anq2rdf.sources.intake import Intake
from anq2rdf.sources.structured import opendata_schema as schema
from anq2rdf.sources.structured.opendata_places import only_place_of, place_of, places_of
from anq2rdf.sources.structured.opendata_schema import each

Corrected = Literal["question", "answer"]
_QUESTION: Corrected = "question"
_ANSWER: Corrected = "answer"
_Standing = tuple[schema.Errata, Corrected, int | None]      # corrections, of what, of which answer


def signalements(intake: Intake, source: schema.Question) -> tuple[Signalement, ...]:
    """`signalement` or `signalements.signalement`: the day it was filed and its place in the JO."""
    if source.signalement is None and source.signalements is None:
        return ()
    entries = [*each(source.signalement)]
    for holder in each(source.signalements):
        entries += each(holder.signalement)
    found = [
        Signalement(
            reference=only_place_of(intake, entry),
            deposited=intake.date(entry.dateDepotSignal or entry.dateSignal),
        )
        for entry in entries
    ]
    return tuple(flag for flag in found if flag.reference is not None or flag.deposited is not None)


def renewals(intake: Intake, source: schema.Question) -> tuple[Renewal, ...]:
    """`renouvellements.renouvellement`, each with one or several `infoJO`, or its date alone."""
    if source.renouvellement is None and source.renouvellements is None:
        return ()
    entries = [*each(source.renouvellement)]
    for holder in each(source.renouvellements):
        entries += [*each(holder.renouvellement), holder]
    return tuple(
        Renewal(reference=reference)
        for entry in entries
        for reference in places_of(intake, entry, entry.dateRenouvellement)
    )


def errata(intake: Intake, source: schema.Question, numbers: list[int | None]) -> tuple[Erratum, ...]:
    """The corrections, wherever they stand; each says what it corrects, by its name or by the text it stands with.

    `numbers` are those of the answers in the entries of texteReponse, None for an entry that holds none.
    """
    standing: list[_Standing] = [(source.erratumQuestion, _QUESTION, None), (source.erratumReponse, _ANSWER, None)]
    for asked in each(source.textesQuestion):
        standing += ((asked.erratum, _QUESTION, None), (asked.erratumQuestion, _QUESTION, None))
        for entry in each(asked.texteQuestion):
            standing += _inside(entry, _QUESTION, None)
    of_entries = iter(numbers)
    for told in each(source.textesReponse):
        standing += ((told.erratum, _ANSWER, None), (told.erratumReponse, _ANSWER, None))
        for entry, number in zip(each(told.texteReponse), of_entries, strict=False):
            standing += _inside(entry, _ANSWER, number)
    if source.erratum is not None and any(numbers):
        intake.note("E277", "erratum")     # beside both texts it does not say which one it corrects
    else:
        standing.append((source.erratum, _QUESTION, None))
    return tuple([
        erratum
        for entries, corrects, number in standing if entries is not None
        for erratum in _errata(intake, entries, corrects, number)
    ])


def _inside(entry: schema.Entry, corrects: Corrected, number: int | None) -> tuple[_Standing, ...]:
    if entry.erratum is None and entry.erratumQuestion is None and entry.erratumReponse is None:
        return ()
    return (
        (entry.erratum, corrects, number),
        (entry.erratumQuestion, _QUESTION, None),
        (entry.erratumReponse, _ANSWER, number),
    )


def _errata(
    intake: Intake, entries: schema.Errata, corrects: Corrected, answer: int | None
) -> Iterator[Erratum]:
    for entry in each(entries):
        reference = only_place_of(intake, entry, entry.dateErratum)
        text = intake.text(entry.texte or entry.texteErratum)
        if text is not None or reference is not None:
            yield Erratum(corrects=corrects, answer=answer, reference=reference, text=text)


def closing(intake: Intake, source: schema.Cloture | None) -> Closure | None:
    """How the file was closed, or None where nothing is said."""
    if source is None:
        return None
    code, label = intake.label(source.codeCloture), intake.label(source.libelleCloture)
    date, reference = intake.date(source.dateCloture), place_of(intake, source.infoJO)
    if code is None and label is None and date is None and reference is None:
        return None
    return Closure(code=code, label=label, date=date, reference=reference, withdrawn=says_withdrawn(code, label))


@lru_cache(maxsize=256)
def says_withdrawn(code: str | None, label: str | None) -> bool:
    """Whether the source's own words say « retirée » or « retrait »."""
    words = fold(f"{code or ''} {label or ''}")
    return "retir" in words or "retrait" in words


def completed(answers: tuple[Answer, ...], closure: Closure | None) -> tuple[Answer, ...]:
    """The answers, the page taken from the closure where only that tells it (XVI legislature, questions QG).

    Only where one answer alone has the closing date and nothing of it contradicts the closure's reference.
    """
    told = closure.reference if closure is not None else None
    if told is None or told.date is None or (told.page is None and told.page_as_recorded is None):
        return answers
    same_day = [a for a in answers if a.reference is not None and a.reference.date == told.date]
    if len(same_day) != 1:
        return answers
    return tuple([_with_page(answer, told) if answer is same_day[0] else answer for answer in answers])


def _with_page(answer: Answer, told: JournalReference) -> Answer:
    own = answer.reference
    if own is None or own.page is not None or own.page_as_recorded is not None:
        return answer
    if own.series is not None and told.series is not None and own.series != told.series:
        return answer
    series, issue = own.series or told.series, own.issue if own.issue is not None else told.issue
    reference = replace(own, page=told.page, page_as_recorded=told.page_as_recorded, series=series, issue=issue)
    return replace(answer, reference=reference)
