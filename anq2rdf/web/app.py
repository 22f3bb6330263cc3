"""The application: every room's routes behind one fence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from anq2rdf.errors import QueryBusy, QueryStopped
from anq2rdf.web import entities, home, library, reconcile, reports, search, sparql, statistics, void
from anq2rdf.web.fence import Fence
from anq2rdf.web.refusals import RETRY_SECONDS, status_of
from anq2rdf.web.rendering import page
from anq2rdf.web.site import Site

_STATIC: Final = Path(__file__).parent / "static"


def make_app(site: Site) -> Starlette:
    """The site as an ASGI application. It closes the site when it ends."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        site.close()

    app = Starlette(
        routes=[
            *home.routes,
            *search.routes,
            *statistics.routes,
            *void.routes,
            *reports.routes,
            *library.routes,
            *sparql.routes,
            *reconcile.routes,
            *entities.routes,
            Mount("/static", StaticFiles(directory=_STATIC, packages=[("anq2rdf.look", "css")])),
            Route("/healthz", _health),
        ],
        middleware=[Middleware(Fence, hosts=site.hosts)],
        exception_handlers={HTTPException: _refused, QueryBusy: _busy, QueryStopped: _stopped, Exception: _failed},
        lifespan=life,
    )
    app.state.site = site
    return app


async def _health(request: Request) -> Response:
    return Response("ok\n", media_type="text/plain")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = error.status_code
    detail = "" if error.detail == HTTPStatus(code).phrase else error.detail  # the page says that in its own words
    response = page(request, "error.html", status=code, code=code, detail=detail)
    response.headers.update(error.headers or {})
    return response


async def _busy(request: Request, error: Exception) -> Response:
    response = page(request, "error.html", status=503, code=503, detail=str(error))
    response.headers["retry-after"] = str(RETRY_SECONDS)
    return response


async def _stopped(request: Request, error: Exception) -> Response:
    assert isinstance(error, QueryStopped)
    code = status_of(error)
    return page(request, "error.html", status=code, code=code, detail=str(error))


async def _failed(request: Request, error: Exception) -> Response:
    return page(request, "error.html", status=500, code=500, detail="")
