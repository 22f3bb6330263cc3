"""`/store`: one named graph whole, by the SPARQL 1.1 Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/ §5.2 (GET) and §5.7 (HEAD). The writing methods are not there: 405.
The default graph is the one queries see: all named graphs together.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.errors import Anq2rdfError
from anq2rdf.query.question import Question
from anq2rdf.web.refusals import Refusal, refused
from anq2rdf.web.sparql.answers import answered
from anq2rdf.web.sparql.endpoint import OPEN
from anq2rdf.web.sparql.forms import GRAPHS, wanted

_METHODS: Final = ("GET", "HEAD", "OPTIONS")
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def _graph(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": ", ".join(_METHODS)})
    try:
        graph = _named(request)
        form = wanted(request, GRAPHS, request.query_params.get("format"))
        question = Question(_ALL, form.name, default_graphs=graph)
        return await answered(request, question, form, must_be=bool(graph))
    except Anq2rdfError as error:
        return refused(request, error)


def _named(request: Request) -> tuple[str, ...]:
    """The graph asked for; none for the default one. Raises `Refusal` for neither, both, and what is no IRI."""
    graphs = request.query_params.getlist("graph")
    if (len(graphs) == 1) == ("default" in request.query_params):
        raise Refusal(400, "one graph is to be named", remedy="by ?graph=IRI or ?default")
    try:
        return tuple(ox.NamedNode(graph).value for graph in graphs)
    except ValueError as error:
        raise Refusal(400, "a graph is named by an absolute IRI") from error


routes: Final = [Route("/store", _graph, methods=_METHODS, middleware=[OPEN])]
