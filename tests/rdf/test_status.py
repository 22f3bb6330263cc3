"""What became of a question: the table of statuses, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from anq2rdf.rdf.status import closure_reason, closure_state, status
from anq2rdf.records import Answer, Closure, JournalReference, Origin, Question, SourceFile

ORIGIN = Origin(file=SourceFile(name="x", sha256="0" * 64, size=1, media_type="text/plain"), form="page-a")
ANSWER = Answer(reference=JournalReference(date=dt.date(2016, 6, 14)))


def question(legislature: int = 14, closure: Closure | None = None, answers: tuple[Answer, ...] = ()) -> Question:
    return Question(
        uid=f"QANR5L{legislature}QE1",
        legislature=legislature,
        type="QE",
        number=1,
        origin=ORIGIN,
        closure=closure,
        answers=answers,
    )


@pytest.mark.parametrize(
    ("closure", "expected"),
    [
        (Closure(code="REP_PUB", label="Réponse publiée"), "closed-other"),  # closed as answered, no answer told
        (Closure(code="FL"), "lapsed"),
        (Closure(code="FM"), "lapsed"),
        (Closure(code="AU"), "withdrawn"),
        (Closure(label="fin de mandat", withdrawn=True), "lapsed"),  # the reason wins over "retirée"
        (Closure(label="Retrait à l'initiative de l’auteur", withdrawn=True), "withdrawn"),
        (Closure(withdrawn=True), "withdrawn"),  # no reason told
        (Closure(code="CADUQUE", label="Question caduque"), "lapsed"),
        (Closure(code="RET", label="Question retirée"), "withdrawn"),
        (Closure(code="XYZ", label="Autre"), "closed-other"),
        (None, "lapsed"),  # the XIV legislature has ended
    ],
)
def test_status_without_an_answer(closure: Closure | None, expected: str) -> None:
    assert status(question(closure=closure)) == expected


def test_an_answer_settles_it() -> None:
    assert status(question(closure=Closure(code="FL"), answers=(ANSWER,))) == "answered"


def test_a_running_legislature_leaves_it_pending_and_an_unknown_one_too() -> None:
    assert status(question(17)) == "pending"
    assert status(question(18)) == "pending"
    assert status(question(16)) == "lapsed"


@pytest.mark.parametrize(
    ("closure", "reason", "state"),
    [
        (Closure(code="REP_PUB"), "REP_PUB", "answered"),
        (Closure(label="FIN DE LÉGISLATURE"), "FL", "lapsed"),
        (Closure(label="fin de mandat"), "FM", "lapsed"),
        (Closure(code="RAW", label="Raison nouvelle"), "RAW", None),
        (Closure(label="Raison nouvelle"), "Raison nouvelle", None),
        (Closure(withdrawn=True), "retirée", "withdrawn"),
    ],
)
def test_a_reason_is_a_fixed_code_or_stays_raw(closure: Closure, reason: str, state: str | None) -> None:
    assert closure_reason(closure) == reason
    assert closure_state(closure) == state
