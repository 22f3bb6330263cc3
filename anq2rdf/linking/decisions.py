"""What was decided about one subject, and why."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Outcome = Literal["linked", "review", "none"]
#: identifier, birth, seat, … are the keys of the table of weights.
Method = Literal["identifier", "evidence", "reviewed"]
#: What a link says. "same": schema:sameAs or owl:sameAs, as asked. "specialization": the item is the lasting thing (a
#: seat through every map, a group through legislatures) and ours is that thing on one map or in one legislature:
#: prov:specializationOf, never sameAs, and several of ours may have one item.
Relation = Literal["same", "specialization"]


class Witness(Struct, frozen=True):
    """One feature compared: what both sides say, how they compare, and what that is worth."""

    feature: str  # "identifier", "birth", "seat", "term", "group", "start", "name", …
    finding: str  # "equal", "differs", "same year", "particles", …: the row of the table of weights
    weight: float  # bits of evidence; negative speaks against
    ours: str = ""
    theirs: str = ""


class Judgement(Struct, frozen=True, kw_only=True):
    """One pair, judged."""

    subject: str  # IRI
    item: str  # Q…
    score: float  # probability that both are the same, 0 to 1
    bits: float  # sum of all weights and the prior: the score's log-odds, base 2
    witnesses: tuple[Witness, ...]
    method: Method = "evidence"
    label: str = ""  # the item's


class Decision(Struct, frozen=True, kw_only=True):
    """One subject, decided."""

    subject: str  # IRI
    label: str
    kind: str  # "person", "legislature", "constituency", "group", "ministry"
    outcome: Outcome
    reason: str  # key of the sentence that says why: "certain", "homonyms", "two items", "below threshold", …
    best: Judgement | None = None  # the pair linked, or the one to look at first
    rivals: tuple[Judgement, ...] = ()  # other pairs of this subject or this item that are not far behind
    relation: Relation = "same"  # what the link says, or would say; people: always "same"
