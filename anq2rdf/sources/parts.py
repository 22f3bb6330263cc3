"""Parts of a record that come back from record to record, each with what there is to say of it: code and detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from anq2rdf.normalise import identifiers, text
from anq2rdf.normalise.dates import parse_date
from anq2rdf.records import Author, Group, JournalReference, Ministry
from anq2rdf.sources.memory import Memory

T = TypeVar("T")
Notes = tuple[tuple[str, str], ...]
Number = str | int | None
Parse = Callable[[str], str | None]
Organ = tuple[str | None, str | None, str | None, int]      # identifier, short and long label, cap on their characters
NOTHING: Notes = ()


def _day(raw: str) -> tuple[dt.date | None, Notes]:
    found = parse_date(raw)
    if isinstance(found, dt.date):
        return found, NOTHING
    return None, NOTHING if raw.isspace() else ((found, raw),)


def _count(raw: str | int) -> tuple[int | None, Notes]:
    found = identifiers.parse_number(raw)
    return found, NOTHING if found is not None or not str(raw).strip() else (("E275", str(raw)),)


def _identifier(key: tuple[Parse, str, str]) -> tuple[str | None, Notes]:
    parse, raw, fault = key
    found = parse(raw)
    return found, NOTHING if found is not None or not raw.strip() else ((fault, raw),)


days = Memory(_day)
counts = Memory(_count)
identities = Memory(_identifier)
labels = Memory(text.label)


def _reference(key: tuple[str | None, str | None, Number, Number]) -> tuple[JournalReference | None, Notes]:
    raw_series, raw_day, raw_page, raw_issue = key
    page, as_recorded = identifiers.parse_page(raw_page)
    series = identifiers.parse_series(raw_series)
    day, of_day = days[raw_day] if raw_day else (None, NOTHING)
    issue, of_issue = counts[raw_issue] if raw_issue is not None and raw_issue != "" else (None, NOTHING)
    of_page = (("E263", as_recorded),) if as_recorded is not None else NOTHING
    of_series = (("E272", raw_series),) if series is None and raw_series and raw_series.strip() else NOTHING
    notes = of_page + of_series + of_day + of_issue
    if day is None and page is None and as_recorded is None and issue is None and series is None:
        return None, notes
    found = JournalReference(series=series, date=day, page=page, page_as_recorded=as_recorded, issue=issue)
    return found, notes


def label_of(raw: str | None, cap: int) -> tuple[str | None, Notes]:
    """A one-line field; E262 and None where it is longer than any field can be."""
    if raw is None:
        return None, NOTHING
    return (labels[raw], NOTHING) if len(raw) <= cap else (None, (("E262", raw[:80]),))


def identity_of(parse: Parse, raw: str | None, fault: str) -> tuple[str | None, Notes]:
    """An identifier as `parse` reads it, or None and the fault's code."""
    return identities[parse, raw, fault] if raw else (None, NOTHING)


def _ministry(key: Organ) -> tuple[Ministry | None, Notes]:
    identity, of_identity = identity_of(identifiers.organ, key[0], "E125")
    short, of_short = label_of(key[1], key[3])
    long, of_long = label_of(key[2], key[3])
    nothing = identity is None and short is None and long is None
    found = None if nothing else Ministry(id=identity, short=short, label=long)
    return found, of_identity + of_short + of_long


def _group(key: Organ) -> tuple[Group, Notes]:
    identity, of_identity = identity_of(identifiers.organ, key[0], "E119")
    short, of_short = label_of(key[1], key[3])
    long, of_long = label_of(key[2], key[3])
    return Group(id=identity, short=short, label=long), of_identity + of_short + of_long


def _author(key: tuple[str | None, str | None]) -> tuple[Author, Notes]:
    actor, of_actor = identity_of(identifiers.actor, key[0], "E125")
    mandate, of_mandate = identity_of(identifiers.mandate, key[1], "E125")
    return Author(id=actor, mandate=mandate), of_actor + of_mandate


references = Memory(_reference)
ministries = Memory(_ministry)
groups = Memory(_group)
authors = Memory(_author)
