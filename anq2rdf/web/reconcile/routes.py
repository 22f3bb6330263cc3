"""The addresses of the service. Anybody's page may read all of them: CORS is a must for every one (§3.3)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.errors import Anq2rdfError
from anq2rdf.web.fields import FORM, Fields, as_text, read_address, read_body, read_form
from anq2rdf.web.reconcile.candidates import find_candidates
from anq2rdf.web.reconcile.extension import extend, propose
from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.manifest import describe
from anq2rdf.web.reconcile.preview import preview
from anq2rdf.web.reconcile.requests import Query, read_batch, read_extension
from anq2rdf.web.reconcile.service import service_of
from anq2rdf.web.reconcile.showing import shown_candidate
from anq2rdf.web.reconcile.suggestions import SUGGESTED, suggest
from anq2rdf.web.refusals import Refusal, refused
from anq2rdf.web.rendering import language_of, tagged
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.endpoint import OPEN

PATH: Final = "/reconcile"
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_READING: Final = ("GET", "HEAD", "OPTIONS")
Handler = Callable[[Request], Awaitable[Response]]


def _answering(handler: Handler) -> Handler:
    """Errors become answers here, inside of what allows other pages to read them."""

    @wraps(handler)
    async def handled(request: Request) -> Response:
        try:
            return await handler(request)
        except Anq2rdfError as error:
            return refused(request, error)

    return handled


@_answering
async def _endpoint(request: Request) -> Response:
    fields = await _fields(request)
    asked = [(name, value) for name, value in fields if name in ("queries", "extend")]
    if len(asked) > 1:
        raise Refusal(400, "there is more than one request in this", remedy="send `queries` or `extend`, once")
    if asked:
        name, text = asked[0]
        return await (_queries(request, text) if name == "queries" else _extension(request, text))
    if request.method == "POST":
        raise Refusal(400, "there is no query", remedy="send a batch in the field `queries`")
    return _json(request, describe(request, str(request.base_url).rstrip("/") + PATH))


async def _fields(request: Request) -> Fields:
    fields = read_address(request)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != FORM:
            raise Refusal(415, "a batch comes by POST in a form", remedy=f"send it as {FORM}")
        site: Site = request.app.state.site
        fields += read_form(as_text(await read_body(request, site.limits)))
    return fields


async def _queries(request: Request, text: str) -> Response:
    site: Site = request.app.state.site
    batch = read_batch(text, site.limits)
    language = language_of(request)
    return _json(request, await service_of(request).work(partial(_results, batch, language)))


def _results(batch: dict[str, Query], language: str, holdings: Holdings) -> dict[str, Any]:
    return {
        key: {"result": [shown_candidate(each, holdings, language) for each in find_candidates(query, holdings)]}
        for key, query in batch.items()
    }


async def _extension(request: Request, text: str) -> Response:
    site: Site = request.app.state.site
    wanted = read_extension(text, site.limits)
    language = language_of(request)
    return _json(request, await service_of(request).work(lambda holdings: extend(wanted, holdings, language)))


@_answering
async def _suggest(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in SUGGESTED:
        raise Refusal(404, "nothing of that kind is suggested here", remedy=f"there are {', '.join(SUGGESTED)}")
    fields, language = dict(reversed(read_address(request))), language_of(request)
    return _json(request, await service_of(request).work(lambda holdings: suggest(kind, fields, holdings, language)))


@_answering
async def _properties(request: Request) -> Response:
    return _json(request, propose(dict(reversed(read_address(request))), language_of(request)))


@_answering
async def _preview(request: Request) -> Response:
    identifier = request.query_params.get("id", "")
    entity, holdings = await service_of(request).work(lambda holdings: (holdings.get(identifier), holdings))
    return preview(request, entity, holdings)


def _json(request: Request, content: Any) -> Response:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    response = tagged(request, body, "application/json")
    response.headers["vary"] = "Accept-Language, Cookie"
    return response


routes: Final = [
    Route(PATH, _endpoint, methods=_METHODS, middleware=[OPEN]),
    Route(PATH + "/suggest/{kind}", _suggest, methods=_READING, middleware=[OPEN]),
    Route(PATH + "/properties", _properties, methods=_READING, middleware=[OPEN]),
    Route(PATH + "/preview", _preview, methods=_READING, middleware=[OPEN]),
]
