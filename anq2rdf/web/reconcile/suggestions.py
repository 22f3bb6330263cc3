"""Auto-completion (§6): entities, properties and types whose names begin as typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from anq2rdf.normalise.names import fold
from anq2rdf.web.reconcile.candidates import identified
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.requests import MOST
from anq2rdf.web.reconcile.showing import description, shown_type
from anq2rdf.web.reconcile.understanding import LONGEST
from anq2rdf.web.reconcile.vocabulary import PROPERTIES, TYPES, property_name, type_name
from anq2rdf.web.rendering import LANGUAGES, words

SUGGESTED: Final = ("entity", "property", "type")
_PAGE: Final = 20


def suggest(kind: str, given: Mapping[str, str], holdings: Holdings, language: str) -> dict[str, Any]:
    """The answer to a suggest query: `prefix`, `cursor`, and what OpenRefine adds (`type`, `limit`)."""
    prefix = " ".join(given.get("prefix", "")[:LONGEST].split())
    first, many = _number(given, "cursor", 0), min(_number(given, "limit", _PAGE), MOST)
    found = {"entity": _entities, "property": _properties, "type": _types}[kind]
    return {"result": list(islice(found(prefix, given.get("type", ""), holdings, language), first, first + many))}


def _entities(prefix: str, kind: str, holdings: Holdings, language: str) -> Iterator[dict[str, Any]]:
    """An identifier's own thing first, then whoever has that very name, then all that begin so."""
    every = [*identified([prefix], holdings), *holdings.named(prefix), *holdings.beginning(prefix)]
    for entity in {each.id: each for each in every}.values():
        if kind not in TYPES or entity.type == kind:
            yield _shown(entity, holdings, language)


def _shown(entity: Entity, holdings: Holdings, language: str) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.label,
        "description": description(entity, holdings, language),
        "notable": [shown_type(entity.type, language)],
    }


def _properties(prefix: str, kind: str, holdings: Holdings, language: str) -> Iterator[dict[str, Any]]:
    """Those of the type where that is one of ours: OpenRefine names one even where nobody chose it."""
    for each in PROPERTIES.values():
        if _begins(prefix, each.id, *(property_name(each.id, code) for code in LANGUAGES)) and (
            kind not in TYPES or kind in each.types
        ):
            told = words(language)[f"reconcile_p_{each.id}_told"]
            yield {"id": each.id, "name": property_name(each.id, language), "description": told}


def _types(prefix: str, kind: str, holdings: Holdings, language: str) -> Iterator[dict[str, Any]]:
    for name in TYPES:
        if _begins(prefix, name, *(type_name(name, code) for code in LANGUAGES)):
            yield shown_type(name, language)


def _begins(prefix: str, *names: str) -> bool:
    """Whether some word of a name begins so."""
    start = fold(prefix)
    return any(f" {fold(name)}".find(f" {start}") >= 0 for name in names)


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
