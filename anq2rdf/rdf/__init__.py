"""RECORDS → STATEMENTS: the only room that knows the ontology.

`Mapping(base, directory, run).describe(resolution)` gives every statement of one question. A new property is one line
in `ontology/anq.ttl`, one in `vocabulary.py` and one where its subject is described.
"""

from __future__ import annotations

from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.provenance import Run, run_fingerprint
from anq2rdf.rdf.questions import describe
from anq2rdf.rdf.shared import Shelf
from anq2rdf.rdf.vocabulary import DEFAULT_BASE
from anq2rdf.records import Directory, Resolution
from anq2rdf.statements import Description

__all__ = ["DEFAULT_BASE", "Mapping", "Minter", "Run", "run_fingerprint"]


class Mapping:
    """The mapping of one run: base of the instances, what the register knows, and the run itself."""

    def __init__(self, base: str, directory: Directory, run: Run) -> None:
        self._minter = Minter(base)
        self._directory = directory
        self._run = run
        self._shelf = Shelf()

    def describe(self, resolution: Resolution) -> Description:
        """The statements of one resolved question, and of everything it points at."""
        return describe(self._shelf, self._minter, self._directory, self._run, resolution)
