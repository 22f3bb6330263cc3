"""Decisions made by hand: who is linked, in doubt, without an item, and the organs beside them."""

from __future__ import annotations

import datetime as dt

from anq2rdf.linking.decisions import Decision, Judgement, Witness
from anq2rdf.linking.items import Candidates, Item, PartialDate, Position
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.records import SourceFile

ID = "https://w3id.org/anq/id/"
RUN = LinkingRun(
    version="0.1.0",
    date=dt.date(2026, 11, 26),
    source="saved.srj",
    retrieved=dt.date(2026, 11, 1),
    inputs=(SourceFile(name="AMO30.zip", sha256="ab" * 32, size=7, media_type="application/zip"),),
    options=(("same-as", "owl:sameAs"),),
)


def subject(number: int, *legislatures: int, label: str = "", questions: int = 0) -> Subject:
    seats = tuple(Seat(legislature=each, department="69", number=1, start=dt.date(2012, 6, 20)) for each in legislatures)
    label = label or f"Prénom Nom{number}"
    return Subject(iri=f"{ID}person/PA{number}", id=f"PA{number}", label=label, birth=dt.date(1960, 4, 1), seats=seats, questions=questions)


def judgement(number: int, item: str, bits: float, *witnesses: Witness, method: str = "evidence") -> Judgement:
    return Judgement(
        subject=f"{ID}person/PA{number}", item=item, score=1 / (1 + 2**-bits), bits=bits, witnesses=witnesses, method=method, label=f"Élément {item}"
    )  # type: ignore[arg-type]


def decision(number: int, outcome: str, reason: str, best: Judgement | None = None, *rivals: Judgement, label: str = "") -> Decision:
    return Decision(
        subject=f"{ID}person/PA{number}", label=label or f"Prénom Nom{number}", kind="person", outcome=outcome, reason=reason, best=best, rivals=rivals
    )  # type: ignore[arg-type]


IDENTIFIER = Witness("identifier", "equal", 24.0, "1", "1")
NAME = Witness("name", "equal", 16.0, "Prénom Nom1", "Prénom Nom1")
BIRTH = Witness("birth", "differs", -12.0, "1960-04-01", "1961-05-02")

#: Legislature 14: 1, 2 and 5; 15: 1, 3 and 4; of 6 none is known.
SUBJECTS = (
    subject(1, 14, 15), subject(2, 14), subject(3, 15), subject(4, 15, questions=12), subject(5, 14, questions=3), subject(6),
)  # fmt: skip
DECISIONS = (
    decision(1, "linked", "identifier", judgement(1, "Q1", 28.0, IDENTIFIER, NAME, method="identifier")),
    decision(2, "linked", "identifier, not birth", judgement(2, "Q2", 16.0, IDENTIFIER, NAME, BIRTH, method="identifier")),
    decision(3, "review", "homonyms", judgement(3, "Q3", 4.0, NAME), judgement(3, "Q33", 3.0, NAME), judgement(4, "Q3", 1.0, NAME)),
    decision(4, "none", "no candidate"),
    decision(5, "none", "refused"),
    decision(6, "linked", "certain", judgement(6, "Q6", 12.0, NAME)),
    Decision(subject=f"{ID}legislature/14", label="14e législature", kind="legislature", outcome="linked", reason="certain",
             best=Judgement(subject=f"{ID}legislature/14", item="Q14", score=0.9999, bits=14.0, witnesses=(), label="XIVe législature")),
    Decision(subject=f"{ID}circonscription/2010/69-01", label="Rhône (1re circonscription)", kind="constituency", outcome="linked",
             reason="certain", relation="specialization",
             best=Judgement(subject=f"{ID}circonscription/2010/69-01", item="Q691", score=0.9999, bits=14.0, witnesses=())),
    Decision(subject=f"{ID}organ/PO1", label="Un groupe", kind="group", outcome="none", reason="no candidate"),
)  # fmt: skip
CANDIDATES = Candidates(
    people=(
        Item(id="Q3", label="Élément Q3", description="femme politique française", births=(PartialDate(1960, 4),),
             positions=(Position(legislature=15, department="2A", number=2, start=PartialDate(2017, 6, 21)),)),
        Item(id="Q33", label="Élément Q33"),
    ),
    source="saved.srj",
)  # fmt: skip
