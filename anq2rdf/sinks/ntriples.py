"""N-Triples and N-Quads (https://www.w3.org/TR/n-triples/, https://www.w3.org/TR/n-quads/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.literals import quoted
from anq2rdf.statements import DATATYPES, HTML, IRI, LANGUAGES, Node

_KINDS: Final = range(HTML + 1)
_GRAPHS: Final = 1_000     # graphs whose line ends are kept: far more than a dump has


class NTriplesWriter:
    """One statement a line, in the canonical form of RDF 1.2; the name of the graph when asked for."""

    joint: Final = b""

    def __init__(self, form: Format, *, graphs: bool) -> None:
        """`graphs` makes it N-Quads with named graphs."""
        self._form = form
        self._graphs = graphs
        self._ends: dict[str, list[str]] = {}
        self.name, self.extension, self.media_type = form.name, form.extension, form.media_type

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self._form, self._graphs)

    def start(self) -> bytes:
        """Nothing: the formats have no head."""
        return b""

    def finish(self) -> bytes:
        """Nothing: the formats have no foot."""
        return b""

    def nodes(self, nodes: Iterable[Node]) -> bytes:
        """The statements of the nodes, in their order."""
        lines: list[str] = []
        append = lines.append
        for subject, graph, pairs in nodes:
            head = f"<{subject}> <"
            ends = self._ends_in(graph)
            for predicate, kind, value in pairs:
                if kind == IRI:
                    append(f"{head}{predicate}> <{value}{ends[IRI]}")
                else:
                    append(f"{head}{predicate}> {quoted(value)}{ends[kind]}")
        return "".join(lines).encode()

    def _ends_in(self, graph: str) -> list[str]:
        # What follows the object, by its kind: the graph is a constant of the node, so it is put together once.
        key = graph if self._graphs else ""
        ends = self._ends.get(key)
        if ends is None:
            if len(self._ends) >= _GRAPHS:
                self._ends.clear()
            stop = f" <{graph}> .\n" if self._graphs else " .\n"
            ends = self._ends[key] = [_end(kind) + stop for kind in _KINDS]
        return ends


def _end(kind: int) -> str:
    if kind == IRI:
        return ">"
    if kind in LANGUAGES:
        return f"@{LANGUAGES[kind]}"
    return f"^^<{DATATYPES[kind]}>" if kind in DATATYPES else ""


def _rebuilt(form: Format, graphs: bool) -> NTriplesWriter:
    return NTriplesWriter(form, graphs=graphs)
