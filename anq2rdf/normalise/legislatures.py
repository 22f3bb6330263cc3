"""The legislatures of the Fifth Republic that published questions, and their assemblies.

Dates of XII to XVII are those of the official register (organe ASSEMBLEE); earlier ones run from the first sitting
to the end of the mandates. Sources differ by days.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


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
