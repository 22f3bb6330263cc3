"""Problems: what a run has to say about its input, each with a code, a place and a remedy.

The catalogue is `problems.toml` beside this file: code, severity, one sentence in English and French, what to do.
`anq2rdf explain CODE` prints it. Severities:

    error     the record (or the member it stood in) was rejected
    warning   the record was converted, but the source is damaged, contradicts itself, or lost something
    info      converted; something worth knowing was repaired, chosen or left unresolved
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]


class Place(Struct, frozen=True, kw_only=True):
    """Where a problem stands: file, member of an archive, pointer into it, and the question if it is known."""

    file: str = ""
    member: str | None = None
    pointer: str | None = None  # "line 12", "/question/auteur/identite"
    uid: str | None = None

    def __str__(self) -> str:
        place = escaped(self.file) + (f"!{escaped(self.member)}" if self.member else "")
        return place + (f":{escaped(self.pointer)}" if self.pointer else "")


class Problem(Struct, frozen=True, kw_only=True):
    """One finding. `detail` names the value in question, as recorded; it is escaped wherever it is shown."""

    code: str
    place: Place = Place()
    detail: str = ""

    @property
    def severity(self) -> Severity:
        """error, warning or info, from the catalogue."""
        return entry(self.code).severity

    def __str__(self) -> str:
        what = entry(self.code).en.rstrip(".")
        subject = f" {self.place.uid}:" if self.place.uid else ""
        return f"{self.place}:{subject} {what}" + (f": {escaped(self.detail)}" if self.detail else "")


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the catalogue."""

    code: str
    severity: Severity
    en: str
    fr: str
    remedy: str
    remede: str


@cache
def catalogue() -> dict[str, Entry]:
    """Every problem code there is, by code, in order."""
    table = tomllib.loads((Path(__file__).parent / "problems.toml").read_text(encoding="utf-8"))
    return {code: Entry(code=code, **fields) for code, fields in sorted(table.items())}


def entry(code: str) -> Entry:
    """The catalogue's line for a code; KeyError for a code that is not in it."""
    return catalogue()[code]


def escaped(text: str, limit: int = 200) -> str:
    """Text that is safe on a terminal and in one line: control and bidi characters are shown, not obeyed."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:limit])
    return shown + "…" if len(text) > limit else shown
