"""Groups, ministries, constituencies, départements and legislatures as entities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from anq2rdf.look.clean import clean
from anq2rdf.normalise.identifiers import parse_legislature
from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.reconcile.entities import Content, Entity, Reference, Value
from anq2rdf.web.reconcile.vocabulary import CONSTITUENCY, LEGISLATURE, TYPES

Said = Mapping[str, Sequence[str]]
_LONGEST: Final = 300  # characters of a name


def make_things(told: Iterable[tuple[str, str, Said]], space: str) -> dict[str, Entity]:
    """The entities by IRI. What is no thing of this site, or has no name, is left out."""
    made = (make_thing(iri, kind.removeprefix(v.ONTOLOGY), said, space) for iri, kind, said in told)
    return {each.iri: each for each in made if each is not None}


def make_thing(iri: str, kind: str, said: Said, space: str) -> Entity | None:
    """One of them."""
    local = local_id(iri, space)
    labels = texts(said, v.LABEL)
    if local is None or not labels or kind not in TYPES:
        return None
    keys = (*texts(said, v.IDENTIFIER), *texts(said, v.NOTATION))
    return Entity(
        id=local,
        iri=iri,
        type=kind,
        label=labels[0],
        names=(*labels[1:], *texts(said, v.ALT_LABEL)),
        keys=keys,
        values=_values(kind, said, space, keys),
    )


def number_of(legislature: str | None) -> int | None:
    """The number of a legislature by its IRI."""
    return parse_legislature((legislature or "").rpartition("/")[2])


def local_id(iri: str, space: str) -> str | None:
    """The identifier of a thing: what follows the identifier space in its IRI; None for a thing of another site."""
    local = iri.removeprefix(space)
    return local if local and local != iri else None


def texts(said: Said, name: str) -> list[str]:
    """The values of a property as texts of a sensible length, each once, in one order."""
    return sorted(filter(None, {clean(each).strip()[:_LONGEST] for each in said.get(name, ())}))


def _values(kind: str, said: Said, space: str, keys: Sequence[str]) -> dict[str, tuple[Value, ...]]:
    legislature = next(filter(None, map(number_of, said.get(v.LEGISLATURE, ()))), None)
    found: dict[str, list[Content]] = {
        "identifier": [*keys],
        "legislature": _references(said, v.LEGISLATURE, space),
        "department": _references(said, v.DEPARTMENT, space) if kind == CONSTITUENCY else [],
        "number": _numbers(said, v.NUMBER) if kind in (CONSTITUENCY, LEGISLATURE) else [],
        "delimitation": _numbers(said, v.DELIMITATION) if kind == CONSTITUENCY else [],
        "start": [*_days(said, v.START_DATE)],
        "end": [*_days(said, v.END_DATE)],
    }
    return {name: tuple(Value(each, legislature) for each in contents) for name, contents in found.items() if contents}


def _references(said: Said, name: str, space: str) -> list[Content]:
    found = (local_id(each, space) for each in sorted(set(said.get(name, ()))))
    return [Reference(each) for each in found if each]


def _numbers(said: Said, name: str) -> list[Content]:
    return [int(each) for each in texts(said, name) if each.isascii() and each.isdigit() and len(each) < 10]


def _days(said: Said, name: str) -> list[dt.date]:
    return [day for each in texts(said, name) if (day := read_day(each))]


def read_day(text: str | None) -> dt.date | None:
    """The day that a text begins with; None where it begins with none."""
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
