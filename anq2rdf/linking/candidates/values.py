"""What one cell says: an item, a text, nothing. Values come from anybody and are cleaned before anything else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anq2rdf.normalise.characters import clean, one_blank
from anq2rdf.normalise.identifiers import LAST_LEGISLATURE, actor, parse_legislature

_ITEM: Final = re.compile(
    r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:entity/|wiki/(?:Special:EntityData/)?)|wd:)?([Qq][1-9][0-9]{0,14})(?:\.json)?"
)
_BARE: Final = re.compile(r"Q[1-9][0-9]{0,14}")
# A value that is somebody's secret: a blank node, as answers and their tables write it.
_UNKNOWN: Final = re.compile(r"_:.*|t[0-9]+|https?://(?:www\.)?wikidata\.org/\.well-known/genid/.*")
_NO_LABEL: Final = re.compile(f"{_ITEM.pattern}|{_UNKNOWN.pattern}")
_SEPARATORS: Final = re.compile(r"[\s,;|]+")
_NAME_SEPARATORS: Final = re.compile(r"\s*[,;|]\s*")
_NUMBER: Final = re.compile(r"(?:[0-9]{1,2}|[IVX]{1,6})(?:re|er|e|ère|ème)?")


@lru_cache(maxsize=1 << 16)
def item_id(value: str) -> str | None:
    """Q… from an IRI of Wikidata in any of its forms, "wd:Q1" or "Q1"; None for anything else."""
    found = _ITEM.fullmatch(value.strip())
    return found[1].upper() if found else None


def is_item(value: str) -> bool:
    """Whether it is an item's bare number."""
    return _BARE.fullmatch(value) is not None


def is_number(value: str) -> bool:
    """Whether it is a number as identifiers are: some digits."""
    return len(value) < 12 and value.isascii() and value.isdigit()


def statement_id(value: str) -> str | None:
    """The end of a statement's IRI, "Q1-0a0b…", which a dump writes "Q1$0A0B…"; None for an empty cell."""
    return value.rpartition("/")[2].replace("$", "-").upper() or None


def is_unknown(value: str) -> bool:
    """Whether the value is a blank node: Wikidata knows that there is one, but not which."""
    return _UNKNOWN.fullmatch(value) is not None


@lru_cache(maxsize=1 << 13)
def text(value: str) -> str:
    """A name or label in one line: NFC, no control characters, single blanks; empty for a blank node.

    An item without a label is labelled by its number where Wikidata's label service is used: that is no label.
    """
    label = value
    if not (value.isascii() and value.isprintable()):
        label = unicodedata.normalize("NFC", clean(value)[0])
    label = one_blank(label).strip()
    return "" if _NO_LABEL.fullmatch(label) else label


def several(value: str) -> list[str]:
    """The identifiers or numbers of a cell that may hold several: "12 13 14", "123|456"."""
    return [part for part in _SEPARATORS.split(value) if part]


def several_names(value: str) -> list[str]:
    """The names of a cell that lists them, as Wikidata's label service does: "Anne Martin, A. Dupré"."""
    return [name for part in _NAME_SEPARATORS.split(value) if (name := text(part))]


def assembly_number(value: str) -> str | None:
    """The digits of an identifier of the Assembly (P4123): "PA123", " 123 " and "123" are 123."""
    found = actor(value)
    return found[2:] if found else None


def numbers(value: str) -> tuple[int, ...]:
    """The legislatures of a cell that holds their numbers and nothing else: "15", "12 13 14", "XVI"; else none."""
    parts = several(value)
    if not parts or not all(_NUMBER.fullmatch(part) for part in parts):
        return ()
    found = [parse_legislature(part) for part in parts]
    return tuple(number for number in found if number is not None and number <= LAST_LEGISLATURE)
