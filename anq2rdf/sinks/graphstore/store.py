"""One store over HTTP: graphs put, added, moved, counted."""

from __future__ import annotations

from typing import Final

from anq2rdf.errors import RemoteError, SinkError
from anq2rdf.remote.client import Answer, Client, Request
from anq2rdf.remote.endpoint import ask, demand_success, rows
from anq2rdf.sinks.graphstore.flavours import Endpoints, Flavour
from anq2rdf.sinks.graphstore.piece import Advance, Piece

_N_TRIPLES: Final = "application/n-triples"
_UPDATE: Final = "application/sparql-update; charset=utf-8"


class GraphStore:
    """A store that was recognised. Graphs are named by terms: "<http://…>", or empty for the default graph."""

    def __init__(self, client: Client, flavour: Flavour, endpoints: Endpoints, advance: Advance) -> None:
        self.flavour = flavour
        self.endpoints = endpoints
        self._client = client
        self._advance = advance

    def count(self, graph: str) -> int:
        """How many statements a graph holds; of the default graph, which may be the union of all, at most so many."""
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        found = rows(ask(self._client, self.endpoints.query, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
        if len(found) != 1 or not found[0].get("n", "").isdecimal():
            raise RemoteError("the store does not count", remedy="check that it answers SPARQL 1.1 queries")
        return int(found[0]["n"])

    def give(self, method: str, graph: str, piece: Piece, *, repeatable: bool) -> None:
        """PUT (replaces) or POST (adds) by the Graph Store Protocol, with the graph named in the query (`?graph=`)."""
        assert self.endpoints.gsp is not None
        name = ("graph", graph[1:-1]) if graph else ("default", "")
        self._demand(self._client.send(Request(
            method, self.endpoints.gsp, (name,), {"Content-Type": _N_TRIPLES},
            lambda: piece.opened(self._advance), piece.size, repeatable,
        )))

    def insert(self, graph: str, piece: Piece, *, repeatable: bool) -> None:
        """INSERT DATA of the lines of a piece: N-Triples are what stands between the braces of one."""
        head, foot = (f"GRAPH {graph} {{\n", "} ") if graph else ("", "")
        self.update(f"INSERT DATA {{ {head}".encode() + piece.lines() + f"{foot}}}".encode(), repeatable=repeatable)
        self._advance(piece.size)

    def clear(self, graph: str) -> None:
        """The graph is gone, whether it was there or not."""
        self.update(f"DROP SILENT {'GRAPH ' + graph if graph else 'DEFAULT'}".encode())

    def move(self, source: str, target: str, statements: int) -> None:
        """The target holds what the source held, and the source is gone.

        It is never sent blindly again: a second MOVE would put the emptiness of the source into the target. After a
        failure the source tells whether the first one came through.
        """
        text = f"MOVE GRAPH {source} TO {'GRAPH ' + target if target else 'DEFAULT'}".encode()
        try:
            self.update(text, repeatable=False)
        except RemoteError:
            if self.count(source) == statements:
                self.update(text, repeatable=False)
            elif self.count(source):
                raise

    def update(self, text: bytes, *, repeatable: bool = True) -> None:
        """One SPARQL 1.1 Update request, as its own media type."""
        assert self.endpoints.update is not None
        self._demand(self._client.send(Request(
            "POST", self.endpoints.update, headers={"Content-Type": _UPDATE}, body=text, size=len(text),
            repeatable=repeatable,
        )))

    def _demand(self, answer: Answer) -> None:
        demand_success(answer, SinkError)
        if answer.media_type == "text/html" and answer.body.strip():
            raise SinkError(
                f"{answer.address} answered with a page instead of doing it: {answer.text}",
                remedy="check the address, and --flavour",
            )
