"""Turtle and TriG (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/), laid out for people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from anq2rdf.sinks.formats import Format
from anq2rdf.sinks.literals import is_plain_double, is_plain_integer, quoted
from anq2rdf.sinks.prefixes import Names
from anq2rdf.statements import DATATYPES, DOUBLE, INTEGER, IRI, LANGUAGES, RDF_TYPE, Block, Node, Pair

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
        told = (node for node in nodes if node.size())
        if not self._graphs:
            return "".join([f"\n{self._block(node)}" for node in told]).encode()
        runs = groupby(told, key=lambda node: node.graph)
        return "".join([self._run(graph, run) for graph, run in runs]).encode()

    def _run(self, graph: str, run: Iterable[Node]) -> str:
        # Without the word GRAPH, which older readers of TriG do not know.
        blocks = "\n".join([self._block(node) for node in run])
        return f"\n{self._names.short(graph)} {{\n{blocks}}}\n"

    def _block(self, node: Node) -> str:
        pieces: list[str] = []
        last = ""
        for part in node.parts:
            if type(part) is Block:
                told, first, end = part.memo.get(self) or self._kept(part)
                if told:
                    # Where the block goes on with the verb before it, it must not say that verb again.
                    pieces.append(told if first != last else self._statements(part.pairs, last))
                    last = end
            else:
                pieces.append(self._statements((part,), last))
                last = part[0]
        # The first verb must not follow a semicolon.
        return f"{self._indent}{self._names.short(node.subject)}{''.join(pieces)[2:]} .\n"

    def _kept(self, block: Block) -> tuple[str, str, str]:
        """The block's text, the verb it begins with and the one it ends with."""
        pairs = block.pairs
        first, end = (pairs[0][0], pairs[-1][0]) if pairs else ("", "")
        kept = block.memo[self] = self._statements(pairs, ""), first, end
        return kept

    def _statements(self, pairs: Iterable[Pair], last: str) -> str:
        pieces: list[str] = []
        for predicate, kind, value in pairs:
            verb = ", " if predicate == last else self._verbs.get(predicate) or self._verb(predicate)
            last = predicate
            pieces += (verb, self._names.short(value) if kind == IRI else self._literal(kind, value))
        return "".join(pieces)

    def _verb(self, predicate: str) -> str:
        if len(self._verbs) >= _VERBS:
            self._verbs.clear()
        name = "a" if predicate == RDF_TYPE else self._names.short(predicate)
        verb = self._verbs[predicate] = f" ;\n{self._indent}    {name} "
        return verb

    def _literal(self, kind: int, value: str) -> str:
        if (kind == INTEGER and is_plain_integer(value)) or (kind == DOUBLE and is_plain_double(value)):
            return value
        return quoted(value) + self._tails.get(kind, "")


def _rebuilt(form: Format, graphs: bool, base: str | None) -> TurtleWriter:
    return TurtleWriter(form, graphs=graphs, base=base)
