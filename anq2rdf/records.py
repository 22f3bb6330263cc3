"""What a published question says, whatever form it was published in: frozen records between sources and mapping.

A field is None (or an empty tuple) where the form does not tell it; nothing is ever filled in by guess. Dates are
`datetime.date`; what did not parse stays beside them as recorded. Names follow the Assemblée's own words where English
has none. Imports nothing of the package but the problems a record carries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from anq2rdf.problems import Problem

QuestionType = Literal["QE", "QG", "QOSD"]
Series = Literal["an-questions", "an-debats", "lois-decrets"]


class SourceFile(Struct, frozen=True, kw_only=True):
    """The file as it was given (an archive, a page, standard input spooled): the root of every provenance chain."""

    name: str  # base name as given; never a path of the machine
    sha256: str  # hexadecimal, of the bytes as given
    size: int  # bytes
    media_type: str


class Origin(Struct, frozen=True, kw_only=True):
    """Where one record was read."""

    file: SourceFile
    form: str  # the reader's name: "opendata-json", "page-c", …
    member: str | None = None  # its name inside an archive
    pointer: str | None = None  # its place inside a file of many: "/questionsEcrites/question/3", "line 120"
    digest: str = ""  # SHA-256 of the member's bytes, or of the canonical record in a file of many
    media_type: str = ""  # of the member itself


class Text(Struct, frozen=True, kw_only=True):
    """A question's, answer's or erratum's text after `normalise.text`."""

    plain: str  # exact plain text, lines separated by \n
    digest: str  # SHA-256 of `plain` with each run of white space as one blank
    html: str | None = None  # sanitised, well formed; only where markup carries what `plain` loses


class JournalReference(Struct, frozen=True, kw_only=True):
    """A place in the Journal officiel (infoJO in the official schema)."""

    series: Series | None = None
    date: dt.date | None = None
    page: int | None = None
    page_as_recorded: str | None = None  # when the source's page is not an integer
    issue: int | None = None  # numJO


class Author(Struct, frozen=True, kw_only=True):
    """Who asked."""

    id: str | None = None  # PA…
    mandate: str | None = None  # PM…
    label: str | None = None  # as displayed: "M. Frédéric Lefebvre"
    name: str | None = None  # the label without the civility: "Frédéric Lefebvre"
    family_first: bool = False  # layout A writes "Couste Pierre-Bernard"


class Group(Struct, frozen=True, kw_only=True):
    """The author's group as the source records it (often the group at export time, not of the day)."""

    id: str | None = None  # PO…
    short: str | None = None  # abrege: "LR"
    label: str | None = None  # developpe: "Les Républicains"


class Constituency(Struct, frozen=True, kw_only=True):
    """Where the author was elected, as far as the form tells it."""

    department: str | None = None  # code: "2A", "974", "099" (Français établis hors de France)
    number: int | None = None
    department_label: str | None = None  # as recorded, kept when no code is known for it


class Ministry(Struct, frozen=True, kw_only=True):
    """A ministry as named by the source."""

    id: str | None = None  # PO…
    short: str | None = None  # abrege: "Économie, industrie et numérique"
    label: str | None = None  # developpe: "Ministère de l'économie, …"


class Attribution(Struct, frozen=True, kw_only=True):
    """One attribution to a ministry, in the source's order; dated or not."""

    ministry: Ministry
    reference: JournalReference | None = None
    change: bool = False  # the source itself calls it a change of attribution


class Answer(Struct, frozen=True, kw_only=True):
    """One published answer: it has a text, or a reference with a date or a page, or both."""

    reference: JournalReference | None = None
    text: Text | None = None
    ministry: Ministry | None = None  # only where the source says who answered


class Signalement(Struct, frozen=True, kw_only=True):
    """The question was flagged by its group: an answer is due within ten days (Règlement, art. 135)."""

    reference: JournalReference | None = None
    deposited: dt.date | None = None  # dateDepotSignal


class Renewal(Struct, frozen=True, kw_only=True):
    """The author asked again."""

    reference: JournalReference


class Reminder(Struct, frozen=True, kw_only=True):
    """The Journal officiel recalled that no answer came in time."""

    reference: JournalReference


class Closure(Struct, frozen=True, kw_only=True):
    """How the file was closed, as the source says it."""

    code: str | None = None  # raw: "REP_PUB", "FL", …
    label: str | None = None  # raw: "Réponse publiée", "fin de mandat", …
    date: dt.date | None = None
    reference: JournalReference | None = None
    withdrawn: bool = False  # the source says "retirée"


class Erratum(Struct, frozen=True, kw_only=True):
    """A correction published later."""

    corrects: Literal["question", "answer"]
    answer: int | None = None               # which answer, from 1, where the source tells it
    reference: JournalReference | None = None
    text: Text | None = None


class Question(Struct, frozen=True, kw_only=True):
    """One question with everything its source tells of it."""

    uid: str  # QANR5L14QE76935
    legislature: int
    type: QuestionType
    number: int
    origin: Origin
    title: str | None = None
    rubrique: str | None = None
    head_analysis: str | None = None  # tête d'analyse
    analyses: tuple[str, ...] = ()
    author: Author = Author()
    group: Group = Group()
    constituency: Constituency = Constituency()
    interrogated: Ministry | None = None
    attributions: tuple[Attribution, ...] = ()
    reference: JournalReference | None = None
    text: Text | None = None
    answers: tuple[Answer, ...] = ()
    signalements: tuple[Signalement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    errata: tuple[Erratum, ...] = ()
    closure: Closure | None = None
    snapshot: bool = False                  # told by a dated issue: how things stood that day, not how they ended


class Reading(Struct, frozen=True, kw_only=True):
    """What a reader yields for each question it meets: the record, or None when it had to be rejected.

    The problems say what was repaired, or (the one of severity "error") why nothing came of it.
    """

    question: Question | None
    problems: tuple[Problem, ...] = ()


# ---- what the official register knows -------------------------------------------------------------------------------


class Person(Struct, frozen=True, kw_only=True):
    """A deputy in the register."""

    id: str  # PA…
    given: str
    family: str
    birth: dt.date | None = None


class Mandate(Struct, frozen=True, kw_only=True):
    """A seat in the Assembly. `start` is datePriseFonction, else dateDebut."""

    id: str  # PM…
    person: str
    legislature: int | None
    organ: str
    start: dt.date | None
    end: dt.date | None
    department: str | None = None
    number: int | None = None
    replaces: str | None = None  # mandatRemplaceRef


class Membership(Struct, frozen=True, kw_only=True):
    """A deputy in a group, or (kind MINISTERE) a person in a ministry, between two days, both included."""

    id: str
    person: str
    organ: str
    start: dt.date
    end: dt.date | None


class Organ(Struct, frozen=True, kw_only=True):
    """A group, ministry, government or assembly."""

    id: str  # PO…
    kind: str  # GP, MINISTERE, GOUVERNEMENT, ASSEMBLEE
    label: str  # libelle
    short: str | None = None  # libelleAbrege
    abbreviation: str | None = None  # libelleAbrev
    legislature: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    parent: str | None = None


class Directory(Protocol):
    """What the mapping asks of the register. Every answer is None where nothing certain is known."""

    @property
    def sha256(self) -> str | None:
        """Digest of the register's file, or None when there is no register."""

    def person(self, identifier: str) -> Person | None:
        """The person of that PA identifier."""

    def mandate(self, identifier: str) -> Mandate | None:
        """The Assembly mandate of that PM identifier."""

    def organ(self, identifier: str) -> Organ | None:
        """The organ of that PO identifier."""


class Roster(Directory, Protocol):
    """A directory that can be gone through from end to end."""

    def mandates(self) -> Iterable[Mandate]:
        """Every Assembly mandate, in order of identifiers."""

    def memberships(self) -> Iterable[Membership]:
        """Every membership of a political group, in order of identifiers."""

    def organs(self) -> Iterable[Organ]:
        """Every organ, in order of identifiers."""


class Resolution(Struct, frozen=True, kw_only=True):
    """A question after the register: the same record with every reference that is certain filled in."""

    question: Question
    membership: Membership | None = None  # the author's group membership on the publication day
    problems: tuple[Problem, ...] = ()  # what stayed unresolved
