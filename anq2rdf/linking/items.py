"""What Wikidata tells of a person or an organ, whatever form it came in."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

Kind = Literal["legislature", "constituency", "group", "ministry"]


class PartialDate(Struct, frozen=True):
    """A date as precise as Wikidata tells it: precision 11 has a day, 10 a month, 9 a year only."""

    year: int
    month: int | None = None
    day: int | None = None
    #: The precision is not told, and a day 1 may stand for its month, 1 January for its year: that is how answers write
    #: what has no day.
    doubtful: bool = False

    @property
    def exact(self) -> dt.date | None:
        """The day; None where only month or year are known, or the calendar has no such day."""
        try:
            return dt.date(self.year, self.month, self.day) if self.month and self.day else None
        except ValueError:
            return None


class Position(Struct, frozen=True, kw_only=True):
    """One statement of a position held (P39) with its qualifiers, resolved as far as the data allows."""

    office: str | None = None  # Q… of the position; None: not told, the answer holds deputies only
    legislature: int | None = None  # of the Fifth Republic, from P2937
    term: str | None = None  # Q… of P2937
    department: str | None = None  # from P768: code, as in `Seat`
    number: int | None = None
    constituency: str | None = None  # Q… of P768
    group: str | None = None  # Q… of P4100
    group_label: str | None = None
    start: PartialDate | None = None  # P580
    end: PartialDate | None = None  # P582


class Item(Struct, frozen=True, kw_only=True):
    """A person."""

    id: str  # Q…
    label: str = ""
    aliases: tuple[str, ...] = ()  # other labels, in any language
    description: str = ""
    assembly_ids: tuple[str, ...] = ()  # P4123, digits without "PA"
    sycomore: tuple[str, ...] = ()  # P1045
    nosdeputes: tuple[str, ...] = ()  # P7040
    births: tuple[PartialDate, ...] = ()  # P569; several where Wikidata's sources differ
    positions: tuple[Position, ...] = ()
    redirects: tuple[str, ...] = ()  # Q… that were merged into this one
    human: bool | None = None  # P31 = Q5; None: not told
    offices: int | None = None  # how many statements of the office of deputy there are, bare ones too; None: not told


class Thing(Struct, frozen=True, kw_only=True):
    """A legislature, constituency, group or ministry."""

    id: str  # Q…
    kind: Kind
    label: str = ""
    aliases: tuple[str, ...] = ()
    legislature: int | None = None  # a legislature's own number, or of the one a group belongs to
    department: str | None = None  # of a constituency
    number: int | None = None
    identifiers: tuple[str, ...] = ()  # P4123 and the like, as recorded
    start: PartialDate | None = None
    end: PartialDate | None = None


class Candidates(Struct, frozen=True, kw_only=True):
    """All that was gathered, each item once, in order of numbers."""

    people: tuple[Item, ...] = ()
    things: tuple[Thing, ...] = ()
    source: str = ""  # what it came from, for people: a file's name, an endpoint's address
    retrieved: dt.date | None = None  # the day it was asked; None: not told
