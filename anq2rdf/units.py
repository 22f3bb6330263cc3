"""Readings → outcomes: one record mapped and serialised, with what must be known of it to put outcomes in order.

`Converter.convert` depends on its readings alone: it can run anywhere, and what comes back is bytes and counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from anq2rdf.problems import Place, Problem
from anq2rdf.rdf import Mapping
from anq2rdf.records import Directory, Origin, Question, Reading, Resolution, SourceFile, Text
from anq2rdf.statements import Bundle, Node

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


# One thing wrong with a record by the shapes: the number of the rule, the focus node, the value, the predicate and the
# message where they are not the rule's own. What they mean is the checker's affair.
Finding = tuple[int, tuple[str, str], tuple[str, str] | None, str | None, str | None]
# What a checker says of a record: findings; IRIs of nodes that can be judged only when all is known; shared entities
# that are told in fragments and that the verdict rests on, each with a mark of what was told.
Checked = tuple[Sequence[Finding], Sequence[str], Sequence[tuple[str, int]]]


class Checker(Protocol):
    """What judges a record while it is converted; picklable, it is sent to the workers."""

    def check(self, own: Iterable[Node], bundles: Iterable[Bundle]) -> Checked:
        """The verdict on the record's own nodes. The bundles are all it points at."""


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
    bundles: tuple[int, ...]  # their marks
    checked: Checked | None = None


class Batch(Struct, frozen=True):
    """The outcomes of some readings, the shared nodes they name, and what was passed over."""

    outcomes: list[Outcome]
    bundles: dict[int, Bundle]  # by mark
    filtered: int
    notes: tuple[Problem, ...]  # problems of members that are no question


class Converter:
    """What turns readings into bytes. It keeps nothing but the mapping's memory of shared nodes."""

    def __init__(
        self,
        register: Register,
        mapping: Mapping,
        writer: Writer,
        selection: Selection,
        checker: Checker | None = None,
    ) -> None:
        self._register = register
        self._mapping = mapping
        self._writer = writer
        self._selection = selection
        self._checker = checker

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
                batch.outcomes.append(self._outcome(reading.question, reading.problems, batch.bundles))
            else:
                filtered += 1
        return replace(batch, filtered=filtered, notes=tuple(notes))

    def _outcome(self, question: Question, problems: tuple[Problem, ...], bundles: dict[int, Bundle]) -> Outcome:
        resolution = self._register.resolve(question)
        problems += resolution.problems
        if self._selection.strict and any(problem.severity != "info" for problem in problems):
            return _rejection(problems)
        described = self._mapping.describe(resolution)
        reached = {bundle.mark: bundle for bundle in described.bundles}
        bundles.update(reached)
        checked = self._checker.check(described.own, reached.values()) if self._checker else None
        return Outcome(
            question.uid,
            content_digest(question),
            question.legislature,
            question.type,
            question.origin.form,
            _place(question),
            problems,
            self._writer.nodes(described.own),
            sum([node.size() for node in described.own]),
            tuple(reached),
            checked,
        )


def _rejection(problems: tuple[Problem, ...]) -> Outcome:
    place = problems[0].place if problems else Place()
    return Outcome("", b"", 0, "", "", place, problems, b"", 0, ())


def _place(question: Question) -> Place:
    origin = question.origin
    return Place(file=origin.file.name, member=origin.member, pointer=origin.pointer, uid=question.uid)


def content_digest(question: Question) -> bytes:
    """Eight bytes over everything a record says but where it was read: of its texts, their digests and markup."""
    bare = replace(question, origin=_NOWHERE, text=None, answers=())
    answers = [(answer.reference, answer.ministry, _digests(answer.text)) for answer in question.answers]
    content = msgspec.msgpack.encode((bare, _digests(question.text), answers))
    return hashlib.blake2b(content, digest_size=8).digest()


def _digests(text: Text | None) -> tuple[str, str | None] | None:
    return None if text is None else (text.digest, text.html)


_NOWHERE = Origin(file=SourceFile(name="", sha256="", size=0, media_type=""), form="")
