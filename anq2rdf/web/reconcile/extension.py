"""Values fetched for things that are matched (§7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from anq2rdf.web.reconcile.entities import Entity, Reference
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.requests import MOST, Extension, WantedProperty
from anq2rdf.web.reconcile.showing import shown_type
from anq2rdf.web.reconcile.vocabulary import PROPERTIES, property_name

#: Where Wikidata's items can be reconciled (§7.4: a property whose values are of another service names that service).
WIKIDATA: Final = "https://wikidata.reconci.link/en/api"


def propose(given: Mapping[str, str], language: str) -> dict[str, Any]:
    """What can be fetched of things of a type (§7.2); nothing of an unknown one."""
    kind, text = given.get("type", ""), given.get("limit", "")
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
    found = [
        {"id": each.id, "name": property_name(each.id, language)}
        for each in PROPERTIES.values()
        if each.given and kind in each.types
    ]
    return {"type": kind, "properties": found[:limit]} | ({} if limit is None else {"limit": limit})


def extend(wanted: Extension, holdings: Holdings, language: str) -> dict[str, Any]:
    """The values of each property of each thing; none of what is not known."""
    return {
        "meta": [_meta(each, language) for each in wanted.properties],
        "rows": {key: _row(holdings.get(key), wanted, holdings) for key in wanted.ids},
    }


def _meta(wanted: WantedProperty, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": wanted.id, "name": property_name(wanted.id, language)}
    known = PROPERTIES.get(wanted.id)
    if known is not None and known.type is not None:
        told["type"] = shown_type(known.type, language)
    if wanted.id == "wikidata":
        told["service"] = WIKIDATA
    return told


def _row(entity: Entity | None, wanted: Extension, holdings: Holdings) -> dict[str, list[dict[str, Any]]]:
    return {each.id: list(_cells(entity, each, holdings)) if entity else [] for each in wanted.properties}


def _cells(entity: Entity, wanted: WantedProperty, holdings: Holdings) -> Iterator[dict[str, Any]]:
    values = entity.values.get(wanted.id, ())
    legislature, limit = (_setting(wanted, name) for name in ("legislature", "limit"))
    if legislature:
        values = tuple(each for each in values if each.legislature in (legislature, None))
    for content in list(dict.fromkeys(each.content for each in values))[: limit or MOST]:
        if isinstance(content, Reference):
            known = holdings.get(content.id)
            yield {"id": content.id, "name": known.label if known else content.id}
        elif wanted.id == "wikidata":
            yield {"id": content, "name": entity.label}
        elif isinstance(content, dt.date):
            yield {"date": f"{content.isoformat()}T00:00:00Z"}
        else:
            yield {"int" if isinstance(content, int) else "str": content}


def _setting(wanted: WantedProperty, name: str) -> int:
    """A setting's whole number; 0 for one that is not set, or makes no sense."""
    given = wanted.settings.get(name)
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9:
        return int(given)
    return int(given) if isinstance(given, int | float) and not isinstance(given, bool) and 0 < given < 1e9 else 0
