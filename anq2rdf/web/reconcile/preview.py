"""One thing in a small frame of somebody else's page (§5)."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from anq2rdf.web.fence import FRAMED
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.showing import labels
from anq2rdf.web.reconcile.vocabulary import type_name
from anq2rdf.web.rendering import language_of, page
from anq2rdf.web.site import Site

_SHOWN: Final = ("legislature", "constituency", "department", "group")
_LISTED: Final = 6  # values of one of them


def preview(request: Request, entity: Entity | None, holdings: Holdings) -> Response:
    """The page, for any page to frame: there is nothing in it to press but links, which open elsewhere."""
    response = page(
        request,
        "reconcile/preview.html",
        status=200 if entity else 404,
        entity=entity,
        kind=type_name(entity.type, language_of(request)) if entity else "",
        address=_address(request, entity),
        facts=[(name, found[:_LISTED], len(found) > _LISTED) for name, found in _facts(entity, holdings) if found],
    )
    response.headers["content-security-policy"] = FRAMED
    return response


def _facts(entity: Entity | None, holdings: Holdings) -> list[tuple[str, list[str]]]:
    if entity is None:
        return []
    names = [name for name in _SHOWN if name != "department" or not entity.contents("constituency")]
    return [(name, labels(entity, name, holdings)) for name in names]


def _address(request: Request, entity: Entity | None) -> str | None:
    site: Site = request.app.state.site
    return site.path_of(entity.iri) if entity else None
