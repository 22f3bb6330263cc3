"""Kinds of stores: where their endpoints are, and what of a load is in one piece.

"Whole" says what was seen of each (tests do it again with the real Oxigraph and Virtuoso), or what their makers say:

    oxigraph         a PUT is one transaction: readers see the old graph, then the new one; a cut body changes nothing
    fuseki           the same by its documentation (TDB transactions); not tried here
    rdf4j, graphdb   the same by their documentation (a PUT is one transaction of the repository); not tried here
    virtuoso         a PUT empties the graph first and readers see that; a MOVE they do not see at work. So a graph that
                     holds something is loaded beside and moved; an empty one takes the PUT itself
    generic          nothing is assumed: always loaded beside and moved, as far as there is an Update
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from anq2rdf.errors import SinkError, UsageError
from anq2rdf.remote.address import shown
from anq2rdf.remote.client import Answer, Client
from anq2rdf.remote.endpoint import RESULTS_JSON, ask, demand_success, query_request, rows

_HARMLESS: Final = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"  # no ASK: Virtuoso answers one with a table


class Flavour(NamedTuple):
    """One kind of store. Paths are added to the address given, once what they end in is taken off it."""

    name: str
    query: tuple[str, ...]  # the first is used where no longer address says more
    update: str
    gsp: str
    whole: Literal["put", "first", "never"]  # a PUT; one into an empty graph; neither
    batch_bytes: int = 1 << 20
    batch_statements: int | None = None
    protected: bool = False  # a user writes at other addresses, that end in -auth


FLAVOURS: Final = {
    each.name: each
    for each in (
        Flavour("oxigraph", ("/query",), "/update", "/store", "put"),
        Flavour("fuseki", ("/query", "/sparql"), "/update", "/data", "put"),
        # Its compiler runs out of memory near 5,000 statements in one INSERT DATA.
        Flavour("virtuoso", ("/sparql",), "/sparql", "/sparql-graph-crud", "first", 256 << 10, 1_000, protected=True),
        Flavour("rdf4j", ("",), "/statements", "/rdf-graphs/service", "put"),
        Flavour("graphdb", ("",), "/statements", "/rdf-graphs/service", "put"),
        Flavour("generic", ("",), "", "", "never"),
    )
}


class Endpoints(NamedTuple):
    """Where a store is asked, updated, and given graphs."""

    query: str
    update: str | None
    gsp: str | None


class Given(NamedTuple):
    """What the options say."""

    flavour: str = "auto"
    query: str | None = None
    update: str | None = None
    gsp: str | None = None


def endpoints(flavour: Flavour, address: str, given: Given, *, user: bool) -> Endpoints:
    """The endpoints of a store of that kind; `user` says whether there are credentials."""
    base = _base(flavour, address)
    mark = "-auth" if flavour.protected and user else ""
    generic = flavour.name == "generic"
    update = None if generic and given.gsp and not given.update else base(flavour.update + mark)
    gsp = None if generic else base(flavour.gsp + mark)
    return Endpoints(given.query or base(flavour.query[0]), given.update or update, given.gsp or gsp)


def recognise(client: Client, address: str, given: Given) -> tuple[Flavour, Endpoints]:
    """The store at an address, by a query that changes nothing.

    Raises `UsageError` when nothing there answers as one, telling what was tried; `RemoteError` when nobody is there.
    """
    user = client.authenticated
    if given.flavour != "auto":
        flavour = FLAVOURS[given.flavour]
        found = endpoints(flavour, address, given, user=user)
        rows(ask(client, found.query, _HARMLESS))
        return flavour, found
    tried: list[str] = []
    for candidate in FLAVOURS.values():
        place = endpoints(candidate, address, given, user=user).query
        if place not in tried:
            tried.append(place)
            answer = _answer(client, place)
            if answer is not None:
                flavour = _by_name(answer, place, given)
                return flavour, endpoints(flavour, address, given, user=user)
    raise UsageError(
        f"no SPARQL endpoint found; tried {', '.join(map(shown, tried))}",
        remedy="give the store's address, or name --flavour and --query-url",
    )


def _answer(client: Client, address: str) -> Answer | None:
    """What an endpoint says; None where there is none. A refusal for want of rights is one too, and is raised."""
    answer = client.send(query_request(address, _HARMLESS))
    if answer.status in (401, 403):
        demand_success(answer, SinkError)
    if answer.status != 200 or answer.media_type != RESULTS_JSON:
        return None
    rows(answer)
    return answer


def _by_name(answer: Answer, address: str, given: Given) -> Flavour:
    """The kind, by what the server calls itself."""
    name = answer.headers.get("Server", "").lower()
    if "Fuseki-Request-Id" in answer.headers or "jena" in name:
        return FLAVOURS["fuseki"]
    for known in ("oxigraph", "virtuoso", "graphdb"):
        if known in name:
            return FLAVOURS[known]
    if "/repositories/" in urlsplit(address).path:
        return FLAVOURS["rdf4j"]
    if given.update or given.gsp:
        return FLAVOURS["generic"]
    raise UsageError(
        f"an endpoint of an unknown kind answers at {shown(address)}",
        remedy=f"name it with --flavour ({', '.join(FLAVOURS)}), or say where to write with --update-url or --gsp-url",
    )


class _Base:
    """An address with its last part, if it is one of the store's own, taken off."""

    def __init__(self, parts: tuple[str, str, str, str, str], path: str) -> None:
        self._parts, self._path = parts, path

    def __call__(self, end: str) -> str:
        scheme, host, _, query, _ = self._parts
        return urlunsplit((scheme, host, (self._path + end) or "/", query, ""))


def _base(flavour: Flavour, address: str) -> _Base:
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    for end in (*flavour.query, flavour.update, flavour.gsp):
        for each in (f"{end}-auth", end) if end else ():
            if path.endswith(each):
                return _Base(parts, path[: -len(each)])
    return _Base(parts, path)
