"""Answers to a search, in the form that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.query.search import Counted, Found, Hit
from anq2rdf.query.search.index import PAGE, Marked
from anq2rdf.web.negotiation import choose
from anq2rdf.web.rendering import environment, language_of, page, tagged, words
from anq2rdf.web.search.request import LAST_PAGE, Asked, read_request
from anq2rdf.web.site import Site

_FORMS: Final = {"html": "text/html", "json": "application/json", "atom": "application/atom+xml"}
_AT_ONCE: Final = 4  # searches that run beside each other; the others wait
_MARKS: Final = {name: f" {name}" for name in ("answered", "pending", "withdrawn", "lapsed", "closed-other")}


async def _search(request: Request) -> Response:
    asked, form = read_request(request.query_params), _form(request)
    site: Site = request.app.state.site
    found = await to_thread.run_sync(site.index.search, asked.search, limiter=_limiter(request))
    if form == "html":
        return _page(request, asked, found)
    content = _json(request, asked, found) if form == "json" else _atom(request, asked, found)
    response = tagged(request, content, f"{_FORMS[form]}; charset=utf-8" if form == "atom" else _FORMS[form])
    response.headers["vary"] = "Accept, Accept-Language, Cookie"
    return response


def _limiter(request: Request) -> CapacityLimiter:
    state = request.app.state
    if not hasattr(state, "searching"):
        state.searching = CapacityLimiter(_AT_ONCE)
    limiter: CapacityLimiter = state.searching
    return limiter


def _form(request: Request) -> str:
    wanted = request.query_params.get("format")
    if wanted is None:
        chosen = choose(request.headers.get("accept"), list(_FORMS.values()))
        wanted = next((name for name, media_type in _FORMS.items() if media_type == chosen), None)
    if wanted not in _FORMS:
        raise HTTPException(406, f"a search is answered as {', '.join(_FORMS)}")
    return wanted


def _page(request: Request, asked: Asked, found: Found) -> Response:
    return page(
        request,
        "search.html",
        asked=asked,
        found=found,
        pages=pages_of(asked, found),
        places=[name for name, values in found.facets.items() if len(values) > 1 or any(v.chosen for v in values)],
        marks=_MARKS,
        go=request.app.state.site.link_of,
    )


def pages_of(asked: Asked, found: Found) -> list[tuple[int, str | None]]:
    """The numbers of pages to go to, the gaps between them as 0; no address for the page that is shown."""
    last, here = _last(found), asked.search.page
    near = sorted({1, last, *range(max(here - 2, 1), min(here + 2, last) + 1)}) if last > 1 else []
    listed: list[tuple[int, str | None]] = []
    for number in near:
        if listed and number - listed[-1][0] > 1:
            listed.append((0, None))
        listed.append((number, None if number == here else asked.address(page=number)))
    return listed


def _last(found: Found) -> int:
    return min(-(-found.total // PAGE), LAST_PAGE)


def plain(marked: Marked) -> str:
    """A marked text without its marks."""
    return "".join(text for text, _ in marked)


def _json(request: Request, asked: Asked, found: Found) -> bytes:
    language = language_of(request)
    url = partial(_url, request)
    content = {
        "query": asked.search.words,
        "filters": dict(asked.search.filters),
        "order": asked.search.order,
        "page": asked.search.page,
        "pages": _last(found),
        "total": found.total,
        "direct": [
            {"kind": each.kind, "id": each.iri, "label": each.label(language), "url": url(each.iri)}
            for each in found.direct
        ],
        "results": [_result(hit, language, url(hit.iri)) for hit in found.hits],
        "facets": {name: _counts(values, language) for name, values in found.facets.items()},
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _counts(values: Iterable[Counted], language: str) -> list[dict[str, Any]]:
    return [{"value": value.key, "label": value.label(language), "count": value.hits} for value in values]


def _result(hit: Hit, language: str, url: str | None) -> dict[str, Any]:
    return {
        "id": hit.iri,
        "url": url,
        "identifier": hit.uid,
        "title": plain(hit.title),
        "author": hit.author_name,
        "authorId": hit.author,
        "date": hit.day,
        "answered": hit.answered,
        "responseDays": hit.days,
        **{name: value.label(language) for name, value in hit.values.items()},
        "extract": plain(hit.snippet),
    }


def _atom(request: Request, asked: Asked, found: Found) -> bytes:
    language = language_of(request)
    days = [day for hit in found.hits for day in (hit.day, hit.answered) if day]
    text = environment().get_template("search.atom").render(
        t=words(language),
        lang=language,
        asked=asked,
        found=found,
        go=request.app.state.site.link_of,
        absolute=partial(_absolute, request),
        updated=f"{max(days, default='1970-01-01')}T00:00:00Z",
        plain=plain,
    )  # fmt: skip
    return text.encode()


def _url(request: Request, iri: str) -> str | None:
    link: str | None = request.app.state.site.link_of(iri)
    return _absolute(request, link) if link is not None and link.startswith("/") else link


def _absolute(request: Request, path: str) -> str:
    return str(request.base_url).rstrip("/") + path


routes: Final = [Route("/search", _search)]
