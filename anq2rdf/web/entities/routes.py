"""`/id/…` and `/code/…` name things: 303 to a document. `/doc/…` is that document, in the form asked for."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from anq2rdf.web.entities.asking import is_iri
from anq2rdf.web.entities.forms import BY_NAME, FORMS, Form, negotiated, write_data
from anq2rdf.web.entities.naming import Names
from anq2rdf.web.entities.near import find_near
from anq2rdf.web.entities.pages import show
from anq2rdf.web.entities.statements import Statements, find_statements
from anq2rdf.web.rendering import language_of, page, tagged
from anq2rdf.web.site import SUFFIXES, Site


class Asked(NamedTuple):
    """What a request for a document asks for."""

    path: str  # below /doc/, without a suffix
    form: Form


async def _name(request: Request) -> Response:
    """303 See Other: the thing itself cannot be sent, a document about it can."""
    site: Site = request.app.state.site
    local = request.scope["raw_path"].decode("utf-8", "replace").lstrip("/")
    path = site.path_of(site.base + local)
    if path is None:
        raise HTTPException(404)
    form = _form(request, None)
    to = path if form.name == "html" else path.removesuffix(".html") + f".{form.name}"
    return RedirectResponse(to, 303, {"vary": "Accept"})


async def _document(request: Request) -> Response:
    site: Site = request.app.state.site
    asked = _read(request)
    told = await find_statements(site, _known(site, asked.path))
    if told is None:
        return await _missing(request, asked.path)
    near = f"/doc/{quote(asked.path)}"
    if asked.form.name == "html":
        response = await show(request, told, near)
    else:
        response = tagged(request, write_data(told, asked.form, site.base), asked.form.media_type)
        response.headers["vary"] = "Accept"
    response.headers["content-location"] = f"{near}.{asked.form.name}"
    response.headers["link"] = _links(told, near)
    return response


def _read(request: Request) -> Asked:
    """The form by the suffix, else by `?format=`, else by Accept."""
    path: str = request.path_params["path"]
    suffix = next((each for each in SUFFIXES if path.endswith(each)), "")
    return Asked(path.removesuffix(suffix), _form(request, suffix[1:] or None))


def _form(request: Request, name: str | None) -> Form:
    wanted = name or request.query_params.get("format")
    if wanted is not None:
        if wanted not in BY_NAME:
            raise HTTPException(400, f"format: {', '.join(BY_NAME)}")
        return BY_NAME[wanted]
    form = negotiated(request.headers.get("accept"))
    if form is None:
        offers = ", ".join(each.media_type for each in FORMS)
        raise HTTPException(406, offers, {"vary": "Accept"})
    return form


def _known(site: Site, path: str) -> list[str]:
    """The IRIs a path may mean, those that are none left out."""
    return [iri for iri in site.iris_of(path) if is_iri(iri)]


def _links(told: Statements, near: str) -> str:
    iri = quote(told.iri, safe=":/?#[]@!$&'()*+,;=~%-._")
    links = [f'<{near}.{each.name}>; rel="alternate"; type="{each.media_type}"' for each in FORMS]
    return ", ".join([f'<{iri}>; rel="canonical"', f'<{iri}>; rel="describes"', *links])


async def _missing(request: Request, path: str) -> Response:
    site: Site = request.app.state.site
    names = Names(site, language_of(request))
    near = await find_near(site, path) if _known(site, path) else []
    await names.learn(near)
    return page(request, "entities/missing.html", status=404, near=names.names(near))


routes: Final = [
    Route("/id/{path:path}", _name),
    Route("/code/{path:path}", _name),
    Route("/doc/{path:path}", _document),
]
