"""One query understood: the name, and what its properties mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from anq2rdf.look.clean import clean
from anq2rdf.normalise.constituency import parse_constituency
from anq2rdf.normalise.dates import parse_date
from anq2rdf.normalise.departments import code_of
from anq2rdf.normalise.identifiers import actor, parse_legislature
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.requests import LIMIT, MOST, Given, Named, Query
from anq2rdf.web.reconcile.vocabulary import TYPES
from anq2rdf.web.reconcile.wanted import Place, Wanted

T = TypeVar("T")
LONGEST: Final = 300  # characters of a name or value that are read
_NOTATION: Final = re.compile(r"([0-9]{1,3}|2[ABab]|[Zz][A-Za-z])[ -]([0-9]{1,2})")
_ORDINAL: Final = re.compile(r"([0-9]{1,2}) ?(?:re|ère|ere|e|ème|eme|nde)?(?: circonscription)?", re.IGNORECASE)


def understand(query: Query, holdings: Holdings) -> Wanted:
    """The query in our terms; what of it makes no sense says nothing for anybody, nor against."""
    said: dict[str, list[str]] = {}
    for asked in query.properties:
        said.setdefault(asked.pid, []).extend(filter(None, map(_text, asked.values)))
    text = _cleaned(query.query or "")
    is_identifier = actor(text) is not None or holdings.get(local(text)) is not None
    return Wanted(
        name="" if is_identifier else text,
        types=frozenset(query.types) & frozenset(TYPES) if query.types else None,
        limit=min(query.limit or LIMIT, MOST),
        identifiers=(*([text] if text else []), *said.get("identifier", ())),
        legislatures=_each(said.get("legislature", ()), _legislature),
        places=_places(said),
        groups=_each(said.get("group", ()), lambda text: _label(text, holdings)),
        days=_each(said.get("date", ()), _day),
    )


def _each(texts: Iterable[str], read: Callable[[str], T | None]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found for each in texts if (found := read(each)) is not None))


def local(text: str) -> str:
    """An identifier of the service, also where it is given as the whole IRI."""
    return text.partition("/id/")[2] or text


def _text(given: Given) -> str:
    """A value as text: of a thing matched before its identifier, of a number its figures."""
    if isinstance(given, Named):
        return _cleaned(given.id)
    if isinstance(given, float) and given.is_integer():
        given = int(given)  # a spreadsheet's 14.0
    return "" if given is None or isinstance(given, bool) else _cleaned(str(given))


def _cleaned(text: str) -> str:
    return " ".join(clean(text[:LONGEST]).split())


def _legislature(text: str) -> int | None:
    """14, XIV, 14e législature; or its identifier, or IRI."""
    return parse_legislature(text.rpartition("/")[2])


def _day(text: str) -> dt.date | None:
    found = parse_date(text)
    return found if isinstance(found, dt.date) else None


def _label(text: str, holdings: Holdings) -> str:
    """What a group is called, by its identifier or PO…; else the text itself."""
    entity = _entity(text, holdings)
    return entity.label if entity is not None else text


def _entity(text: str, holdings: Holdings) -> Entity | None:
    """The one thing of ours that an identifier, an IRI or an official number means."""
    known = holdings.get(local(text))
    if known is not None:
        return known
    keyed = holdings.keyed(text)
    return keyed[0] if len(keyed) == 1 else None


def _places(said: Mapping[str, Sequence[str]]) -> tuple[Place, ...]:
    """The constituencies; a number alone belongs to the département given beside it."""
    departments = _each(said.get("department", ()), lambda text: code_of(_last(text)))
    places = _each(said.get("constituency", ()), _place)
    if not places:
        return tuple(Place(each) for each in departments)
    alone = departments[0] if len(departments) == 1 else None
    return tuple(Place(each.department or alone, each.number) for each in places)


def _place(text: str) -> Place | None:
    """A constituency by its label ("Rhône (1re circonscription)"), its code ("69-01"), its identifier, its number."""
    if ordinal := _ORDINAL.fullmatch(text):
        return Place(None, int(ordinal[1]))
    coded = _NOTATION.fullmatch(_last(text))
    if coded is not None and (code := code_of(coded[1])) is not None:
        return Place(code, int(coded[2]))
    found = parse_constituency(text)
    return Place(found.department, found.number) if found.department else None


def _last(text: str) -> str:
    return text.rpartition("/")[2]
