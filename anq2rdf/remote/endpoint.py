"""Asking a SPARQL endpoint (https://www.w3.org/TR/sparql11-protocol/), and what its answers mean."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import msgspec
from msgspec import Struct

from anq2rdf.errors import Anq2rdfError, RemoteError, SourceError
from anq2rdf.remote.client import Answer, Client, Request

RESULTS_JSON: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
_REMEDIES: Final = {
    400: "the server does not accept the request as it is: see what it says",
    401: "set ANQ2RDF_USER and ANQ2RDF_PASSWORD, or ANQ2RDF_TOKEN, or write them in ~/.netrc",
    403: "this user may not do that here: ask whoever runs the store for the right to",
    404: "check the address, and --flavour",
    405: "this address does not take such requests: check it, and --flavour",
    413: "the server limits what it takes at once: --part-bytes makes the parts smaller",
    415: "the server does not take N-Triples here: check --flavour",
}


class _Value(Struct):
    value: str


class _Bindings(Struct):
    bindings: list[dict[str, _Value]]


class _Results(Struct):
    results: _Bindings


def demand_success(answer: Answer, kind: type[Anq2rdfError]) -> Answer:
    """The answer if its status is one of success; else raises `kind`, saying what to do."""
    if 200 <= answer.status < 300:
        return answer
    told = f": {answer.text}" if answer.body else ""
    raise kind(
        f"{answer.address} answered {answer.status}{told}",
        remedy=_REMEDIES.get(answer.status, "check the address, and --flavour"),
    )


def query_request(
    address: str, query: str, *, accept: str = RESULTS_JSON, seconds: float | None = None, cap: int = 64 << 20
) -> Request:
    """A query as a form, which is as long as it has to be and which every endpoint takes."""
    body = urlencode({"query": query}).encode()
    headers = {"Accept": accept, "Content-Type": _FORM}
    return Request("POST", address, headers=headers, body=body, size=len(body), seconds=seconds, cap=cap)


def ask(
    client: Client, address: str, query: str, *, accept: str = RESULTS_JSON,
    seconds: float | None = None, cap: int = 64 << 20,
) -> Answer:
    """The answer to a query, in the media type asked for.

    Raises `SourceError` when the server refuses it, and `RemoteError` when the network gives up or what comes back is
    something else (an HTML page, an error under the status of success).
    """
    request = query_request(address, query, accept=accept, seconds=seconds, cap=cap)
    answer = demand_success(client.send(request), SourceError)
    wanted = {each.partition(";")[0].strip() for each in accept.split(",")}
    if answer.media_type not in wanted:
        raise _no_results(answer, f"sent {answer.media_type or 'something unnamed'} where {accept} was due")
    return answer


def rows(answer: Answer) -> list[dict[str, str]]:
    """The lexical forms in the rows of JSON results; `RemoteError` for anything else, such as an error in a table."""
    try:
        found = msgspec.json.decode(answer.body, type=_Results)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _no_results(answer, "sent no results") from None
    return [{name: value.value for name, value in row.items()} for row in found.results.bindings]


def _no_results(answer: Answer, what: str) -> RemoteError:
    return RemoteError(f"{answer.address} {what}: {answer.text}", remedy="check that it is the address of an endpoint")
