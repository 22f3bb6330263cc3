"""Turtle and TriG (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/), laid out for people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.literals import is_plain_integer, quoted
from anq2rdf.sinks.prefixes import Names
from anq2rdf.statements import DATATYPES, INTEGER, IRI, LANGUAGES, RDF_TYPE, Node

_VERBS: Final = 1_000     # predicates whose line beginnings are kept: far more than the ontology has


class TurtleWriter:
    """Subject, then one predicate a line; a blank line between subjects; TriG puts runs of one graph in a block.

    Texts stay on one line with \\n escapes: no long string can be broken by what a text holds.
    """

    joint: Final = b""

    def __init__(self, form: Format, *, graphs: bool, base: str | None) -> None:
        """`graphs` makes it TriG with named graphs; IRIs under `base` become relative where that is safe."""
        self._form, self._graphs, self._base = form, graphs, base
        self._names = Names(base)
        self._indent = "    " if graphs else ""
        self._verbs: dict[str, str] = {}
        self._tails = {kind: f"@{language}" for kind, language in LANGUAGES.items()}
        self._tails |= {kind: f"^^{self._names.short(datatype)}" for kind, datatype in DATATYPES.items()}
        self.name, self.extension, self.media_type = form.name, form.extension, form.media_type

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self._form, self._graphs, self._base)

    def start(self) -> bytes:
        """Base and prefixes."""
        return self._names.header().encode()

    def finish(self) -> bytes:
        """Nothing: every piece closes what it opens."""
        return b""

    def nodes(self, nodes: Iterable[Node]) -> bytes:
        """One block a node, in their order."""
        told = (node for node in nodes if node.pairs)
        if not self._graphs:
            return "".join([f"\n{self._block(node)}" for node in told]).encode()
        runs = groupby(told, key=lambda node: node.graph)
        return "".join([self._run(graph, run) for graph, run in runs]).encode()

    def _run(self, graph: str, run: Iterable[Node]) -> str:
        # Without the word GRAPH, which older readers of TriG do not know.
        blocks = "\n".join([self._block(node) for node in run])
        return f"\n{self._names.short(graph)} {{\n{blocks}}}\n"

    def _block(self, node: Node) -> str:
        verbs, short = self._verbs, self._names.short
        parts: list[str] = []
        append = parts.append
        last = ""
        for predicate, kind, value in node.pairs:
            if predicate == last:
                append(", ")
            else:
                append(verbs.get(predicate) or self._verb(predicate))
                last = predicate
            append(short(value) if kind == IRI else self._literal(kind, value))
        # The first verb must not follow a semicolon.
        return f"{self._indent}{short(node.subject)}{''.join(parts)[2:]} .\n"

    def _verb(self, predicate: str) -> str:
        if len(self._verbs) >= _VERBS:
            self._verbs.clear()
        name = "a" if predicate == RDF_TYPE else self._names.short(predicate)
        verb = self._verbs[predicate] = f" ;\n{self._indent}    {name} "
        return verb

    def _literal(self, kind: int, value: str) -> str:
        if kind == INTEGER and is_plain_integer(value):
            return value
        return quoted(value) + self._tails.get(kind, "")


def _rebuilt(form: Format, graphs: bool, base: str | None) -> TurtleWriter:
    return TurtleWriter(form, graphs=graphs, base=base)
