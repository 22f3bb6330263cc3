"""One thing of every kind among the examples, by the path of its page."""

from __future__ import annotations

QUESTION = "question/QANR5L15QE900001"
THINGS = {
    "question": QUESTION,
    "answer": f"{QUESTION}/answer/1",
    "event": f"{QUESTION}/event/signalement-1",
    "deputy": "person/PA9000002",
    "mandate": "mandate/PM9000009",
    "membership": "mandate/PM9000010",
    "group": "organ/PO9000152",
    "ministry": "organ/PO9000102",
    "government": "organ/PO9000092",
    "assembly": "organ/PO717460",
    "legislature": "legislature/15",
    "constituency": "circonscription/2010/29-01",
    "department": "departement/29",
    "series": "jo/an-questions",
    "issue": "jo/an-questions/2023-03-14",
    "page": "jo/an-questions/2015-03-31/page/2455",
    "answer group": "answer-group/an-questions/2023-03-14/c72e1b11",
    "rubric": "code/rubrique/enseignement",
    "analysis": "code/analyse/exemples-4f0c2d37",
    "portfolio": "code/portfolio/travail",
    "code": "code/status/answered",
    "scheme": "code/rubrique",
}
