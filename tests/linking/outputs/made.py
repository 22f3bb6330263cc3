"""Decisions made by hand. Exemple inventé : no person and no item below exists."""

from __future__ import annotations

import datetime as dt

from anq2rdf.linking.decisions import Decision, Judgement, Witness
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.verdicts import Verdict, Verdicts
from anq2rdf.records import SourceFile

BASE = "https://w3id.org/anq/"
PEOPLE = BASE + "id/person/"
JEANNE, PAUL, LUC = PEOPLE + "PA900001", PEOPLE + "PA900002", PEOPLE + "L9/luc-exemple-0badcafe"
RHONE = BASE + "id/circonscription/2010/69-04"

# Labels as strangers may write them: ends of lines and cells, quotes, formulas, escapes of terminals, marks that turn
# text around, half a character.
HOSTILE = [
    "a\tb", "a\nb", "a\r\nb", 'say "ah"', '"', "=1+1", "@SUM(A1)", "+33", "-2", "'=x", "''", "a;b", "a,b", "a|b", "\\|",
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b2J", "\u202egnp", "\ufeffx", "\ud800", "é œ Ÿ", "*/", "/* x", "<b>", "# x",
    "＝1", " lead", "trail ", "", "null", "yes",
]  # fmt: skip

FILE = SourceFile(name="deputies.srj", sha256="ab" * 32, size=12, media_type="application/sparql-results+json")
RUN = LinkingRun(
    version="1.0.0", date=dt.date(2026, 11, 2), source="deputies.srj", retrieved=dt.date(2026, 11, 1), inputs=(FILE,)
)


def judged(subject: str, item: str, score: float = 0.5, **more: object) -> Judgement:
    """A pair; `bits` and witnesses are those of a plausible one unless told."""
    told = {"bits": 1.5, "witnesses": WITNESSES, "label": "Jeanne EXEMPLE", **more}
    return Judgement(subject=subject, item=item, score=score, **told)  # type: ignore[arg-type]


def decided(outcome: str, best: Judgement | None, reason: str = "certain", **more: object) -> Decision:
    """A decision about the subject of `best`."""
    told = {"kind": "person", "label": "Jeanne Exemple", "subject": best.subject if best else JEANNE, **more}
    return Decision(outcome=outcome, reason=reason, best=best, **told)  # type: ignore[arg-type]


WITNESSES = (
    Witness(feature="birth", finding="same year", weight=3.12, ours="1950-01-02", theirs="1950"),
    Witness(feature="name", finding="differs", weight=-2.0, ours="Jeanne Exemple", theirs="Jeanne Modèle"),
)
EQUAL = Witness(feature="identifier", finding="equal", weight=20.0, ours="PA900001", theirs="900001")

LINKED = decided("linked", judged(JEANNE, "Q900000001", 0.9999999, method="identifier", witnesses=(EQUAL,)))
BY_EVIDENCE = decided("linked", judged(PAUL, "Q900000002", 0.9731, label="Paul Modèle"), label="Paul Modèle")
REVIEWED = decided("linked", judged(LUC, "Q900000003", 0.41, method="reviewed"), "reviewed", label="Luc Exemple")
PLACE = decided(
    "linked", judged(RHONE, "Q900000010", 0.98, label="4e circonscription du Rhône"), kind="constituency",
    label="Rhône (4e circonscription)", relation="specialization",
)  # fmt: skip
DOUBTFUL = decided(
    "review", judged(PEOPLE + "PA900004", "Q900000004", 0.62), "homonyms", label="Marie Exemple",
    rivals=(judged(PEOPLE + "PA900004", "Q900000005", 0.31, label="Marie Exemple (sénatrice)"),),
)  # fmt: skip
NONE = decided("none", None, "no candidate")
ALL = [LINKED, BY_EVIDENCE, REVIEWED, PLACE, DOUBTFUL, NONE]
SAID = Verdicts({
    (LUC, "Q900000003"): Verdict(same=True, reviewer="Anne Lectrice", note="seen in print", date="2026-10-31"),
})
