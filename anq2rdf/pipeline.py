"""Source → record → register → statements → bytes, in batches, in order.

    for batch in conversion.batches():        readings become outcomes: who, what content, which bytes
        for piece in conversion.accept(batch):    the first of each question wins, shared things are written once
            target.write(piece)

`Converter.convert` depends on its readings alone: it can run anywhere, and what comes back is bytes and counts. Only
`accept` has a memory, and runs in one place, in order; so the result does not depend on how the batches were made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from anq2rdf import __version__
from anq2rdf.problems import Place, Problem
from anq2rdf.rdf import DEFAULT_BASE, Mapping, Run, run_fingerprint
from anq2rdf.records import Directory, Origin, Question, Reading, Resolution, Roster, SourceFile
from anq2rdf.report import Tally
from anq2rdf.sources import Sources, readings
from anq2rdf.statements import Node, Pair

BATCH = 200  # records


class Register(Directory, Protocol):
    """The directory that also resolves: `anq2rdf.register` gives one, with or without a file."""

    def resolve(self, question: Question) -> Resolution:
        """The question with every reference that is certain filled in."""


class Writer(Protocol):
    """What `anq2rdf.sinks.writer` gives, as far as converting needs it."""

    @property
    def joint(self) -> bytes:
        """What stands between two pieces."""

    def start(self) -> bytes:
        """What stands before the first piece."""

    def nodes(self, nodes: Iterable[Node]) -> bytes:
        """Some nodes as bytes."""

    def finish(self) -> bytes:
        """What stands after the last piece."""


class Selection(Struct, frozen=True, kw_only=True):
    """Which records a run is about; those left out are counted apart."""

    legislatures: frozenset[int] = frozenset()
    types: frozenset[str] = frozenset()
    strict: bool = False  # a record with a warning is rejected

    def admits(self, question: Question) -> bool:
        """Whether the record is asked for."""
        wanted = not self.legislatures or question.legislature in self.legislatures
        return wanted and (not self.types or question.type in self.types)

    def options(self) -> list[tuple[str, str]]:
        """The part of the run's identity that lies in the selection."""
        named = [
            ("legislature", ",".join(map(str, sorted(self.legislatures)))),
            ("type", ",".join(sorted(self.types))),
            ("strict", "yes" if self.strict else ""),
        ]
        return [(name, value) for name, value in named if value]


class Outcome(Struct, frozen=True):
    """What became of one reading: a converted record (`own` holds its bytes), or a rejection (`uid` is empty)."""

    uid: str
    content: bytes  # digest of what the record says, wherever it was read
    legislature: int
    type: str
    form: str
    place: Place
    problems: tuple[Problem, ...]
    own: bytes
    statements: int
    shared: tuple[int, ...]  # fingerprints


class Batch(Struct, frozen=True):
    """The outcomes of some readings, the shared nodes they name, and what was passed over."""

    outcomes: list[Outcome]
    shared: dict[int, Node]
    filtered: int
    notes: tuple[Problem, ...]  # problems of members that are no question


class Converter:
    """What turns readings into bytes. It keeps nothing but the mapping's memory of shared nodes."""

    def __init__(self, register: Register, mapping: Mapping, writer: Writer, selection: Selection) -> None:
        self._register = register
        self._mapping = mapping
        self._writer = writer
        self._selection = selection

    def convert(self, some: Iterable[Reading | Problem]) -> Batch:
        """Map and serialise some readings."""
        batch = Batch([], {}, 0, ())
        filtered, notes = 0, []
        for reading in some:
            if isinstance(reading, Problem):
                notes.append(reading)
            elif reading.question is None:
                batch.outcomes.append(_rejection(reading.problems))
            elif self._selection.admits(reading.question):
                batch.outcomes.append(self._outcome(reading.question, reading.problems, batch.shared))
            else:
                filtered += 1
        return replace(batch, filtered=filtered, notes=tuple(notes))

    def _outcome(self, question: Question, problems: tuple[Problem, ...], shared: dict[int, Node]) -> Outcome:
        resolution = self._register.resolve(question)
        problems += resolution.problems
        if self._selection.strict and any(problem.severity != "info" for problem in problems):
            return _rejection(problems)
        described = self._mapping.describe(resolution)
        shared.update(described.shared)
        return Outcome(
            question.uid,
            content_digest(question),
            question.legislature,
            question.type,
            question.origin.form,
            _place(question),
            problems,
            self._writer.nodes(described.own),
            sum(len(node.pairs) for node in described.own),
            tuple(described.shared),
        )


def _rejection(problems: tuple[Problem, ...]) -> Outcome:
    place = problems[0].place if problems else Place()
    return Outcome("", b"", 0, "", "", place, problems, b"", 0, ())


def _order(node: Node) -> tuple[str, str, int, Pair]:
    # Own order, not the order of discovery: that depends on what the cache had seen before.
    return node.graph, node.subject, -len(node.pairs), node.pairs[0]


def _merged(nodes: Iterable[Node]) -> Iterator[Node]:
    # What an entity is and the fragments only this record tells of it, in one block of Turtle.
    for (graph, subject), some in groupby(nodes, key=lambda node: (node.graph, node.subject)):
        yield Node(subject, graph, [pair for node in some for pair in node.pairs])


def _place(question: Question) -> Place:
    origin = question.origin
    return Place(file=origin.file.name, member=origin.member, pointer=origin.pointer, uid=question.uid)


def content_digest(question: Question) -> bytes:
    """Eight bytes over everything a record says but where it was read."""
    bare = replace(question, origin=_NOWHERE)
    return hashlib.blake2b(msgspec.msgpack.encode(bare), digest_size=8).digest()


_NOWHERE = Origin(file=SourceFile(name="", sha256="", size=0, media_type=""), form="")


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
    ) -> None:
        self.tally = Tally()
        self._sources = sources
        self._roster = roster
        self._writer = writer
        self.run = Run(self._fingerprint(base, selection, register_file), __version__, register_file)
        self._mapping = Mapping(base, register, self.run)
        self._converter = Converter(register, self._mapping, writer, selection or Selection())
        self._written: set[int] = set()
        self._met: dict[str, tuple[bytes, Place]] = {}
        self._empty = True

    def _fingerprint(self, base: str, selection: Selection | None, register_file: SourceFile | None) -> str:
        options = [("base", base), *(selection or Selection()).options()]
        if self._roster is not None:
            options.append(("actors", "all"))
        if register_file is not None:
            options.append(("register", register_file.sha256))
        return run_fingerprint(__version__, [file.sha256 for file in self._sources.files], options)

    def batches(self) -> Iterator[Batch]:
        """Every reading of the sources, converted, in their order."""
        flow = (reading for document in self._sources for reading in readings(document))
        while some := list(islice(flow, BATCH)):
            yield self._converter.convert(some)

    def pieces(self) -> Iterator[bytes]:
        """The whole output, piece by piece."""
        yield self._writer.start()
        for batch in self.batches():
            yield from self.accept(batch)
        if self._roster is not None:
            for described in self._mapping.describe_register(self._roster):
                yield from self._joined(self._fresh(described.shared))
        yield self._writer.finish()
        self.tally.check()

    def accept(self, batch: Batch) -> Iterator[bytes]:
        """The bytes of a batch: records met for the first time, and what is shared and not yet written."""
        self.tally.note(batch.notes)
        self.tally.filtered += batch.filtered
        for outcome in batch.outcomes:
            self.tally.read += 1
            self.tally.note(outcome.problems)
            if outcome.uid and not self._is_double(outcome):
                self._count(outcome)
                yield from self._joined(outcome.own)
                yield from self._joined(self._fresh({key: batch.shared[key] for key in outcome.shared}))
            else:
                self.tally.rejected += 1

    def _is_double(self, outcome: Outcome) -> bool:
        first = self._met.get(outcome.uid)
        if first is None:
            self._met[outcome.uid] = (outcome.content, replace(outcome.place, uid=None))
            return False
        code = "E250" if first[0] == outcome.content else "E252"
        self.tally.note([Problem(code=code, place=outcome.place, detail=f"first in {first[1]}")])
        return True

    def _count(self, outcome: Outcome) -> None:
        self.tally.converted += 1
        self.tally.statements += outcome.statements
        self.tally.forms[outcome.form] += 1
        self.tally.questions[outcome.legislature, outcome.type] += 1

    def _fresh(self, shared: dict[int, Node]) -> bytes:
        nodes = sorted((node for key, node in shared.items() if key not in self._written), key=_order)
        self._written.update(shared)
        self.tally.statements += sum(len(node.pairs) for node in nodes)
        return self._writer.nodes(_merged(nodes))

    def _joined(self, piece: bytes) -> Iterator[bytes]:
        if piece:
            if not self._empty:
                yield self._writer.joint
            self._empty = False
            yield piece
