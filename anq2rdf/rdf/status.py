"""What became of a question: its status and, for a closure, its reason.

An answer settles it. Otherwise a withdrawal does, and its reason wins over the word; otherwise the closure; otherwise
the legislature: questions lapse with it (Règlement de l'Assemblée nationale, art. 133 to 135).
"""

from __future__ import annotations

from typing import Final

from anq2rdf.normalise.legislatures import LEGISLATURES
from anq2rdf.normalise.names import fold
from anq2rdf.rdf.codes import BROADER
from anq2rdf.records import Closure, Question

# Folded wordings of the pages and labels, and the fixed code each means.
_WORDINGS: Final = {
    "reponse publiee": "REP_PUB",
    "fin de legislature": "FL",
    "fin de mandat": "FM",
    "a l'initiative de l'auteur": "AU",
}
_LAPSING: Final = ("fin de mandat", "fin de legislature", "caduque", "caducite")
_WITHDRAWING: Final = ("retiree", "retrait", "initiative de l'auteur")


def closure_reason(closure: Closure) -> str:
    """The code as recorded; without one, the fixed code (REP_PUB, FL, FM, AU) the label means, else the label."""
    code = (closure.code or "").strip()
    if code:
        return code
    label = (closure.label or "").strip()
    words = fold(label)
    return next((known for wording, known in _WORDINGS.items() if wording in words), label or "retirée")


def closure_state(closure: Closure) -> str | None:
    """The end state a closure's own words lead to: lapsed, withdrawn, answered; None when they do not say."""
    reason = closure_reason(closure)
    if reason in BROADER:
        return BROADER[reason]
    words = fold(f"{reason} {closure.label or ''}")
    if any(word in words for word in _LAPSING):
        return "lapsed"
    if closure.withdrawn or any(word in words for word in _WITHDRAWING):
        return "withdrawn"
    return None


def status(question: Question) -> str:
    """One of pending, answered, withdrawn, lapsed, closed-other."""
    if question.answers:
        return "answered"
    if question.closure is not None:
        state = closure_state(question.closure)
        return state if state in ("lapsed", "withdrawn") else "closed-other"
    if question.snapshot:
        return "pending"
    known = LEGISLATURES.get(question.legislature)
    return "lapsed" if known is not None and known.end is not None else "pending"
