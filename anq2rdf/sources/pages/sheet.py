"""What one page says, word for word, before any value is understood: what every layout fills in the same way."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

CUT_SHORT = "la page s'arrête avant sa fin"
Markup = Literal["html", "markdown", "plain"]


class Mark(Struct, frozen=True, kw_only=True):
    """One dated line of a page: "Question publiée au JO le : 16/05/2017 page : 3391"."""

    date: str = ""                # as recorded
    page: str = ""                # as recorded
    reason: str = ""              # the words in brackets behind the date of a withdrawal
    links: tuple[str, ...] = ()   # addresses of that line; one to jo_anq_AAAANN.pdf names the issue


class Sheet(Struct, kw_only=True):
    """The fields of one page as recorded; None where the page has no such field, "" where it is there and empty."""

    markup: Markup
    uid: str | None = None
    legislatures: list[str] = field(default_factory=list)     # every place of the page that names it
    types: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    title: str | None = None
    rubrique: str | None = None
    head_analysis: str | None = None
    analyses: str | None = None           # still joined
    author: str | None = None             # with the civility
    author_id: str | None = None
    family_first: bool = False
    group: str | None = None
    group_short: str | None = None
    place: str | None = None              # a département or a constituency; never a region
    interrogated: str | None = None
    attributed: str | None = None
    answering: str | None = None
    published: list[Mark] = field(default_factory=list)
    answered: list[Mark] = field(default_factory=list)
    changes: list[Mark] = field(default_factory=list)
    signalements: list[Mark] = field(default_factory=list)
    renewals: list[Mark] = field(default_factory=list)
    reminders: list[Mark] = field(default_factory=list)
    question_errata: list[Mark] = field(default_factory=list)
    answer_errata: list[Mark] = field(default_factory=list)
    withdrawals: list[Mark] = field(default_factory=list)
    withdrawn: bool = False               # the page says "retirée"
    closure_code: str | None = None       # raw
    question: str | None = None           # the text's own markup, exactly as it stands in the page
    answer: str | None = None
    complement: str | None = None         # complément de réponse
    problems: list[tuple[str, str]] = field(default_factory=list)    # code and detail, found while reading the page
