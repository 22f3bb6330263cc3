"""RECORDS → STATEMENTS: the only room that knows the ontology.

`Mapping(base, directory, run).describe(resolution)` gives every statement of one question. A new property is one line
in `ontology/anq.ttl`, one in `vocabulary.py` and one where its subject is described.
"""

from __future__ import annotations

from collections.abc import Iterator

from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.provenance import Run, run_fingerprint
from anq2rdf.rdf.questions import describe
from anq2rdf.rdf.roster import describe_register
from anq2rdf.rdf.shared import World
from anq2rdf.rdf.vocabulary import DEFAULT_BASE
from anq2rdf.records import Directory, Resolution, Roster
from anq2rdf.statements import Description

__all__ = ["DEFAULT_BASE", "Mapping", "Minter", "Run", "run_fingerprint"]


class Mapping:
    """The mapping of one run: base of the instances, what the register knows, and the run itself."""

    def __init__(self, base: str, directory: Directory, run: Run) -> None:
        self._world = World(Minter(base), directory)
        self._run = run

    def describe(self, resolution: Resolution) -> Description:
        """The statements of one resolved question, and of everything it points at."""
        return describe(self._world, self._run, resolution)

    def describe_register(self, roster: Roster) -> Iterator[Description]:
        """Every deputy, mandate, group membership and organ the register knows, whether or not a record names it."""
        return describe_register(self._world, roster)
