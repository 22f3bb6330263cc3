"""Answers of endpoints, well and badly made, and an endpoint of a small world to take them from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from urllib.parse import parse_qs

from tests.remote.scripted import Asked, Behaviour, Reply

JSON = "application/sparql-results+json"
QUERY = "SELECT ?item ?label WHERE { { SELECT ?item WHERE { ?item a <http://x/Deputy> } } ?item <http://x/label> ?label }"
#: What Blazegraph adds when a query meets its limit of time with rows under way, or sends with status 500.
TRACE = (
    b"SPARQL-QUERY: queryStr=SELECT ?item\n"
    b"java.util.concurrent.TimeoutException\n"
    b"\tat java.base/java.util.concurrent.FutureTask.get(FutureTask.java:204)\n"
    b"\tat com.bigdata.rdf.sail.webapp.BigdataServlet.submitApiTask(BigdataServlet.java:292)\n"
)


def results(rows: Iterable[tuple[str, ...]], names: tuple[str, ...] = ("item", "label")) -> bytes:
    """Results in JSON (https://www.w3.org/TR/sparql11-results-json/): the first column holds IRIs."""
    kinds = ("uri", *["literal"] * len(names))
    bindings = [
        {name: {"type": kind, "value": value} for name, kind, value in zip(names, kinds, row, strict=False)} for row in rows
    ]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def query_of(asked: Asked) -> str:
    """What was asked, from the form."""
    return parse_qs(asked.body.decode())["query"][0]


GOOD = results([("http://www.wikidata.org/entity/Q1", "Une députée")])
PARTIAL = GOOD[:-4]


def chunked(*pieces: bytes, ended: bool = True) -> Behaviour:
    """Status 200, and the body piece by piece; without its end where that is asked for."""

    def behave(_: Asked, reply: Reply) -> None:
        reply.raw(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for piece in pieces:
            reply.raw(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if ended:
            reply.raw(b"0\r\n\r\n")
        else:
            reply.reset()

    return behave


def large(size: int, encodings: int = 0) -> Behaviour:
    """Results of that many bytes, most of them blanks; packed so many times, though nobody asked for it."""
    blanks = b" " * (1 << 20)
    pieces = [GOOD[:1], *[blanks] * (size >> 20), GOOD[1:]]
    if encodings:  # gzip is members one after the other (RFC 1952, 2.2): each of the blanks is packed once for all
        packed = gzip.compress(blanks)
        pieces = [gzip.compress(GOOD[:1]), *[packed] * (size >> 20), gzip.compress(GOOD[1:])]
        for _ in range(encodings - 1):
            pieces = [gzip.compress(b"".join(pieces))]
    length = sum(map(len, pieces))

    def behave(_: Asked, reply: Reply) -> None:
        encoding = f"Content-Encoding: {', '.join(['gzip'] * encodings)}\r\n" if encodings else ""
        reply.raw(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n{encoding}Content-Length: {length}\r\n\r\n".encode())
        for piece in pieces:
            reply.raw(piece)

    return behave
