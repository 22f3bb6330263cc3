"""N-Triples and N-Quads (https://www.w3.org/TR/n-triples/, https://www.w3.org/TR/n-quads/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.literals import SHORT, quoted, quoted_utf8
from anq2rdf.statements import DATATYPES, DATE, DOUBLE, INTEGER, IRI, KINDS, LANGUAGES, YEAR, Block, Node

_PLAIN: Final = frozenset({DATE, DOUBLE, INTEGER, YEAR})  # nothing in their lexical forms is ever escaped
_GRAPHS: Final = 1_000     # graphs whose line ends are kept: far more than a dump has
_SUBJECT: Final = b"\0"   # no IRI holds it, and in a literal it is escaped


class _Ends:
    """What follows an object in one graph, by the object's kind; and the name under which blocks keep their lines."""

    __slots__ = ("of",)

    def __init__(self, of: list[str]) -> None:
        self.of = of


class NTriplesWriter:
    """One statement a line, in the canonical form of RDF 1.2; the name of the graph when asked for."""

    joint: Final = b""

    def __init__(self, form: Format, *, graphs: bool) -> None:
        """`graphs` makes it N-Quads with named graphs."""
        self._form = form
        self._graphs = graphs
        self._ends: dict[str, _Ends] = {}
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
        lines: list[bytes] = []
        append = lines.append
        for subject, graph, parts in nodes:
            head = f"<{subject}> <"
            start = head.encode()
            ends = self._ends_in(graph)
            for part in parts:
                if type(part) is Block:
                    told = part.memo.get(ends) or self._block(part, ends)
                    append(told.replace(_SUBJECT, start))
                    continue
                predicate, kind, value = part
                end = ends.of[kind]
                if kind == IRI:
                    append(f"{head}{predicate}> <{value}{end}".encode())
                elif kind in _PLAIN:
                    append(f'{head}{predicate}> "{value}"{end}'.encode())
                elif len(value) < SHORT:
                    append(f"{head}{predicate}> {quoted(value)}{end}".encode())
                else:
                    append(f"{head}{predicate}> ".encode())
                    append(quoted_utf8(value))
                    append(end.encode())
        return b"".join(lines)

    def _block(self, block: Block, ends: _Ends) -> bytes:
        """The lines of a block, a mark standing where each begins with its subject."""
        told = block.memo[ends] = b"".join([
            f"\0{predicate}> {f'<{value}' if kind == IRI else quoted(value)}{ends.of[kind]}".encode()
            for predicate, kind, value in block.pairs
        ])
        return told

    def _ends_in(self, graph: str) -> _Ends:
        # What follows the object, by its kind: the graph is a constant of the node, so it is put together once.
        key = graph if self._graphs else ""
        ends = self._ends.get(key)
        if ends is None:
            if len(self._ends) >= _GRAPHS:
                self._ends.clear()
            stop = f" <{graph}> .\n" if self._graphs else " .\n"
            ends = self._ends[key] = _Ends([_end(kind) + stop for kind in KINDS])
        return ends


def _end(kind: int) -> str:
    if kind == IRI:
        return ">"
    if kind in LANGUAGES:
        return f"@{LANGUAGES[kind]}"
    return f"^^<{DATATYPES[kind]}>" if kind in DATATYPES else ""


def _rebuilt(form: Format, graphs: bool) -> NTriplesWriter:
    return NTriplesWriter(form, graphs=graphs)
