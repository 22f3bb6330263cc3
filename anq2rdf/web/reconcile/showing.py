"""Entities as the service's answers show them."""

from __future__ import annotations

from typing import Any, Final

from anq2rdf.look.wording import day, figures
from anq2rdf.web.reconcile.candidates import Candidate
from anq2rdf.web.reconcile.entities import Content, Entity, Reference
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.vocabulary import CONSTITUENCY, DEPUTY, type_name
from anq2rdf.web.rendering import words

_PLACES: Final = 3  # that a description names


def shown_candidate(candidate: Candidate, holdings: Holdings, language: str) -> dict[str, Any]:
    """A reconciliation candidate (§4.2)."""
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.label,
        "description": description(entity, holdings, language),
        "type": [shown_type(entity.type, language)],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


def shown_type(name: str, language: str) -> dict[str, str]:
    """A type as an object."""
    return {"id": name, "name": type_name(name, language)}


def description(entity: Entity, holdings: Holdings, language: str) -> str:
    """What tells an entity from another of its name, in one line."""
    parts = _of_deputy(entity, holdings, language) if entity.type == DEPUTY else _of_thing(entity, holdings, language)
    return " · ".join(filter(None, parts))


def _of_deputy(entity: Entity, holdings: Holdings, language: str) -> list[str]:
    places = labels(entity, "constituency", holdings) or labels(entity, "department", holdings)
    number = entity.weight
    t = words(language)
    asked = t["reconcile_question" if number == 1 else "reconcile_questions"].format(figures(number, language))
    return [
        type_name(DEPUTY, language),
        _sat(entity, holdings, language),
        ", ".join(places[:_PLACES]) + ("" if len(places) <= _PLACES else " …"),
        "" if not number else asked,
        "" if entity.keys else t["reconcile_by_name"],
    ]


def _of_thing(entity: Entity, holdings: Holdings, language: str) -> list[str]:
    days = [day(str(each), language) if (each := entity.day(name)) else "" for name in ("start", "end")]
    return [
        type_name(entity.type, language),
        *([] if entity.type == CONSTITUENCY else labels(entity, "legislature", holdings)),
        " – ".join(days) if any(days) else "",
        *(entity.keys[:1] if entity.type == CONSTITUENCY else ()),
        words(language)["reconcile_map"].format(year) if (year := entity.number("delimitation")) else "",
    ]


def _sat(entity: Entity, holdings: Holdings, language: str) -> str:
    """One legislature by its name, several by their numbers."""
    found = [known for each in entity.contents("legislature") if (known := _referred(each, holdings)) is not None]
    if len(found) < 2:
        return "".join(each.label for each in found)
    return words(language)["reconcile_in"].format(", ".join(str(each.number("number")) for each in found))


def labels(entity: Entity, name: str, holdings: Holdings) -> list[str]:
    """What the things are called that a property points at."""
    found = [_referred(each, holdings) for each in entity.contents(name)]
    return list(dict.fromkeys(each.label for each in found if each is not None))


def _referred(content: Content, holdings: Holdings) -> Entity | None:
    return holdings.get(content.id) if isinstance(content, Reference) else None
