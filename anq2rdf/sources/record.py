"""From a sheet to a reading: which question it is, then its record or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anq2rdf.limits import Limits
from anq2rdf.normalise import identifiers
from anq2rdf.normalise.legislatures import LEGISLATURES
from anq2rdf.problems import Place
from anq2rdf.records import Origin, Reading
from anq2rdf.sources.findings import Findings
from anq2rdf.sources.sheet import Sheet
from anq2rdf.sources.transcript import Identity, Rejected, transcribe

_Value = TypeVar("_Value")


def reading(sheet: Sheet, origin: Origin, place: Place, limits: Limits) -> Reading:
    """The record of a sheet with what was found on the way; None in its place where it had to be rejected."""
    findings = Findings(place, sheet.problems)
    uid = None
    try:
        identity = _identity(sheet)
        uid = identity.uid
        question = transcribe(sheet, identity, origin, findings, limits)
    except Rejected as verdict:
        findings.add(verdict.code, verdict.detail)
        return Reading(question=None, problems=findings.problems(uid))
    return Reading(question=question, problems=findings.problems(uid))


def _identity(sheet: Sheet) -> Identity:
    legislature = _agreed("législature", sheet.legislatures, identifiers.parse_legislature)
    kind = _agreed("type de question", sheet.types, identifiers.parse_type)
    number = _agreed("numéro", sheet.numbers, identifiers.parse_number)
    if legislature not in LEGISLATURES:
        raise Rejected("E261", str(legislature))
    uid = sheet.uid or identifiers.compose_uid(legislature, kind, number)
    if fault := identifiers.uid_fault(uid, legislature, kind, number):
        raise Rejected(fault, uid)
    return Identity(uid, legislature, kind, number)


def _agreed(name: str, stated: list[str], parse: Callable[[str], _Value | None]) -> _Value:
    """The one value all statements of the page give: nothing is chosen where they differ."""
    read = {raw: parse(raw) for raw in stated if raw}
    values = {value for value in read.values() if value is not None}
    if not values:
        raise Rejected("E242", f"{name} : {' | '.join(read) or '?'}")
    if len(values) > 1:
        raise Rejected("E251", f"{name} : {' | '.join(read)}")
    return values.pop()
