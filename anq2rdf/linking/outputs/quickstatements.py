"""What Wikidata lacks, as commands of QuickStatements V1 (https://www.wikidata.org/wiki/Help:QuickStatements).

Added is only what is certain, and only where the candidates show that it is not there:

    the identifier   the item has no P4123, and the candidates tell P4123 of others
    a term           P39 = Q3044918 with P2937, P580, P582 and, where resolved, P768: no statement of the item can be
                     it, and the candidates tell of that legislature
    a constituency   P768 on the item's only statement of the office, which has the term and no constituency

QuickStatements puts qualifiers on the first statement of the same value, and every term has the same value. So where
the item has a statement of the office, or may have one that is not told, a term is added by the form of version 3 that
makes a new statement (+Q…); older versions leave such a line aside instead of spoiling another term. What is half there
(the office bare, or without its term on days that do not exclude the mandate) is left to people and counted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Candidates, Item, Position
from anq2rdf.linking.outputs.places import Known
from anq2rdf.linking.run import LinkingRun
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.register.addresses import ADDRESSES

IDENTIFIER: Final = "P4123"
OFFICE: Final = ("P39", "Q3044918")  # position held: member of the Assembly
TERM: Final = "P2937"
DISTRICT: Final = "P768"
START: Final = "P580"
END: Final = "P582"

_CERTAIN: Final = frozenset({"certain", "redirected"})
_BREAKING: Final = re.compile(r"[\s|\x00-\x1f\x7f]+|/\*|\*/")
_PA: Final = re.compile(r"PA([1-9][0-9]*)")


class Additions(Struct, kw_only=True):
    """The commands, how many of each kind, and how many facts were left out for which reason."""

    lines: list[str]
    added: Counter[str]  # "identifier", "term", "constituency"
    left_out: Counter[str]

    def as_bytes(self) -> bytes:
        """The file to paste or upload."""
        return "".join(f"{line}\n" for line in self.lines).encode()


def additions(
    decisions: Iterable[Decision],
    subjects: Iterable[Subject],
    candidates: Candidates,
    run: LinkingRun,
) -> Additions:
    """What the linked deputies' items lack, in the order of the decisions."""
    by_iri = {subject.iri: subject for subject in subjects}
    items = {item.id: item for item in candidates.people}
    found = Additions(lines=[], added=Counter(), left_out=Counter())
    maker = _Maker(Known(candidates), _reference(run), found)
    for decision in decisions:
        subject = by_iri.get(decision.subject)
        item = items.get(decision.best.item) if decision.best is not None else None
        if decision.kind == "person" and decision.outcome == "linked" and subject is not None and item is not None:
            maker.add(decision, subject, item)
    return found


def _reference(run: LinkingRun) -> list[str]:
    """The register's address, and the day it was fetched where that is known: no day is made up."""
    told = ["S854", _string(ADDRESSES["register"])]
    return told + (["S813", _day(run.register_retrieved)] if run.register_retrieved else [])


class _Maker:
    def __init__(self, known: Known, reference: list[str], found: Additions) -> None:
        self._known, self._reference, self._found = known, reference, found

    def add(self, decision: Decision, subject: Subject, item: Item) -> None:
        digits = _PA.fullmatch(subject.id or "")
        reason = _doubt(decision, item, digits)
        if reason or digits is None:
            self._leave(reason)
            return
        self._identifier(item, digits[1])
        seats = [seat for seat in subject.seats if seat.mandate and seat.legislature is not None]
        beside = item.offices != 0  # whether there may be a statement of the office
        for seat in seats:
            beside |= self._seat(item, seat, beside=beside, seats=seats)

    def _identifier(self, item: Item, digits: str) -> None:
        if digits in item.assembly_ids:
            return
        if not self._known.tells_identifiers:
            self._leave("the candidates tell no identifiers")
        else:
            self._put("identifier", [item.id, IDENTIFIER, _string(digits)])

    def _seat(self, item: Item, seat: Seat, *, beside: bool, seats: list[Seat]) -> bool:
        """Gives whether a statement was added."""
        assert seat.legislature is not None
        same = [each for each in _offices(item) if each.legislature == seat.legislature]
        if same:
            peers = [each for each in seats if each.legislature == seat.legislature]
            if peers.index(seat) >= len(same):
                self._leave("half there: fewer statements of the legislature than mandates")
            else:
                self._constituency(item, seat, same, peers)
            return False
        # Each mandate is a statement of its own, so two of one legislature are both added where neither is there.
        term = self._known.term(seat.legislature)
        reason = self._lack(item, seat, term)
        if reason or term is None:
            self._leave(reason)
            return False
        command = [f"+{item.id}" if beside else item.id, *OFFICE, TERM, term, *self._district(seat), *_days(seat)]
        self._put("term", command)
        return True

    def _lack(self, item: Item, seat: Seat, term: str | None) -> str:
        """Why the term may not be missing, or cannot be told; empty where it is missing for sure."""
        if seat.legislature not in self._known.legislatures:
            return "the candidates do not tell of the legislature"
        if item.offices is None and not _offices(item):
            return "the candidates tell no position of the item"
        if (item.offices or 0) > len(_offices(item)):
            return "half there: the office without its term"
        if any(each.legislature is None and not _excluded(each, seat) for each in _offices(item)):
            return "half there: the office without its term"
        if seat.start is None:
            return "the mandate has no first day"
        return "" if term else "the legislature's item is not resolved"

    def _district(self, seat: Seat) -> list[str]:
        found = self._known.constituency(seat)
        if found is None:
            self._leave("the constituency's item is not resolved")
        return [DISTRICT, found] if found else []

    def _constituency(self, item: Item, seat: Seat, same: list[Position], peers: list[Seat]) -> None:
        """On the one statement there is, where it has none and can be no other mandate."""
        if any(each.constituency or each.number is not None for each in same):
            return
        found = self._known.constituency(seat)
        if not self._known.tells_constituencies:
            self._leave("the candidates tell no constituencies")
        elif found is None:
            self._leave("the constituency's item is not resolved")
        elif item.offices is None:
            self._leave("half there: a term without its constituency, and perhaps other terms that are not told")
        elif item.offices > 1 or len(_offices(item)) > 1 or len(peers) > 1:
            self._leave("half there: a term without its constituency, beside others")
        else:
            self._put("constituency", [item.id, *OFFICE, DISTRICT, found])

    def _put(self, kind: str, command: list[str]) -> None:
        self._found.added[kind] += 1
        self._found.lines.append("\t".join([*command, *self._reference]))

    def _leave(self, reason: str) -> None:
        self._found.left_out[reason] += 1


def _doubt(decision: Decision, item: Item, digits: re.Match[str] | None) -> str:
    """Why nothing may be said of the item; empty where the link is certain enough."""
    assert decision.best is not None
    if digits is None:
        return "the subject has no identifier"
    if decision.best.method == "evidence" and decision.reason not in _CERTAIN:
        return "the link is not certain"
    if item.human is False:
        return "the item is no person"
    if item.assembly_ids and set(item.assembly_ids) != {digits[1]}:
        return "the item has another identifier"
    return ""


def _offices(item: Item) -> list[Position]:
    return [each for each in item.positions if each.office in (None, OFFICE[1])]


def _excluded(position: Position, seat: Seat) -> bool:
    """Whether the days tell that both are not the same mandate: one is over before the other begins."""
    start, end = position.start, position.end
    ended_before = end is not None and seat.start is not None and end.year < seat.start.year
    began_after = start is not None and seat.end is not None and start.year > seat.end.year
    return ended_before or began_after


def _days(seat: Seat) -> Iterator[str]:
    if seat.start is not None:
        yield from (START, _day(seat.start))
    if seat.end is not None:
        yield from (END, _day(seat.end))


def _day(day: dt.date) -> str:
    """A day: precision 11."""
    return f"+{day.isoformat()}T00:00:00Z/11"


def _string(text: str) -> str:
    """A string of the format. It has no escapes: what would end a column, a line or the string is taken out."""
    plain = _BREAKING.sub(" ", text).strip().replace('"', "”")
    return f'"{plain}"'
