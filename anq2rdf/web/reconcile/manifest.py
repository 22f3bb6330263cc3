"""The service manifest (§3.1): what this service is, where its parts are."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request

from anq2rdf import __version__
from anq2rdf.rdf.vocabulary import ONTOLOGY
from anq2rdf.web.reconcile.vocabulary import DEPUTY, type_name
from anq2rdf.web.rendering import language_of, words
from anq2rdf.web.site import Site

VERSIONS: Final = ("0.2",)
WIDTH, HEIGHT = 420, 240  # pixels of a preview


def describe(request: Request, here: str) -> dict[str, Any]:
    """The manifest; `here` is the address of the service.

    An identifier is what follows the identifier space in a thing's IRI, so that both together are that IRI.
    """
    site: Site = request.app.state.site
    language = language_of(request)
    suggested = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}"} for kind in ("entity", "property", "type")
    }
    return {
        "versions": [*VERSIONS],
        "name": words(language)["reconcile_name"],
        "identifierSpace": f"{site.base}id/",
        "schemaSpace": ONTOLOGY,
        "defaultTypes": [{"id": DEPUTY, "name": type_name(DEPUTY, language)}],
        "documentation": f"{request.base_url}#reuse",
        "serviceVersion": __version__,
        "view": {"url": f"{request.base_url}doc/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": _settings(language),
        },
        "batchSize": site.limits.reconcile_queries,
    }


def _settings(language: str) -> list[dict[str, Any]]:
    t = words(language)
    return [
        {
            "name": name,
            "type": "number",
            "default": 0,
            "label": t[f"reconcile_s_{name}"],
            "help_text": t[f"reconcile_s_{name}_told"],
        }
        for name in ("limit", "legislature")
    ]
