"""`/sparql`: a query is answered, a browser gets the editor, anybody else the service description."""

from __future__ import annotations

from typing import Final

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.errors import Anq2rdfError
from anq2rdf.query.question import Question, gives_graph
from anq2rdf.web.negotiation import choose
from anq2rdf.web.refusals import refused
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.answers import answered
from anq2rdf.web.sparql.description import describe
from anq2rdf.web.sparql.editor import edit
from anq2rdf.web.sparql.forms import GRAPHS, ROWS, wanted
from anq2rdf.web.sparql.protocol import Asked, read_asked

_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
HTML: Final = "text/html"

# Anybody's page may read: there is nothing here but what everybody may know, and no cookie that counts.
OPEN: Final = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=_METHODS,
    allow_headers=["Accept", "Content-Type", "If-None-Match"],
    expose_headers=["ETag", "Retry-After"],
    max_age=86_400,
)


async def _endpoint(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": ", ".join(_METHODS)})
    site: Site = request.app.state.site
    try:
        asked = await read_asked(request, site.limits)
        if asked.form is None and _wants_page(request, asked):
            return await edit(request)
        return await (_describe(request, asked) if asked.text is None else _answer(request, asked, asked.text))
    except Anq2rdfError as error:
        return refused(request, error)


def _wants_page(request: Request, asked: Asked) -> bool:
    """Whether a browser goes here, with a query or without; a script asks for something else, or by POST."""
    offers = [media[0] for media in (GRAPHS if asked.text is None else ROWS).values()]
    return request.method != "POST" and choose(request.headers.get("accept"), [*offers, HTML]) == HTML


async def _describe(request: Request, asked: Asked) -> Response:
    return await describe(request, wanted(request, GRAPHS, asked.form))


async def _answer(request: Request, asked: Asked, text: str) -> Response:
    form = wanted(request, GRAPHS if gives_graph(text) else ROWS, asked.form)
    question = Question(text, form.name, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs)
    return await answered(request, question, form)


routes: Final = [Route("/sparql", _endpoint, methods=_METHODS, middleware=[OPEN])]
