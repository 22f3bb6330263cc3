"""Who is to be linked: a deputy as our graph and the register know them."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class Seat(Struct, frozen=True, kw_only=True):
    """A time in the Assembly: a mandate, or what a question tells of its author."""

    legislature: int | None = None
    department: str | None = None  # code: "2A", "974", "099"
    number: int | None = None  # of the constituency
    start: dt.date | None = None  # a mandate's first day; of an author known by name only, a day they asked
    end: dt.date | None = None  # None: not ended, or not known
    groups: tuple[str, ...] = ()  # labels and short forms of the groups sat in, as recorded
    mandate: str | None = None  # PM…; None: told by a question, not by a mandate


class Subject(Struct, frozen=True, kw_only=True):
    """A deputy."""

    iri: str
    label: str  # as displayed, without civility
    id: str | None = None  # PA…; None: known by name only
    given: str = ""  # empty where the form does not part the name
    family: str = ""
    birth: dt.date | None = None
    seats: tuple[Seat, ...] = ()
    questions: int = 0  # how many the graph holds
