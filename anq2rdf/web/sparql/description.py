"""The service description: what this endpoint can do, which graphs it has, and where it stops.

https://www.w3.org/TR/sparql11-service-description/ §2: a service returns it when it is asked without a query.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from anq2rdf.limits import Limits
from anq2rdf.query.question import GRAPHS as RDF
from anq2rdf.query.question import Question
from anq2rdf.web.rendering import tagged
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.forms import Form

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_NAMES: Final = {
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "TriG", "N-Quads", "RDF_XML",
}  # fmt: skip
_GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { } } ORDER BY ?g"
_PREFIXES: Final = {"sd": _SD, "rdfs": _RDFS, "formats": _FORMATS}


async def describe(request: Request, form: Form) -> Response:
    """The description in that form."""
    site: Site = request.app.state.site
    graphs = await to_thread.run_sync(_named_graphs, site)
    endpoint = str(request.url.replace(query="", fragment=""))
    out = io.BytesIO()
    ox.serialize(_service(endpoint, graphs, site.limits), output=out, format=RDF[form.name], prefixes=_PREFIXES)
    response = tagged(request, out.getvalue(), form.media_type)
    response.headers["vary"] = "Accept"
    return response


def _named_graphs(site: Site) -> list[ox.NamedNode]:
    reply = site.workers.ask(Question(_GRAPHS, "json"))
    found = ox.parse_query_results(reply.content, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return [graph for row in found if isinstance(graph := row["g"], ox.NamedNode)]


def _service(endpoint: str, graphs: list[ox.NamedNode], limits: Limits) -> Iterator[ox.Triple]:
    service, dataset, default = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("default")
    yield _said(service, _RDF + "type", _term("Service"))
    yield _said(service, _SD + "endpoint", ox.NamedNode(endpoint))
    yield _said(service, _SD + "supportedLanguage", _term("SPARQL11Query"))
    yield _said(service, _SD + "feature", _term("UnionDefaultGraph"))
    for name in sorted(_NAMES):
        yield _said(service, _SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    for language, text in _told(limits).items():
        yield _said(service, _RDFS + "comment", ox.Literal(text, language=language))
    yield _said(service, _SD + "defaultDataset", dataset)
    yield _said(dataset, _RDF + "type", _term("Dataset"))
    yield _said(dataset, _SD + "defaultGraph", default)
    yield _said(default, _RDF + "type", _term("Graph"))
    for number, graph in enumerate(graphs):
        named = ox.BlankNode(f"graph{number}")
        yield _said(dataset, _SD + "namedGraph", named)
        yield _said(named, _RDF + "type", _term("NamedGraph"))
        yield _said(named, _SD + "name", graph)


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _said(subject: ox.BlankNode, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _told(limits: Limits) -> dict[str, str]:
    rows, size, asked = limits.query_rows, limits.query_bytes >> 20, limits.request_bytes >> 20
    memory, each = limits.query_memory_bytes >> 20, limits.queries_per_address
    return {
        "en": f"Read-only; no SERVICE, no updates. A query may take {limits.query_seconds:g} s and {memory} MiB of "
        f"memory; its answer may have {rows} rows or triples and {size} MiB, a request {asked} MiB; from one address "
        f"{each} queries are run at once.",
        "fr": f"Lecture seule ; ni SERVICE, ni mise à jour. Une requête dispose de {limits.query_seconds:g} s et de "
        f"{memory} Mio de mémoire ; sa réponse compte au plus {rows} lignes ou triplets et {size} Mio, une demande "
        f"{asked} Mio ; une même adresse peut avoir {each} requêtes en cours.",
    }
