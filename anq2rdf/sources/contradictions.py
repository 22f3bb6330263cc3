"""Where a record contradicts itself: faults of the source that are kept as they are and said."""

from __future__ import annotations

import datetime as dt

from anq2rdf.records import Question

ANSWERED = "REP_PUB"     # codeCloture, « Réponse publiée »


def contradictions(question: Question, *, rubrique_told: bool = True) -> list[tuple[str, str]]:
    """Code and detail of each; `rubrique_told` is False for forms that never carry one."""
    found = []
    if question.author.id is None and question.author.label is None:
        found.append(("E120", ""))
    if rubrique_told and question.rubrique is None:
        found.append(("E270", ""))
    dates = [a.reference.date for a in question.answers if a.reference is not None and a.reference.date is not None]
    closure = question.closure
    if closure is not None and closure.code == ANSWERED:
        found += _of_closure(question, closure.date, dates)
    asked = None if question.reference is None else question.reference.date
    if asked is not None:
        found += [("E269", f"{date} < {asked}") for date in dates if date < asked]
    return found


def _of_closure(question: Question, closed: dt.date | None, dates: list[dt.date]) -> list[tuple[str, str]]:
    if not question.answers:
        return [("E267", "")]
    if closed is not None and dates and closed not in dates:
        return [("E268", f"{', '.join(map(str, dates))}; {closed}")]
    return []
