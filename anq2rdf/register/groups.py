"""Political groups: the organ a label means within a legislature, and the membership of a deputy on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from anq2rdf.normalise import names
from anq2rdf.records import Group, Membership
from anq2rdf.register.index import Index
from anq2rdf.register.spans import standing

# The deputies without a group are themselves an organ, whose label changes from one legislature to the next.
_NOT_ATTACHED = frozenset({
    "ni", "non inscrit", "non inscrits", "non inscrite", "non inscrites", "depute non inscrit", "deputee non inscrite",
    "deputes non inscrits", "deputes n appartenant a aucun groupe",
})


class Groups:
    """The groups of a register."""

    def __init__(self, index: Index) -> None:
        self._named: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._abbreviated: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._of_person: dict[str, list[Membership]] = defaultdict(list)
        for organ in index.organs:
            if organ.kind == "GP" and organ.legislature is not None:
                for label in filter(None, (organ.label, organ.short, organ.abbreviation)):
                    self._named[organ.legislature, _key(label)].add(organ.id)
                self._abbreviated[organ.legislature, _key(organ.abbreviation or "")].add(organ.id)
        for membership in index.groups:
            self._of_person[membership.person].append(membership)

    def of(self, legislature: int, group: Group) -> str | None:
        """The one group of the legislature whose libelle, libelleAbrege or libelleAbrev is the label.

        Days play no part: sources record the group at the time of their export. Where two groups bear
        one label (UDI, Agir et Indépendants, twice in the XV), the abbreviation chooses.
        """
        found = self._found(legislature, group.label)
        short = self._found(legislature, group.short)
        if len(found) != 1:
            found = found & short or found or short
        if len(found) > 1 and group.short:
            found = found & self._abbreviated.get((legislature, _key(group.short)), set())
        return next(iter(found)) if len(found) == 1 else None

    def _found(self, legislature: int, label: str | None) -> set[str]:
        return self._named.get((legislature, _key(label)), set()) if label else set()

    def at(self, person: str, day: dt.date) -> Membership | None:
        """The membership on the day; on a hand-over day the one that begins; None where two groups claim it."""
        found = standing(self._of_person.get(person, ()), day)
        if len({membership.organ for membership in found}) != 1:
            return None
        # A chairman has two entries in one group: the older is the membership, the other the chair.
        return min(found, key=lambda membership: (membership.start, len(membership.id), membership.id))

    def ever(self, person: str, organ: str) -> bool:
        """Whether the person ever belonged to the group."""
        return any(membership.organ == organ for membership in self._of_person.get(person, ()))


def _key(label: str) -> str:
    folded = " ".join(names.fold(label).replace("-", " ").replace("'", " ").split())
    return "ni" if folded in _NOT_ATTACHED else names.fold(label)
