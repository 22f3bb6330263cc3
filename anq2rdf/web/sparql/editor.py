"""The page to write SPARQL in: a plain form, which a script turns into an editor where scripts run.

The editor is YASGUI as Zazuko keeps it, in the files of `static/vendor/`; `static/editor.js` gives it our own prefixes,
classes, properties and queries in place of those it would fetch from other sites.
"""

from __future__ import annotations

from typing import Final

import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from anq2rdf.query import library
from anq2rdf.rdf import DEFAULT_BASE
from anq2rdf.web.fence import POLICY
from anq2rdf.web.rendering import language_of, page, tagged
from anq2rdf.web.site import Site
from anq2rdf.web.sparql.terms import read_terms

# The script of the table of answers makes one stylesheet, for the handles of its columns: that one, and no other.
_COLUMN_HANDLES: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_POLICY: Final = POLICY.replace("style-src 'self'", f"style-src 'self' {_COLUMN_HANDLES}")
FIRST: Final = """\
PREFIX anq: <https://w3id.org/anq/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?question ?title ?date WHERE {
  ?question a anq:Question ; dcterms:title ?title ; anq:publicationDate ?date .
}
ORDER BY DESC(?date)
LIMIT 20
"""


async def edit(request: Request) -> Response:
    """The editor with the query of the address, which is shown and not run; else with one to begin with."""
    site: Site = request.app.state.site
    given = request.query_params.get("query")
    response = page(
        request,
        "editor.html",
        query=given or FIRST,
        given=bool(given),
        bases=dict.fromkeys((site.base, DEFAULT_BASE)),
        library=library(),
    )
    response.headers["content-security-policy"] = _POLICY
    return response


async def _terms(request: Request) -> Response:
    site: Site = request.app.state.site
    language = language_of(request)
    found = await to_thread.run_sync(read_terms, site.index, language)
    response = tagged(request, msgspec.json.encode(found), "application/json")
    response.headers["vary"] = "Accept-Language, Cookie"
    return response


routes: Final = [Route("/sparql/terms.json", _terms)]
