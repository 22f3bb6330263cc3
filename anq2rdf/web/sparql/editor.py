"""The page where people write a query: a form that any browser sends, with what an address already asks in it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from anq2rdf.web.rendering import page

_EXAMPLE = """PREFIX anq: <https://w3id.org/anq/ontology#>
SELECT ?type (COUNT(?question) AS ?n) {
  ?question anq:legislature ?legislature ; a ?type .
} GROUP BY ?type ORDER BY DESC(?n)
"""


async def edit(request: Request) -> Response:
    """The page, with the query of `?query=` or an example."""
    return page(request, "sparql.html", query=request.query_params.get("query") or _EXAMPLE)
