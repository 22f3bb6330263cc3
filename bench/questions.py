"""Invented written questions of the XVI legislature, as dicts of the official schema.

Question `index` of `count` depends on nothing but these two numbers. Of a hundred questions about 85 are answered, 10
were reassigned, 5 renewed, 3 signalled, 2 withdrawn, and 2 share their answer with the question beside them. Issues
of the Journal officiel are Tuesdays and their numbers the Tuesday's rank in the year, pages rise through a year.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from random import Random
from typing import Any, NamedTuple

from bench import phrases, register, texts

LEGISLATURE = 16
FIRST_ISSUE = dt.date(2022, 7, 5)
ISSUES = 76      # of questions: the last on 12 December 2023, answers follow until May 2024
LAST_WEEKS = 22

Wire = dict[str, Any]


class Plan(NamedTuple):
    """What becomes of a question."""

    withdrawn: bool
    answered: bool
    joint: bool
    reassigned: bool
    renewed: bool
    signalled: bool


def question(index: int, count: int) -> Wire:
    """The record at `index` (from 0) of an archive of `count`."""
    rng = Random(f"anq2rdf question {index}")
    plan = _plan(rng, index, count)
    deputy, ministry, other = rng.choice(_deputies()), rng.choice(_ministries()), rng.choice(_ministries())
    asked = _issue_of(index, count)
    last = other if plan.reassigned else ministry
    number = str(index + 1)
    return {
        "@xmlns": "http://schemas.assemblee-nationale.fr/referentiel",
        "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "@xsi:type": "QuestionEcrite_Type",
        "uid": f"QANR5L{LEGISLATURE}QE{number}",
        "identifiant": {"numero": number, "regime": "5eme Republique", "legislature": str(LEGISLATURE)},
        "type": "QE",
        "indexationAN": {
            "rubrique": rng.choice(phrases.RUBRIQUES),
            "teteAnalyse": None,
            "analyses": {"analyse": texts.title(rng)},
        },
        "auteur": {
            "identite": {"acteurRef": deputy.id, "mandatRef": deputy.mandate},
            "groupe": _organ(_group(deputy.group)),
        },
        "minInt": _organ(ministry),
        "minAttribs": {"minAttrib": _attributions(rng, plan, asked, ministry, other)},
        "textesQuestion": {
            "texteQuestion": {
                "infoJO": _place(asked, _rank_in_issue(index, count)),
                "texte": texts.question_text(rng, deputy.name, f"M. le ministre chargé de {last.short.lower()}"),
            }
        },
        **_end(rng, plan, index, count, asked),
    }


def _plan(rng: Random, index: int, count: int) -> Plan:
    joint = index % 100 in (40, 41) and index - index % 100 + 41 < count
    withdrawn = rng.random() < 0.02 and not joint
    answered = joint or (not withdrawn and rng.random() < 0.87)
    return Plan(withdrawn, answered, joint, rng.random() < 0.1, rng.random() < 0.05, rng.random() < 0.03)


def _attributions(rng: Random, plan: Plan, asked: dt.date, first: register.Named, other: register.Named) -> Any:
    one: Wire = {"infoJO": _place(asked), "denomination": _organ(first)}
    if not plan.reassigned:
        return one
    return [one, {"infoJO": _place(_later(asked, 1, rng.randint(0, 2))), "denomination": _organ(other)}]


def _end(rng: Random, plan: Plan, index: int, count: int, asked: dt.date) -> Wire:
    """Answer, closing, signalement, renewal; events come before the answer, all within the legislature."""
    if plan.joint:      # both of the pair draw the same answer, from the day of the later question
        asked = _issue_of(index - index % 100 + 41, count)
        shared = Random(f"anq2rdf answer {index // 100}")
    else:
        shared = rng
    weeks = shared.randint(8, LAST_WEEKS)
    told = _place(_later(asked, weeks), shared.randint(60, 99))
    answer = {"texteReponse": {"infoJO": told, "texte": texts.answer_text(shared)}} if plan.answered else None
    closing = {"codeCloture": "REP_PUB", "libelleCloture": "Réponse publiée", "dateCloture": told["dateJO"]}
    gone = {
        "codeCloture": "AU", "libelleCloture": "Retrait à l'initiative de l'auteur", "dateCloture": told["dateJO"],
    }
    return {
        "textesReponse": answer,
        "cloture": closing | {"infoJO": told} if plan.answered else gone | {"infoJO": None} if plan.withdrawn else None,
        "signalement": {"infoJO": _place(_later(asked, weeks - 1), 58)} if plan.signalled else None,
        "renouvellements": (
            {"renouvellement": {"infoJO": _place(_later(asked, weeks - 3), 57)}} if plan.renewed else None
        ),
    }


def _place(date: dt.date, page: int | None = None) -> Wire:
    number = (date - dt.date(date.year, 1, 1)).days // 7 + 1
    return {
        "typeJO": "JO_QUESTION", "dateJO": date.isoformat(),
        "pageJO": None if page is None else str(number * 100 + page), "numJO": str(number), "urlLegifrance": None,
        "referenceNOR": None,
    }


def _issue_of(index: int, count: int) -> dt.date:
    return _later(FIRST_ISSUE, index * ISSUES // count)


def _rank_in_issue(index: int, count: int) -> int:
    """The page within the issue: its questions stand in their order on pages 0 to 56."""
    first = -(-(index * ISSUES // count) * count // ISSUES)
    return (index - first) * 57 * ISSUES // count if count > ISSUES else 0


def _later(date: dt.date, *weeks: int) -> dt.date:
    return date + dt.timedelta(weeks=sum(weeks))


def _organ(named: register.Named) -> Wire:
    return {"organeRef": named.id, "abrege": named.short, "developpe": named.label}


@cache
def _deputies() -> list[register.Deputy]:
    return register.deputies()


@cache
def _ministries() -> list[register.Named]:
    return register.ministries()


@cache
def _group(identifier: str) -> register.Named:
    return next(group for group in register.groups() if group.id == identifier)
