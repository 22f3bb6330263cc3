"""A store's statements, subject by subject, as the store writes them out: N-Triples, a graph at a time.

The store keeps each graph in the order of its subjects, so what is said of a subject comes together. Lines are taken
apart by plain string methods: a hundred thousand questions are ten million of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import IO, Final, TypeAlias, cast

import pyoxigraph as ox
from msgspec import Struct

About: TypeAlias = dict[bytes, list[bytes]]  # objects as they stand in the line, by predicate as it stands there
_TYPE: Final = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Graph(Struct):
    """What one graph holds; `""` is the default graph."""

    iri: str
    statements: int = 0
    subjects: int = 0


class Inventory:
    """What a store holds: statements and subjects by graph, statements by property, entities by class."""

    def __init__(self) -> None:
        self.graphs: list[Graph] = []
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()


def read_subjects(store: ox.Store, wanted: Mapping[bytes, object], take: Callable[[bytes, About], None]) -> Inventory:
    """Give `take` each subject with its statements of the wanted predicates; count all of them.

    A subject described in two graphs comes twice. Nothing is kept but what one subject holds.
    """
    inventory = Inventory()
    for graph in [ox.DefaultGraph(), *store.named_graphs()]:
        reader = _Reader(wanted, take)
        store.dump(cast("IO[bytes]", reader), ox.RdfFormat.N_TRIPLES, from_graph=graph)
        reader.end()
        if reader.graph.statements:
            reader.graph.iri = "" if isinstance(graph, ox.DefaultGraph) else graph.value
            inventory.graphs.append(reader.graph)
        inventory.properties.update({_iri(name): number for name, number in reader.properties.items()})
        inventory.classes.update({_iri(name): number for name, number in reader.classes.items()})
    return inventory


class _Reader:
    """A file that is written to: what a store writes is read on the way and kept nowhere."""

    def __init__(self, wanted: Mapping[bytes, object], take: Callable[[bytes, About], None]) -> None:
        self._wanted, self._take = wanted, take
        self._rest = b""
        self._subject = b""
        self._about: About = {}
        self.graph = Graph("")
        self.properties: Counter[bytes] = Counter()
        self.classes: Counter[bytes] = Counter()

    def write(self, block: bytes) -> int:
        """Reads the whole lines, keeps what is left over."""
        lines = (self._rest + bytes(block)).split(b"\n")
        self._rest = lines.pop()
        self._lines(lines)
        return len(block)

    def flush(self) -> None:
        """Nothing is held back."""

    def end(self) -> None:
        """The last subject is whole."""
        self._give()

    def _lines(self, lines: list[bytes]) -> None:
        subject, about, wanted, properties = self._subject, self._about, self._wanted, self.properties
        self.graph.statements += len(lines)
        for line in lines:
            head, predicate, rest = line.split(b" ", 2)
            if head != subject:
                self._give()
                self._subject, subject = head, head
                self._about = about = {}
                self.graph.subjects += 1
            properties[predicate] += 1
            if predicate in wanted:
                about.setdefault(predicate, []).append(rest[:-2])
                if predicate == _TYPE:
                    self.classes[rest[:-2]] += 1

    def _give(self) -> None:
        if self._about:
            self._take(self._subject, self._about)
        self._about = {}


def _iri(shown: bytes) -> str:
    return read_iri(shown) or shown.decode()


def read_iri(shown: bytes) -> str | None:
    """The IRI that a term is; None for a literal or a blank node."""
    return _unescaped(shown[1:-1].decode()) if shown[:1] == b"<" else None


def read_text(shown: bytes) -> tuple[str, str] | None:
    """A literal's text and its language ("" without); None for another term."""
    if shown[:1] != b'"':
        return None
    text, _, kind = shown[1:].decode().rpartition('"')
    return _unescaped(text), kind[1:].lower() if kind[:1] == "@" else ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])
