"""A ministry's label and a day → the one organ in office; or nothing.

The Assemblée gives one label to several organs over time (38 of the 88 labels of the XV questions to the Government)
and writes ' and ’ for the same one. So: labels compared by `names.ministry_key` and otherwise word for word, never by
nearness; the day decides; several or none decide nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from anq2rdf.normalise import names
from anq2rdf.records import Membership, Ministry, Organ
from anq2rdf.register.index import Index
from anq2rdf.register.spans import standing

_DAY = dt.timedelta(days=1)
_Table = dict[str, list["_Office"]]


class _Office(Struct, frozen=True):
    """An organ and the days on which the register shows it to exist."""

    id: str
    start: dt.date | None
    end: dt.date | None


class Ministries:
    """The ministries of a register, to be asked by label and day."""

    def __init__(self, index: Index) -> None:
        self._short: _Table = defaultdict(list)
        self._label: _Table = defaultdict(list)
        self._edition: _Table = defaultdict(list)
        ends, starts = _government_ends(index.organs), _first_holders(index.offices)
        for organ in index.organs:
            if organ.kind == "MINISTERE":
                office = _Office(organ.id, organ.start or starts.get(organ.id), organ.end or ends.get(organ.parent))
                self._enter(organ, office, index.editions.get(organ.id))
        self.of = lru_cache(maxsize=4096)(self._of)

    def _enter(self, organ: Organ, office: _Office, edition: str | None) -> None:
        self._short[names.ministry_key(organ.short or organ.label)].append(office)
        self._label[names.ministry_key(organ.label)].append(office)
        if edition:
            self._edition[names.ministry_key(_titled(edition))].append(office)

    def _of(self, ministry: Ministry, day: dt.date) -> str | None:
        """The organ of that label in office on the day: `short` first, then `label`; None when not exactly one.

        The first of libelleAbrege, libelle and libelleEdition that knows the label decides; where it knows several
        (one short name borne by a ministry and a State secretary), the long label chooses among them.
        """
        for label in (ministry.short, ministry.label):
            for table in (self._short, self._label, self._edition):
                if label and (found := standing(table.get(names.ministry_key(label), ()), day)):
                    return _only(self._narrowed(found, label, ministry.label))
        return None

    def _narrowed(self, found: list[_Office], said: str, label: str | None) -> list[_Office]:
        """Those of several whose libelle is the long label, where it says more than the label that found them."""
        if len(found) == 1 or not label or names.fold(label) == names.fold(said):
            return found
        named = {office.id for office in self._label.get(names.ministry_key(label), ())}
        return [office for office in found if office.id in named]


def _only(found: list[_Office]) -> str | None:
    return found[0].id if len(found) == 1 else None


def _titled(edition: str) -> str:
    """libelleEdition stands after a title: « (le ministre) de l'intérieur »."""
    return edition if names.fold(edition).startswith("ministere") else f"Ministère {edition}"


def _government_ends(organs: Iterable[Organ]) -> dict[str | None, dt.date]:
    """The last day of each Government: as recorded, else the eve of the next.

    The register leaves some ended Governments and their ministries open (ATTAL, of January 2024, in the file of
    2025). There is one Government at a time, so an open one ended when another began; otherwise a question of 2025
    would find a minister of 2024.
    """
    governments = [o for o in organs if o.kind == "GOUVERNEMENT" and o.start]
    ends: dict[str | None, dt.date] = {}
    for one in governments:
        later = [o.start for o in governments if o.start and one.start and o.start > one.start]
        if end := one.end or (min(later) - _DAY if later else None):
            ends[one.id] = end
    return ends


def _first_holders(offices: Iterable[Membership]) -> dict[str, dt.date]:
    """The first day on which somebody held each ministry: what is certain of an organ without a first day."""
    first: dict[str, dt.date] = {}
    for office in offices:
        first[office.organ] = min(first.get(office.organ, office.start), office.start)
    return first
