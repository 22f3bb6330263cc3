"""The first page: what is here, and where to go."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.web.rendering import page
from anq2rdf.web.site import Site


async def _home(request: Request) -> Response:
    site: Site = request.app.state.site
    return page(request, "home.html", legislatures=await site.rows("legislatures"))


routes: Final = [Route("/", _home)]
