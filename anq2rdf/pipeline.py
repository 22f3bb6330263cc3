"""Source → record → register → statements → bytes, in batches, in order.

    for batch in conversion.batches():            readings become outcomes: who, what content, which bytes
        for piece in conversion.accept(batch):    the first of each question wins, shared things are written once
            target.write(piece)

Making batches needs no memory and may happen in many processes; only `accept` has a memory, and runs in one place, in
order. So the result does not depend on how the batches were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from itertools import groupby
from typing import Protocol

from anq2rdf import __version__
from anq2rdf.crew import Crew, batches
from anq2rdf.fingerprints import Fingerprints
from anq2rdf.firsts import Firsts
from anq2rdf.problems import Problem
from anq2rdf.rdf import DEFAULT_BASE, Mapping, Run, run_fingerprint
from anq2rdf.records import Roster, SourceFile
from anq2rdf.report import Tally
from anq2rdf.sources import Sources
from anq2rdf.statements import Bundle, Node, Pair
from anq2rdf.units import Batch, Checker, Converter, Outcome, Register, Selection, Writer

_SEEN = 50_000  # marks


class Watch(Protocol):
    """What judges a run while it is written."""

    @property
    def checker(self) -> Checker:
        """What judges each record, where it is converted."""

    def record(self, outcome: Outcome) -> None:
        """A record that is written, with what the checker found."""

    def meet(self, nodes: Iterable[Node]) -> None:
        """Shared nodes, written for the first time."""


class Conversion:
    """One run over its sources."""

    def __init__(
        self,
        sources: Sources,
        register: Register,
        writer: Writer,
        *,
        base: str = DEFAULT_BASE,
        selection: Selection | None = None,
        register_file: SourceFile | None = None,
        roster: Roster | None = None,
        jobs: int = 1,
        executor: Executor | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.tally = Tally()
        self._sources = sources
        self._roster = roster
        self._jobs = jobs
        self._executor = executor
        self._writer = writer
        self.run = Run(self._fingerprint(base, selection, register.sha256), __version__, register_file)
        self._mapping = Mapping(base, register, self.run)
        checker = watch.checker if watch is not None else None
        self._converter = Converter(register, self._mapping, writer, selection or Selection(), checker)
        self._watch = watch
        self._written = Fingerprints()
        self._seen: set[int] = set()  # marks of bundles all of whose nodes are written: a short cut
        self._met = Firsts()
        self._empty = True

    def _fingerprint(self, base: str, selection: Selection | None, register: str | None) -> str:
        options = [("base", base), *(selection or Selection()).options()]
        if self._roster is not None:
            options.append(("actors", "all"))
        if register is not None:
            options.append(("register", register))
        return run_fingerprint(__version__, [file.sha256 for file in self._sources.files], options)

    def batches(self) -> Iterator[Batch]:
        """Every reading of the sources, converted, in their order."""
        if self._jobs == 1 and self._executor is None:
            return batches(self._sources, self._converter)
        crew = Crew(self._converter, self._jobs, self._executor, seconds=self._sources.limits.record_seconds)
        return crew.batches(self._sources)

    def pieces(self) -> Iterator[bytes]:
        """The whole output, piece by piece."""
        yield self._writer.start()
        for batch in self.batches():
            yield from self._joined(self.accept(batch))
        if self._roster is not None:
            for described in self._mapping.describe_register(self._roster):
                yield from self._joined([self._fresh(described.bundles)])
        yield self._writer.finish()
        self.tally.check()

    def accept(self, batch: Batch) -> list[bytes]:
        """The bytes of a batch: records met for the first time, and what is shared and not yet written."""
        self.tally.note(batch.notes)
        self.tally.filtered += batch.filtered
        pieces: list[bytes] = []
        for outcome in batch.outcomes:
            self.tally.read += 1
            self.tally.note(outcome.problems)
            if outcome.uid and not self._is_double(outcome):
                self._count(outcome)
                pieces.append(outcome.own)
                if self._watch is not None:
                    self._watch.record(outcome)
                new = [batch.bundles[mark] for mark in outcome.bundles if mark not in self._seen]
                if new:
                    pieces.append(self._fresh(new))
            else:
                self.tally.rejected += 1
        return pieces

    def _is_double(self, outcome: Outcome) -> bool:
        first = self._met.meet(outcome.uid, outcome.content, outcome.place)
        if first is None:
            return False
        content, ordinal = first
        code = "E250" if content == outcome.content else "E252"
        detail = f"first in {self._met.place(ordinal)}" if self.tally.shows(code) else ""
        self.tally.note([Problem(code=code, place=outcome.place, detail=detail)])
        return True

    def _count(self, outcome: Outcome) -> None:
        self.tally.converted += 1
        self.tally.statements += outcome.statements
        self.tally.forms[outcome.form] += 1
        self.tally.questions[outcome.legislature, outcome.type] += 1

    def _fresh(self, bundles: Iterable[Bundle]) -> bytes:
        nodes: dict[int, Node] = {}
        for mark, bundle in bundles:
            nodes.update((key, node) for key, node in bundle.items() if self._written.add(key))
            self._seen.add(mark)
        if len(self._seen) > _SEEN:
            self._seen.clear()
        self.tally.statements += sum([node.size() for node in nodes.values()])
        if self._watch is not None:
            self._watch.meet(nodes.values())
        if len(nodes) > 1:
            return self._writer.nodes(_merged(sorted(nodes.values(), key=_order)))
        return self._writer.nodes(nodes.values())

    def _joined(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        told = [piece for piece in pieces if piece]
        if told:
            if not self._empty:
                yield self._writer.joint
            self._empty = False
            yield self._writer.joint.join(told)


def _order(node: Node) -> tuple[str, str, int, Pair]:
    # Own order, not the order of discovery: that depends on what the cache had seen before.
    return node.graph, node.subject, -node.size(), node.pairs[0]


def _merged(nodes: Iterable[Node]) -> Iterator[Node]:
    # What an entity is and the fragments only this record tells of it, in one block of Turtle.
    for (graph, subject), some in groupby(nodes, key=lambda node: (node.graph, node.subject)):
        yield Node(subject, graph, [part for node in some for part in node.parts])
