"""rdflib doing the same statements, given their terms for nothing.

    python -m bench.twin prepare ARCHIVE ROWS     anq2rdf's own rows (subject, predicate, kind, object), as msgpack
    python -m bench.twin write ROWS OUT.nt        one rdflib Graph of them, by Graph.add; serialised as N-Triples

Only `write` is timed: rdflib has neither to unzip nor to read nor to map. What it makes is compared with what anq2rdf
makes. Literals keep their lexical form (normalize=False), else rdflib would rewrite some of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

LENGTH = 4     # bytes before each block of rows


class RowWriter:
    """A writer, as `anq2rdf.sinks` has them, whose pieces are rows instead of syntax."""

    joint = b""

    def __init__(self) -> None:
        self._encode = msgspec.msgpack.Encoder().encode

    def start(self) -> bytes:
        """Nothing."""
        return b""

    def nodes(self, nodes: Iterable[Any]) -> bytes:
        """One block: a list of (subject, pairs)."""
        rows = [(node.subject, node.pairs) for node in nodes]
        content = self._encode(rows) if rows else b""
        return len(content).to_bytes(LENGTH, "big") + content if rows else b""

    def finish(self) -> bytes:
        """Nothing."""
        return b""


def prepare(archive: str, rows: str) -> None:
    """Write the rows of an archive's statements."""
    from anq2rdf.pipeline import Conversion
    from anq2rdf.register import EmptyRegister
    from anq2rdf.sources import open_sources

    with open_sources([archive]) as sources, Path(rows).open("wb") as out:
        for piece in Conversion(sources, EmptyRegister(), RowWriter()).pieces():
            out.write(piece)


def write(rows: str, output: str) -> None:
    """Build the graph and serialise it."""
    from rdflib import Graph, Literal, URIRef

    from anq2rdf.statements import DATATYPES, IRI, LANGUAGES

    datatypes = {kind: URIRef(iri) for kind, iri in DATATYPES.items()}
    graph = Graph()
    with Path(rows).open("rb") as stream:
        for subject, pairs in _rows(stream):
            node = URIRef(subject)
            for predicate, kind, value in pairs:
                if kind == IRI:
                    term: URIRef | Literal = URIRef(value)
                elif kind in LANGUAGES:
                    term = Literal(value, lang=LANGUAGES[kind])
                else:
                    term = Literal(value, datatype=datatypes.get(kind), normalize=False)
                graph.add((node, URIRef(predicate), term))
    graph.serialize(output, format="nt", encoding="utf-8")


def _rows(stream: IO[bytes]) -> Iterator[Any]:
    decode = msgspec.msgpack.Decoder().decode
    while head := stream.read(LENGTH):
        yield from decode(stream.read(int.from_bytes(head, "big")))


if __name__ == "__main__":
    {"prepare": prepare, "write": write}[sys.argv[1]](*sys.argv[2:])
