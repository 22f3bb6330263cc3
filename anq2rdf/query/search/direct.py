"""What a name, a ministry or an identifier typed in full leads to: its page comes before all hits."""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from msgspec import Struct

from anq2rdf.look.clean import clean
from anq2rdf.query.search.build import name_keys
from anq2rdf.query.search.wording import CHARACTERS

MOST: Final = 12
_NUMBERED: Final = re.compile(r"(?:([0-9]{1,2}) ?[-–/] ?)?([0-9]{1,9}) ?(QE|QG|QOSD)?", re.IGNORECASE | re.ASCII)
_QUESTIONS: Final = (
    "SELECT q.iri, q.uid, x.title, t.fr, t.en, q.number FROM question AS q JOIN text AS x USING (id) "
    "LEFT JOIN value AS l ON l.id = q.legislature LEFT JOIN value AS t ON t.id = q.type WHERE "
)
_BY_NUMBER: Final = (
    "q.number = :number AND (l.key = :legislature OR :legislature IS NULL) AND (t.key = :type OR :type IS NULL)"
)
_BY_UID: Final = "q.uid = :uid COLLATE NOCASE"


class Direct(Struct, frozen=True):
    """A thing with a page: its kind is `question` or one of the index's entities."""

    kind: str
    iri: str
    fr: str
    en: str

    def label(self, language: str) -> str:
        """What it is called in that language."""
        return self.en if language == "en" else self.fr


def find_directly(base: sqlite3.Connection, typed: str) -> list[Direct]:
    """Questions of that number or identifier, then whoever or whatever has that very name."""
    text = " ".join(clean(typed[:CHARACTERS]).replace('"', " ").split())
    return [*_questions(base, text), *_entities(base, text)][:MOST] if text else []


def _questions(base: sqlite3.Connection, text: str) -> list[Direct]:
    found = _NUMBERED.fullmatch(text)
    if found is None:
        where = _BY_UID
        given: dict[str, str | None] = {"uid": text}
    else:
        legislature, number, kind = found.groups()
        where = _BY_NUMBER
        given = {
            "number": number,
            "legislature": str(int(legislature)) if legislature else None,
            "type": kind.upper() if kind else None,
        }
    return [_question(row) for row in base.execute(f"{_QUESTIONS}{where} ORDER BY q.id LIMIT {MOST}", given)]


def _question(row: tuple[str, str | None, str | None, str | None, str | None, int | None]) -> Direct:
    iri, uid, title, fr, en, number = row
    told = f" – {title}" if title else ""
    return Direct("question", iri, f"{fr or ''} n° {number} ({uid}){told}", f"{en or ''} no. {number} ({uid}){told}")


def _entities(base: sqlite3.Connection, text: str) -> list[Direct]:
    keys = sorted(name_keys(text))
    rows = base.execute(
        "SELECT e.kind, e.iri, e.fr, e.en FROM entity AS e WHERE e.id IN "  # noqa: S608
        f"(SELECT entity FROM name WHERE key IN ({', '.join('?' * len(keys))})) ORDER BY e.id LIMIT {MOST}",
        keys,
    )
    return [Direct(*row) for row in rows]
