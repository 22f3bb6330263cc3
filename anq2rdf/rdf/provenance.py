"""Where every statement comes from: question → record → file (by its SHA-256) → run.

A run is named by what determines its result, never by the clock: the same inputs, options and version give the same
bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.shared import World
from anq2rdf.records import Question, SourceFile
from anq2rdf.statements import FRENCH, IRI, STRING, Block, Node, Pair, constant


def run_fingerprint(version: str, inputs: Iterable[str], options: Iterable[tuple[str, str]]) -> str:
    """Sixteen hexadecimal digits over the version, the inputs' SHA-256 and the options that change statements."""
    lines = [version, *sorted(inputs), *(f"{name}={value}" for name, value in sorted(options))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

_RECORD: Final = constant((v.TYPE, IRI, v.SOURCE_RECORD))


class Run:
    """The run that writes the statements: its name, and the register it read, if any."""

    def __init__(self, fingerprint: str, version: str, register: SourceFile | None = None) -> None:
        self.fingerprint = fingerprint
        self.version = version
        self.register = register


def official_page(question: Question) -> str:
    """The Assemblée's own page of the question, by the address it has used for every legislature."""
    leg = question.legislature
    return f"https://questions.assemblee-nationale.fr/q{leg}/{leg}-{question.number}{question.type}.htm"


def record_node(world: World, run: Run, question: Question) -> Node:
    """The source record of one question. It belongs to the question alone."""
    origin = question.origin
    iri = world.minter.record(question.uid, origin.digest)
    parts: list[Pair | Block] = [
        _RECORD,
        (v.IDENTIFIER, STRING, f"sha256:{origin.digest}"),
        world.recall(("derivation", origin.file), lambda: _derivation(world, run, origin.file)),
    ]
    if origin.member is not None:
        parts.append((v.SOURCE_MEMBER, STRING, _literal(origin.member)))
    parts += [(v.SOURCE, IRI, official_page(question)), constant((v.FORMAT, STRING, origin.media_type))]
    return Node(iri, world.minter.graph_provenance, parts)


def _derivation(world: World, run: Run, file: SourceFile) -> Block:
    return Block([(v.DERIVED_FROM, IRI, reach_file(world, file)), (v.GENERATED_BY, IRI, _reach_run(world, run))])


def reach_file(world: World, file: SourceFile) -> str:
    """The source file, by its content; the same content may have been given under two names."""
    iri = world.reach(("file", file.sha256), lambda: _file(world, file))
    world.tell(iri, world.minter.graph_provenance, (v.LABEL, STRING, _literal(file.name)))
    return iri


def _file(world: World, file: SourceFile) -> tuple[str, list[Node]]:
    iri = world.minter.file(file.sha256)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.SOURCE_FILE),
        (v.IDENTIFIER, STRING, f"sha256:{file.sha256}"),
        (v.FORMAT, STRING, file.media_type),
    ]
    return iri, [Node(iri, world.minter.graph_provenance, pairs)]


def _literal(name: str) -> str:
    # A lone surrogate in a file's or member's name (undecodable bytes) has no place in a literal.
    return name.encode("utf-8", "replace").decode()


def _reach_run(world: World, run: Run) -> str:
    return world.reach(("run", run.fingerprint), lambda: _run(world, run))


def _run(world: World, run: Run) -> tuple[str, list[Node]]:
    iri = world.minter.run(run.fingerprint)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.CONVERSION_RUN),
        (v.LABEL, FRENCH, f"Conversion par anq2rdf {run.version}"),
    ]
    if run.register is not None:
        pairs.append((v.USED, IRI, reach_file(world, run.register)))
    return iri, [Node(iri, world.minter.graph_provenance, pairs)]
