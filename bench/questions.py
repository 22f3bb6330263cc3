"""Invented written questions of the XVI legislature, as dicts of the official schema.

Question `index` of `count` depends on nothing but these two numbers. Of a hundred questions about 85 are answered, 12
were reassigned (2 of them twice), 5 renewed (1 of them twice), 3 signalled, 2 withdrawn by their author or ended with
his mandate, and 3 share their answer with others (pairs, and fives: same text, day and page). Of those left without an
answer half are closed by the end of the legislature and half by nothing. Ministries are named and have no identifier,
as in the archives of the XV and XVI: the register finds them by name and day. Issues of the Journal officiel are
Tuesdays and their numbers the Tuesday's rank in the year, pages rise through a year.
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
DISSOLVED = "2024-06-09"

Wire = dict[str, Any]


class Plan(NamedTuple):
    """What becomes of a question."""

    end: str         # answered, AU, FM, FL or nothing
    joint: range     # the questions that share its answer
    reassigned: int  # times
    renewed: int
    signalled: bool


class Pages(NamedTuple):
    """How the pages of an issue are used: questions, then events, then answers. At most about four questions a page."""

    questions: int
    all: int


def question(index: int, count: int) -> Wire:
    """The record at `index` (from 0) of an archive of `count`."""
    rng = Random(f"anq2rdf question {index}")
    plan = _plan(rng, index, count)
    deputy, *asked_of = rng.choice(_deputies()), *rng.sample(_portfolios(), 1 + plan.reassigned)
    asked = _issue_of(index, count)
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
        "minInt": _named(asked_of[0]),
        "minAttribs": {"minAttrib": _attributions(rng, asked, count, asked_of)},
        "textesQuestion": {
            "texteQuestion": {
                "infoJO": _place(asked, count, _rank_in_issue(index, count)),
                "texte": texts.question_text(rng, deputy.name, f"M. le ministre, {asked_of[-1].short.lower()},"),
            }
        },
        **_end(rng, plan, count, asked),
    }


def _plan(rng: Random, index: int, count: int) -> Plan:
    joint = _joint(index, count)
    chance = rng.random()
    end = "answered" if len(joint) > 1 or chance >= 0.15 else "AU" if chance < 0.01 else "FM" if chance < 0.02 else (
        "FL" if chance < 0.085 else ""
    )
    reassigned, renewed = rng.random(), rng.random()
    return Plan(
        end, joint, (reassigned < 0.12) + (reassigned < 0.02), (renewed < 0.05) + (renewed < 0.01),
        rng.random() < 0.03,
    )


def _joint(index: int, count: int) -> range:
    """The questions answered as one: of every hundred two, of every five hundred five more; else itself."""
    pair, five = index - index % 100 + 40, index - index % 500 + 60
    for found in (range(pair, pair + 2), range(five, five + 5)):
        if index in found and found.stop <= count:
            return found
    return range(index, index + 1)


def _attributions(rng: Random, asked: dt.date, count: int, ministries: list[register.Named]) -> Any:
    """One after another: the first on the day of the question, each later one one to three weeks after."""
    day, found = asked, []
    for ministry in ministries:
        found.append({"infoJO": _place(day, count), "denomination": _named(ministry)})
        day = _later(day, rng.randint(1, 3))
    return found if len(found) > 1 else found[0]


def _end(rng: Random, plan: Plan, count: int, asked: dt.date) -> Wire:
    """Answer, closing, signalement, renewals; events come before the answer, all within the legislature."""
    shared = rng
    if len(plan.joint) > 1:      # all of them draw the same answer, from the day of the last question
        asked = _issue_of(plan.joint.stop - 1, count)
        shared = Random(f"anq2rdf answer {plan.joint.start}")
    weeks, pages = shared.randint(8, LAST_WEEKS), _pages(count)
    told = _place(_later(asked, weeks), count, shared.randrange(pages.questions + 3, pages.all))
    renewals = [{"infoJO": _place(_later(asked, weeks - 3 + i), count, pages.questions)} for i in range(plan.renewed)]
    signalled = {"infoJO": _place(_later(asked, weeks - 1), count, pages.questions + 1)}
    return {
        "textesReponse": (
            {"texteReponse": {"infoJO": told, "texte": texts.answer_text(shared)}} if plan.end == "answered" else None
        ),
        "cloture": _closing(plan.end, told),
        "signalement": signalled if plan.signalled else None,
        "renouvellements": {"renouvellement": renewals if len(renewals) > 1 else renewals[0]} if renewals else None,
    }


def _closing(end: str, told: Wire) -> Wire | None:
    if not end:
        return None
    code, label = {
        "answered": ("REP_PUB", "Réponse publiée"), "AU": ("AU", "Retrait à l'initiative de l'auteur"),
        "FM": ("FM", "Fin de mandat"), "FL": ("FL", "Fin de législature"),
    }[end]
    day = DISSOLVED if end == "FL" else told["dateJO"]
    return {
        "codeCloture": code, "libelleCloture": label, "dateCloture": day, "infoJO": told if end == "answered" else None,
    }


def _place(date: dt.date, count: int, page: int | None = None) -> Wire:
    number = (date - dt.date(date.year, 1, 1)).days // 7 + 1
    return {
        "typeJO": "JO_QUESTION", "dateJO": date.isoformat(),
        "pageJO": None if page is None else str(number * _pages(count).all + page), "numJO": str(number),
        "urlLegifrance": None, "referenceNOR": None,
    }


@cache
def _pages(count: int) -> Pages:
    questions = max(57, count // ISSUES // 4)
    return Pages(questions, 100 if questions == 57 else questions * 2)


def _issue_of(index: int, count: int) -> dt.date:
    return _later(FIRST_ISSUE, index * ISSUES // count)


def _rank_in_issue(index: int, count: int) -> int:
    """The page within the issue: its questions stand in their order on the first pages."""
    first = -(-(index * ISSUES // count) * count // ISSUES)
    return (index - first) * _pages(count).questions * ISSUES // count if count > ISSUES else 0


def _later(date: dt.date, weeks: int) -> dt.date:
    return date + dt.timedelta(weeks=weeks)


def _organ(named: register.Named) -> Wire:
    return {"organeRef": named.id, "abrege": named.short, "developpe": named.label}


def _named(ministry: register.Named) -> Wire:
    return {"abrege": ministry.short, "developpe": ministry.label}


@cache
def _deputies() -> list[register.Deputy]:
    return register.deputies()


@cache
def _portfolios() -> list[register.Named]:
    return register.portfolios()


@cache
def _group(identifier: str) -> register.Named:
    return next(group for group in register.groups() if group.id == identifier)
