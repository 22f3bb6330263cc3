"""Where a record contradicts itself: faults of the source that are kept as they are and said."""

from __future__ import annotations

from collections.abc import Iterator

from anq2rdf.records import Question

ANSWERED = "REP_PUB"     # codeCloture, « Réponse publiée »


def contradictions(question: Question, *, rubrique_told: bool = True) -> Iterator[tuple[str, str]]:
    """Code and detail of each; `rubrique_told` is False for forms that never carry one."""
    if question.author.id is None and question.author.label is None:
        yield "E120", ""
    if rubrique_told and question.rubrique is None:
        yield "E270", ""
    yield from _of_closure(question)
    yield from _of_dates(question)


def _of_closure(question: Question) -> Iterator[tuple[str, str]]:
    closure = question.closure
    if closure is None or closure.code != ANSWERED:
        return
    if not question.answers:
        yield "E267", ""
    dates = [a.reference.date for a in question.answers if a.reference is not None and a.reference.date is not None]
    if closure.date is not None and dates and closure.date not in dates:
        yield "E268", f"{', '.join(map(str, dates))}; {closure.date}"


def _of_dates(question: Question) -> Iterator[tuple[str, str]]:
    if question.reference is None or question.reference.date is None:
        return
    asked = question.reference.date
    for answer in question.answers:
        if answer.reference is not None and answer.reference.date is not None and answer.reference.date < asked:
            yield "E269", f"{answer.reference.date} < {asked}"
