"""The official JSON of an actor and an organ, and what of it becomes records.

Schema: https://data.assemblee-nationale.fr (référentiel « acteurs, mandats, organes »). A uid is text or
{"#text": …}, a null is null, a missing key or {"@xsi:nil": "true"}; `mandat` and `organeRef` are one or a list.
Keys that are not named here (addresses, professions, commissions …) are skipped unparsed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from anq2rdf.normalise import departments, identifiers, text
from anq2rdf.records import Mandate, Membership, Organ, Person

KINDS = frozenset({"GP", "MINISTERE", "GOUVERNEMENT", "ASSEMBLEE"})

_T = TypeVar("_T")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T+Z ].*)?")


class Worded(Struct, frozen=True, rename={"text": "#text"}):
    """A value that carries attributes beside its text; a nil one has no text."""

    text: str | int | None = None


Scalar = str | int | Worded | None


class CivilStatus(Struct, frozen=True, rename="camel"):
    prenom: Scalar = None
    nom: Scalar = None


class Birth(Struct, frozen=True, rename="camel"):
    date_nais: Scalar = None


class Identity(Struct, frozen=True, rename="camel"):
    ident: CivilStatus | None = None
    info_naissance: Birth | None = None


class Quality(Struct, frozen=True, rename="camel"):
    code_qualite: Scalar = None


class OrganReferences(Struct, frozen=True, rename="camel"):
    organe_ref: str | int | Worded | list[Scalar] | None = None


class Place(Struct, frozen=True, rename="camel"):
    num_departement: Scalar = None
    num_circo: Scalar = None


class Election(Struct, frozen=True, rename="camel"):
    lieu: Place | None = None


class Term(Struct, frozen=True, rename="camel"):
    date_prise_fonction: Scalar = None
    mandat_remplace_ref: Scalar = None


class MandateEntry(Struct, frozen=True, rename="camel"):
    uid: Scalar = None
    legislature: Scalar = None
    type_organe: Scalar = None
    date_debut: Scalar = None
    date_fin: Scalar = None
    infos_qualite: Quality | None = None
    organes: OrganReferences | None = None
    election: Election | None = None
    mandature: Term | None = None


class MandateEntries(Struct, frozen=True, rename="camel"):
    mandat: MandateEntry | list[MandateEntry] | None = None


class ActorEntry(Struct, frozen=True, rename="camel"):
    uid: Scalar = None
    etat_civil: Identity | None = None
    mandats: MandateEntries | None = None


class Lifetime(Struct, frozen=True, rename="camel"):
    date_debut: Scalar = None
    date_fin: Scalar = None


class OrganEntry(Struct, frozen=True, rename="camel"):
    uid: Scalar = None
    code_type: Scalar = None
    libelle: Scalar = None
    libelle_edition: Scalar = None
    libelle_abrege: Scalar = None
    libelle_abrev: Scalar = None
    vi_mo_de: Lifetime | None = None
    organe_parent: Scalar = None
    legislature: Scalar = None


class Actors(Struct, frozen=True):
    acteur: ActorEntry | list[ActorEntry] | None = None


class Organs(Struct, frozen=True):
    organe: OrganEntry | list[OrganEntry] | None = None


class Export(Struct, frozen=True):
    """The composite layout: everything in one file."""

    acteurs: Actors | None = None
    organes: Organs | None = None


class Entry(Struct, frozen=True):
    """One file of the register, in whichever layout."""

    acteur: ActorEntry | None = None
    organe: OrganEntry | None = None
    export: Export | None = None


def actors(entry: Entry) -> list[ActorEntry]:
    """Every actor of one file."""
    inside = (entry.export or Export()).acteurs or Actors()
    return _several(entry.acteur) + _several(inside.acteur)


def organs(entry: Entry) -> list[OrganEntry]:
    """Every organ of one file."""
    inside = (entry.export or Export()).organes or Organs()
    return _several(entry.organe) + _several(inside.organe)


def person(actor: ActorEntry) -> Person:
    """The actor as a person. Raises ValueError for a uid that is none."""
    identity = actor.etat_civil or Identity()
    names = identity.ident or CivilStatus()
    return Person(
        id=_identifier(identifiers.actor(plain(actor.uid)), actor.uid),
        given=text.label(plain(names.prenom)) or "",
        family=text.label(plain(names.nom)) or "",
        birth=_birth(identity.info_naissance),
    )


def entries(actor: ActorEntry) -> list[MandateEntry]:
    """Every mandate of an actor, of any kind."""
    return _several((actor.mandats or MandateEntries()).mandat)


def mandate(entry: MandateEntry, holder: str) -> Mandate:
    """A mandate of kind ASSEMBLEE. Raises ValueError where identifiers or dates are malformed."""
    term, place = entry.mandature or Term(), (entry.election or Election()).lieu or Place()
    return Mandate(
        id=_identifier(identifiers.mandate(plain(entry.uid)), entry.uid),
        person=holder,
        legislature=identifiers.parse_legislature(plain(entry.legislature)),
        organ=next(_organs_of(entry), ""),
        start=_day(term.date_prise_fonction) or _day(entry.date_debut),
        end=_day(entry.date_fin),
        department=_department(plain(place.num_departement)),
        number=_number(plain(place.num_circo)),
        replaces=identifiers.mandate(plain(term.mandat_remplace_ref)),
    )


def memberships(entry: MandateEntry, holder: str) -> Iterator[Membership]:
    """A mandate of kind GP or MINISTERE, once for each organ it names; none where its first day is unknown."""
    start = _day(entry.date_debut)
    if start is None:
        return
    id_ = _identifier(identifiers.mandate(plain(entry.uid)), entry.uid)
    for organ_id in _organs_of(entry):
        yield Membership(id=id_, person=holder, organ=organ_id, start=start, end=_day(entry.date_fin))


def holds_office(entry: MandateEntry) -> bool:
    """Whether a MINISTERE mandate is an office: deputies « en mission » with a minister are not ministers."""
    quality = plain((entry.infos_qualite or Quality()).code_qualite) or ""
    return quality.casefold() != "en mission"


def organ(entry: OrganEntry) -> Organ:
    """The organ. Raises ValueError where its identifier or dates are malformed."""
    life = entry.vi_mo_de or Lifetime()
    return Organ(
        id=_identifier(identifiers.organ(plain(entry.uid)), entry.uid),
        kind=plain(entry.code_type) or "",
        label=text.label(plain(entry.libelle)) or "",
        short=text.label(plain(entry.libelle_abrege)),
        abbreviation=text.label(plain(entry.libelle_abrev)),
        legislature=identifiers.parse_legislature(plain(entry.legislature)),
        start=_day(life.date_debut),
        end=_day(life.date_fin),
        parent=identifiers.organ(plain(entry.organe_parent)),
    )


def plain(value: Scalar) -> str | None:
    """The text of a value in any of its forms, trimmed; None when there is none."""
    bare = value.text if isinstance(value, Worded) else value
    return None if bare is None else str(bare).strip() or None


def _several(value: _T | list[_T] | None) -> list[_T]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _organs_of(entry: MandateEntry) -> Iterator[str]:
    references: Scalar | list[Scalar] = (entry.organes or OrganReferences()).organe_ref
    for reference in references if isinstance(references, list) else [references]:
        if found := identifiers.organ(plain(reference)):
            yield found


def _identifier(found: str | None, raw: Scalar) -> str:
    if found is None:
        raise ValueError(f"{plain(raw)!r} is not an identifier")
    return found


def _day(value: Scalar) -> dt.date | None:
    """An ISO date, a time after it dropped. Births of the 1900s and offices of the 1950s are plausible here."""
    raw = plain(value)
    if raw is None:
        return None
    if not (iso := _ISO.fullmatch(raw)):
        raise ValueError(f"{raw!r} is not a date")
    return dt.date.fromisoformat(iso[1])


def _birth(birth: Birth | None) -> dt.date | None:
    try:
        return _day(birth.date_nais) if birth else None
    except ValueError:
        return None      # nothing is decided by it


def _department(raw: str | None) -> str | None:
    return departments.code_of(raw) if raw else None


def _number(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 4 else None
