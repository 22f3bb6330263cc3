"""Identifiers, numbers and codes of a record, in every spelling the published forms use."""

from __future__ import annotations

import re
from typing import get_args

from anq2rdf.normalise.names import fold
from anq2rdf.records import QuestionType, Series

_DIGITS = re.compile(r"[0-9]{1,9}")
_IDENTIFIER = re.compile(r"(?:OMC_)?(P[AMO])?0*([1-9][0-9]{0,11})")
_LEGISLATURE = re.compile(r"([0-9]{1,2}|[ivx]{1,6}) ?(?:e|eme|ere|re|er)?(?: legislature)?")
_NUMBER_SIGN = re.compile(r"^\s*[nN]\s?[°ºo]\s?")
_NUMBERED = re.compile(r"[ (]*n *[°o]s? *[0-9]+\)?$")
#: Room for the legislatures of the coming half-century; whatever lies beyond is a fault of the source.
LAST_LEGISLATURE = 29

_ALL_TYPES = frozenset(get_args(QuestionType))
_TYPES: dict[str, QuestionType] = {
    "qe": "QE", "question ecrite": "QE", "questions ecrites": "QE", "questionecrite_type": "QE",
    "qg": "QG", "question au gouvernement": "QG", "questions au gouvernement": "QG", "questiongouvernement_type": "QG",
    "qosd": "QOSD", "question orale sans debat": "QOSD", "questions orales sans debat": "QOSD",
    "questionorale_type": "QOSD", "questionoralesansdebat_type": "QOSD",
}  # fmt: skip
_SERIES: dict[str, Series] = {
    "JO_QUESTION": "an-questions",
    "JO_DEBAT": "an-debats",
    "JO_LOI_DECRET": "lois-decrets",
}


def compose_uid(legislature: int, type: str, number: int) -> str:  # noqa: A002 (the official schema's word)
    """The Assemblée's identifier of a question: QANR5L14QE76935."""
    if type not in _ALL_TYPES or legislature < 1 or number < 1:
        raise ValueError(f"no question is {type} {number} of legislature {legislature}")
    return f"QANR5L{legislature}{type}{number}"


def uid_fault(uid: str, legislature: int, type: str, number: int) -> str | None:  # noqa: A002
    """"E251" when `uid` is not the identifier of that question, None when it is."""
    try:
        return None if uid == compose_uid(legislature, type, number) else "E251"
    except ValueError:
        return "E251"


def actor(raw: str | int | None) -> str | None:
    """The PA identifier of a person: "PA923", "923" and "OMC_PA923" are PA923; None for what is no identifier."""
    return _prefixed("PA", raw)


def mandate(raw: str | int | None) -> str | None:
    """The PM identifier of a mandate, or None."""
    return _prefixed("PM", raw)


def organ(raw: str | int | None) -> str | None:
    """The PO identifier of a group, ministry or assembly, or None ("POnull" is none)."""
    return _prefixed("PO", raw)


def parse_legislature(raw: str | int | None) -> int | None:
    """The number of a legislature: 15, "15", "14ème législature", "XVe"; None when there is no such legislature."""
    text = str(raw if raw is not None else "")
    found = _LEGISLATURE.fullmatch(fold(text))
    if found is None or any(sign.isdigit() and not sign.isascii() for sign in text):
        return None
    number = int(found[1]) if found[1][0].isdigit() else _roman(found[1])
    return number if number is not None and 1 <= number <= LAST_LEGISLATURE else None


def parse_type(raw: str | None) -> QuestionType | None:
    """QE, QG or QOSD from a code, a schema type or French words ("Question écrite n° 76935"); None for another."""
    return _TYPES.get(_NUMBERED.sub("", fold(raw or "")))


def parse_number(raw: str | int | None) -> int | None:
    """A question's number: digits, nothing else but a leading "n°"; None when it is not one."""
    if isinstance(raw, str) and len(raw) < 10 and raw.isascii() and raw.isdigit():
        return int(raw) or None
    return _positive(_NUMBER_SIGN.sub("", str(raw if raw is not None else "")).strip())


def parse_page(raw: str | int | None) -> tuple[int | None, str | None]:
    """A page of the Journal officiel, and beside it what the source says when that is no page number ("audi")."""
    text = str(raw if raw is not None else "").strip()
    page = _positive(text)
    return page, None if page is not None or not text else text


def parse_series(raw: str | None) -> Series | None:
    """The edition of the Journal officiel that a typeJO names; None for an unknown one."""
    return _SERIES.get((raw or "").strip().upper())


def _prefixed(prefix: str, raw: str | int | None) -> str | None:
    """Prefix and digits when `raw` is such an identifier with that prefix or without any."""
    found = _IDENTIFIER.fullmatch(str(raw if raw is not None else "").strip())
    if found is None or found[1] not in (None, prefix):
        return None
    return prefix + found[2]


def _positive(text: str) -> int | None:
    """The number that `text` is, when it is a whole one above zero written in digits alone."""
    return (int(text) or None) if _DIGITS.fullmatch(text) else None


def _roman(numeral: str) -> int | None:
    """The number of a Roman numeral up to 39, canonical ones only: "xiv" is 14, "xiiii" is nothing."""
    found = re.fullmatch(r"(x{0,3})(ix|iv|v?i{0,3})", numeral)
    if found is None or not numeral:
        return None
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return 10 * len(found[1]) + units.index(found[2])
