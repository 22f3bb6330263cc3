"""rdflib making the same statements, given their terms for nothing.

    python -m bench.twin prepare DATA.nt ROWS     anq2rdf's statements, read by pyoxigraph, as msgpack
    python -m bench.twin write ROWS OUT.nt        one rdflib Graph of them, by Graph.add; serialised as N-Triples

Only `write` is timed: rdflib has neither to unzip nor to read nor to map. What it makes is compared with what anq2rdf
makes. Literals keep their lexical form (normalize=False), else rdflib would rewrite some of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

import msgspec
import pyoxigraph as ox

LENGTH = 4     # bytes before each block of rows
BLOCK = 1_000  # subjects
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def prepare(data: str, rows: str) -> None:
    """Write the rows of a file's statements: a list of (subject, [(predicate, value, language, datatype)])."""
    encode = msgspec.msgpack.Encoder().encode
    triples = iter(ox.parse(path=data))
    subjects = (
        (subject, [(t.predicate.value, *_term(t.object)) for t in some])
        for subject, some in groupby(triples, key=lambda triple: triple.subject.value)
    )
    with Path(rows).open("wb") as out:
        while block := list(islice(subjects, BLOCK)):
            content = encode(block)
            out.write(len(content).to_bytes(LENGTH, "big") + content)


def _term(term: Any) -> tuple[str, str | None, str | None]:
    """A value and its language or datatype: an empty datatype is a plain string, none is an IRI."""
    if not isinstance(term, ox.Literal):
        return term.value, None, None
    kind = term.datatype.value
    return term.value, term.language, "" if term.language or kind == _STRING else kind


def write(rows: str, output: str) -> None:
    """Build the graph and serialise it."""
    from rdflib import Graph, Literal, URIRef

    graph = Graph()
    with Path(rows).open("rb") as stream:
        for subject, pairs in _rows(stream):
            node = URIRef(subject)
            for predicate, value, language, kind in pairs:
                if kind is None:
                    term: URIRef | Literal = URIRef(value)
                else:
                    term = Literal(value, lang=language, datatype=URIRef(kind) if kind else None, normalize=False)
                graph.add((node, URIRef(predicate), term))
    graph.serialize(output, format="nt", encoding="utf-8")


def _rows(stream: IO[bytes]) -> Iterator[Any]:
    decode = msgspec.msgpack.Decoder().decode
    while head := stream.read(LENGTH):
        yield from decode(stream.read(int.from_bytes(head, "big")))


if __name__ == "__main__":
    {"prepare": prepare, "write": write}[sys.argv[1]](*sys.argv[2:])
