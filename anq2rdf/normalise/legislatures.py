"""The legislatures of the Fifth Republic that published questions, their assemblies, and what they are called.

Dates of XII to XVII are those of the official register (organe ASSEMBLEE); earlier ones run from the first sitting
to the end of the mandates. Sources differ by days.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from anq2rdf.normalise.identifiers import LAST_LEGISLATURE
from anq2rdf.normalise.names import fold
from anq2rdf.normalise.ordinals import parse_ordinal


class Legislature(Struct, frozen=True):
    """One legislature; `end` is None while it sits. Both days are included."""

    number: int
    start: dt.date
    end: dt.date | None


LEGISLATURES: dict[int, Legislature] = {
    number: Legislature(number, dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None)
    for number, start, end in (
        (7, "1981-07-02", "1986-04-01"),
        (8, "1986-04-02", "1988-05-14"),
        (9, "1988-06-23", "1993-04-01"),
        (10, "1993-04-02", "1997-04-21"),
        (11, "1997-06-12", "2002-06-18"),
        (12, "2002-06-19", "2007-06-19"),
        (13, "2007-06-20", "2012-06-19"),
        (14, "2012-06-20", "2017-06-20"),
        (15, "2017-06-21", "2022-06-21"),
        (16, "2022-06-22", "2024-06-09"),
        (17, "2024-07-01", None),
    )
}

#: The organ of the register that is the Assembly of a legislature; the register knows none before the XII.
ASSEMBLIES: dict[int, str] = {
    12: "PO230434",
    13: "PO384266",
    14: "PO644420",
    15: "PO717460",
    16: "PO791932",
    17: "PO838901",
}


def delimitation(legislature: int) -> int | None:
    """The year of the map of constituencies a legislature was elected on: 1986 (IX to XIII) or 2010 (from XIV).

    None for VII and VIII, whose questions name no constituency: the VIII was elected by département lists.
    """
    if legislature < 9:
        return None
    return 1986 if legislature < 14 else 2010


# "XVIe législature de la Cinquième République française", "15th legislature of the French Fifth Republic"
_NAME = re.compile(r"(?:the |la )?([a-z0-9]+(?:[ -][a-z]+){0,2}?) (?:legislature|national assembly)\b")
_FIFTH = re.compile(r"\b(?:cinquieme|5 ?e(?:me)?|ve?(?:me)?) republique\b|\b(?:fifth|5th|vth) (?:french )?republic\b")
_OTHER = re.compile(
    r"\b(?:premiere|deuxieme|seconde|troisieme|quatrieme|(?:[1-4]|iv|i{1,3}) ?(?:re|ere|e|eme|de|nde)) republique\b"
    r"|\b(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:french )?republic\b"
)


def named_number(label: str) -> int | None:
    """The number in a legislature's name, of whatever republic: "XVIe législature", "15th legislature of …"."""
    found = _NAME.match(fold(label))
    number = parse_ordinal(found[1]) if found else None
    return number if number is not None and number <= LAST_LEGISLATURE else None


def names_fifth(label: str) -> bool | None:
    """Whether a name says that it is the Fifth Republic's; None when it names none by number.

    The Third and the Fourth counted their legislatures too, so that a number alone tells nothing.
    """
    folded = fold(label)
    if _FIFTH.search(folded):
        return True
    return False if _OTHER.search(folded) else None
