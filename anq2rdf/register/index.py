"""The compact index: what the register's file tells of people, mandates, memberships and organs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from anq2rdf.errors import SourceError
from anq2rdf.limits import Limits
from anq2rdf.problems import escaped
from anq2rdf.records import Mandate, Membership, Organ, Person
from anq2rdf.register import archive, layout
from anq2rdf.register.addresses import address


class Index(Struct, frozen=True, kw_only=True):
    """All of the register that is kept, each part in order of its identifiers."""

    sha256: str
    persons: tuple[Person, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    groups: tuple[Membership, ...] = ()         # memberships of political groups
    offices: tuple[Membership, ...] = ()        # who held a ministry, from when to when
    organs: tuple[Organ, ...] = ()
    editions: dict[str, str] = {}               # libelleEdition of ministries: "de l'intérieur"


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_I = TypeVar("_I", bound=_Identified)


class _Gathering:
    """The parts of an index while members are read."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.mandates: dict[str, Mandate] = {}
        self.organs: dict[str, Organ] = {}
        self.groups: list[Membership] = []
        self.offices: list[Membership] = []
        self.editions: dict[str, str] = {}

    def add(self, entry: layout.Entry) -> None:
        for actor in layout.actors(entry):
            self._add_actor(actor)
        for organ in layout.organs(entry):
            self._add_organ(organ)

    def _add_actor(self, actor: layout.ActorEntry) -> None:
        person = layout.person(actor)
        _put(self.persons, person)
        for entry in layout.entries(actor):
            match layout.plain(entry.type_organe):
                case "ASSEMBLEE":
                    _put(self.mandates, layout.mandate(entry, person.id))
                case "GP":
                    self.groups += layout.memberships(entry, person.id)
                case "MINISTERE" if layout.holds_office(entry):
                    self.offices += layout.memberships(entry, person.id)

    def _add_organ(self, entry: layout.OrganEntry) -> None:
        if layout.plain(entry.code_type) not in layout.KINDS:
            return
        organ = layout.organ(entry)
        _put(self.organs, organ)
        edition = layout.plain(entry.libelle_edition)
        if organ.kind == "MINISTERE" and edition:
            self.editions[organ.id] = edition

    def index(self, sha256: str) -> Index:
        return Index(
            sha256=sha256,
            persons=_in_order(self.persons.values()),
            mandates=_in_order(self.mandates.values()),
            groups=_in_order(self.groups),
            offices=_in_order(self.offices),
            organs=_in_order(self.organs.values()),
            editions=dict(sorted(self.editions.items())),
        )


def build(path: Path, sha256: str, limits: Limits) -> Index:
    """Read the register's file whole.

    Raises `SourceError` naming the member that is damaged, malformed or contradicts another one.
    """
    gathering = _Gathering()
    for name, entry in _decoded(path, limits):
        try:
            gathering.add(entry)
        except ValueError as fault:
            raise _malformed(name, fault) from fault
    if not gathering.persons and not gathering.organs:
        raise archive.not_a_register(path)
    return gathering.index(sha256)


def _decoded(path: Path, limits: Limits) -> Iterator[tuple[str, layout.Entry]]:
    decoder = msgspec.json.Decoder(layout.Entry)
    for name, data in archive.members(path, limits):
        try:
            yield name, decoder.decode(data.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
            raise _malformed(name, fault) from fault


def _malformed(name: str, fault: Exception) -> SourceError:
    return SourceError(
        f"{escaped(name)} does not follow the register's schema: {escaped(str(fault))}",
        remedy=f"download the register again: {address('register')}",
        code="E124",
    )


def _put(table: dict[str, _I], item: _I) -> None:
    """The same thing twice is one thing; two different things of one identifier are a contradiction."""
    if table.setdefault(item.id, item) != item:
        raise ValueError(f"{item.id} stands twice, with different content")


def _in_order(items: Iterable[_I]) -> tuple[_I, ...]:
    return tuple(sorted(items, key=lambda item: (len(item.id), item.id)))
