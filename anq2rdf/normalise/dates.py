"""Dates as the Assemblée writes them. A date that is not whole or not possible stays unread: nothing is completed."""

from __future__ import annotations

import datetime as dt
import re

from anq2rdf.normalise.names import fold

#: The Constitution of the Fifth Republic; no question is older.
EARLIEST = dt.date(1958, 10, 4)
LATEST = dt.date(2100, 12, 31)

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "janvier", "fevrier", "mars", "avril", "mai", "juin",
            "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        ),
        start=1,
    )
}

# xs:date may carry a time zone and xs:dateTime a time; the day is the one written.
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2}|T[0-9:.,Z+-]*)?")
_SLASHES = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_WORDS = re.compile(r"(?:(1) ?er|([0-9]{1,2})) ([a-z]+) ([0-9]{4})")
_LONGEST = 64


def parse_date(raw: str) -> dt.date | str:
    """The day written in `raw`, or the code of the problem.

    Read are "2014-04-01" (with or without a time), "01/04/2014" and French words: "1er avril 2014", "14 juin 2016",
    with or without accents, in any case.

    Returns "E260" for what is none of these or no day of the calendar ("mars 2015", "31 février 2015"), "E271" for a
    day before 4 October 1958 or after 2100.
    """
    parts = _parts(raw)
    if parts is None:
        return "E260"
    try:
        day = dt.date(*parts)
    except ValueError:
        return "E260"
    return day if EARLIEST <= day <= LATEST else "E271"


def _parts(raw: str) -> tuple[int, int, int] | None:
    """Year, month and day as written; they may not be a date yet."""
    text = raw.strip()
    if len(text) > _LONGEST:
        return None
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _SLASHES.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    return _words(text)


def _words(text: str) -> tuple[int, int, int] | None:
    """The parts of a date in French words; "1er", "1 er" and "1ᵉʳ" are the first, and no other day has such a form."""
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        return None  # folding would make a 2 of a footnote's ²
    found = _WORDS.fullmatch(fold(text))
    if found is None or found[3] not in MONTHS:
        return None
    return int(found[4]), MONTHS[found[3]], int(found[1] or found[2])
