"""Which question a record is: legislature, type and number from their own fields, the uid compared with them."""

from __future__ import annotations

from msgspec import Struct

from anq2rdf.normalise import identifiers
from anq2rdf.records import QuestionType
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.memory import Memory

# Questions are published since the VII legislature; the upper bound leaves room for those to come.
FIRST_LEGISLATURE, LAST_LEGISLATURE = 7, 30
_LARGEST_NUMBER = 10_000_000

_terms = Memory(identifiers.parse_legislature)
_kinds = Memory(identifiers.parse_type)


class Identity(Struct, frozen=True):
    """The four fields that name a question."""

    uid: str
    legislature: int
    type: QuestionType
    number: int


def identify(
    intake: Intake,
    *,
    legislature: str | int | None,
    type: str | None,  # noqa: A002 - the official schema's word
    number: str | int | None,
    uid: str | None = None,
) -> Identity:
    """The question's identity; the uid is composed only where the form has none.

    Raises `Rejected`: E242 (a part is missing or unreadable), E261 (no such legislature), E251 (the uid is malformed
    or contradicts the fields).
    """
    uid = uid.strip() if uid else None
    intake.uid = uid if uid and uid.isalnum() and len(uid) < 40 else None     # what else it may be stands in the detail
    term = _legislature(legislature)
    kind = _kinds[type.strip()] if type else None
    count = identifiers.parse_number(number)
    if kind is None:
        raise Rejected("E242", f"type: {type or ''}")
    if count is None or not 0 < count < _LARGEST_NUMBER:
        raise Rejected("E242", f"number: {'' if number is None else number}")
    if uid is not None and (fault := identifiers.uid_fault(uid, term, kind, count)):
        raise Rejected(fault, f"{uid} ({term}, {kind}, {count})")
    intake.uid = uid or identifiers.compose_uid(term, kind, count)
    return Identity(intake.uid, term, kind, count)


def _legislature(raw: str | int | None) -> int:
    if raw is None or not str(raw).strip():
        raise Rejected("E242", "legislature:")
    found = _terms[raw]
    if found is None or not FIRST_LEGISLATURE <= found <= LAST_LEGISLATURE:
        raise Rejected("E261", str(raw))
    return found
