"""The page of a question: what was asked and answered, by whom and when, and what befell it in between."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec import Struct

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities import citing
from anq2rdf.web.entities.joint import read_joint
from anq2rdf.web.entities.life import calendar_day, draw, happenings, legal_deadline, whole
from anq2rdf.web.entities.naming import Name, Names, isolated
from anq2rdf.web.entities.prose import Said, read_said
from anq2rdf.web.entities.statements import Statements


class Printed(Struct, frozen=True):
    """Where something stands in the Journal officiel."""

    date: str | None
    issue: Name | None
    page: Name | None
    number: str | None  # of the page, as recorded where that is no number


class Answered(Struct, frozen=True):
    """One answer."""

    iri: str
    number: int
    printed: Printed
    ministry: Name | None
    scope: Name | None
    days: int | None
    late: bool | None  # after the legal deadline; None where that is not known, or where there is none
    said: Said | None
    joint: list[Name]  # other questions that got this answer


class Source(Struct, frozen=True):
    """A record that statements come from."""

    record: Name
    digest: str | None
    member: str | None
    address: str | None
    files: list[tuple[Name, str | None]]
    run: Name | None


async def question_page(told: Statements, names: Names) -> dict[str, Any]:
    """What the template `entities/question.html` needs."""
    answers = sorted(told.iris(v.ANSWER), key=lambda iri: (told.text(v.PUBLICATION_DATE, iri) or "9", iri))
    groups = await _joint(told, names, answers)
    due = _due(told)
    events = happenings(told, names)
    return {
        "title": isolated(told.text(v.TITLE) or "") or None,
        "outcome": names.maybe(told.link(v.STATUS)),
        "state": (told.link(v.STATUS) or "").rpartition("/")[2],
        "printed": _printed(told, names, told.iri),
        "said": read_said(told, told.iri),
        "answers": [_answered(told, names, iri, n, groups) for n, iri in enumerate(answers, 1)],
        "exchange": any((told.link(v.TEXT_SCOPE, iri) or "").endswith("/full-exchange") for iri in answers),
        "due": due.isoformat() if due and v.WRITTEN_QUESTION in told.classes else None,
        "subjects": names.names(iri for each in (v.RUBRIC, v.HEAD_ANALYSIS, v.ANALYSIS) for iri in told.iris(each)),
        "events": events,
        "drawing": draw(events, due, names.language),
        "sources": [_source(told, names, iri) for iri in told.iris(v.DERIVED_FROM)],
        "official": [link for iri in told.iris(v.PAGE) if (link := names.site.link_of(iri))],
        "cited": citing.in_words(told, names, answers),
        "bibtex": citing.in_bibtex(told, names),
        "engines": citing.for_engines(told, names, answers),
    } | _asked(told, names)


def _asked(told: Statements, names: Names) -> dict[str, Any]:
    return {
        "author": names.maybe(told.link(v.AUTHOR)),
        "author_told": told.text(v.AUTHOR_LABEL),
        "group": names.maybe(told.link(v.AUTHOR_GROUP)),
        "group_told": told.text(v.GROUP_LABEL),
        "group_then": names.maybe(told.link(v.GROUP_AT_DATE)),
        "place": names.maybe(told.link(v.AUTHOR_CIRCONSCRIPTION) or told.link(v.AUTHOR_DEPARTMENT)),
        "mandate": names.maybe(told.link(v.AUTHOR_MANDATE)),
        "asked": names.maybe(told.link(v.INTERROGATED_MINISTRY)),
        "charged": names.maybe(told.link(v.ATTRIBUTED_MINISTRY)),
        "legislature": names.maybe(told.link(v.LEGISLATURE)),
    }


def _due(told: Statements) -> dt.date | None:
    """Only written questions have a deadline."""
    published = calendar_day(told.text(v.PUBLICATION_DATE))
    return legal_deadline(published) if published and v.WRITTEN_QUESTION in told.classes else None


def _printed(told: Statements, names: Names, of: str) -> Printed:
    return Printed(
        date=told.text(v.PUBLICATION_DATE, of),
        issue=names.maybe(told.link(v.PUBLISHED_IN, of)),
        page=names.maybe(told.link(v.PUBLISHED_ON_PAGE, of)),
        number=told.text(v.PUBLICATION_PAGE, of) or told.text(v.PAGE_AS_RECORDED, of),
    )


def _answered(told: Statements, names: Names, iri: str, number: int, groups: dict[str, list[str]]) -> Answered:
    due, when = _due(told), calendar_day(told.text(v.PUBLICATION_DATE, iri))
    others = [each for each in groups.get(told.link(v.ANSWER_GROUP, iri) or "", ()) if each != told.iri]
    return Answered(
        iri=iri,
        number=number,
        printed=_printed(told, names, iri),
        ministry=names.maybe(told.link(v.ANSWERING_MINISTRY, iri)),
        scope=names.maybe(told.link(v.TEXT_SCOPE, iri)),
        days=whole(told.text(v.RESPONSE_DAYS, iri)),
        late=when > due if when and due else None,
        said=read_said(told, iri),
        joint=names.names(others),
    )


async def _joint(told: Statements, names: Names, answers: list[str]) -> dict[str, list[str]]:
    """The questions of each group of answers this question is in."""
    groups = [group for iri in answers for group in told.iris(v.ANSWER_GROUP, iri)]
    found = await read_joint(names, groups)
    return {group: [question for question, _ in together] for group, together in found.items()}


def _source(told: Statements, names: Names, record: str) -> Source:
    address = told.link(v.SOURCE, record)
    return Source(
        record=names.name(record),
        digest=told.text(v.IDENTIFIER, record),
        member=told.text(v.SOURCE_MEMBER, record),
        address=names.site.link_of(address) if address else None,
        files=[(names.name(iri), told.text(v.IDENTIFIER, iri)) for iri in told.iris(v.DERIVED_FROM, record)],
        run=names.maybe(told.link(v.GENERATED_BY, record)),
    )
