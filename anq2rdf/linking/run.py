"""One run of the linking: what its outputs say of how they came to be."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from anq2rdf.rdf.provenance import run_fingerprint
from anq2rdf.rdf.vocabulary import DEFAULT_BASE
from anq2rdf.records import SourceFile


class LinkingRun(Struct, frozen=True, kw_only=True):
    """The tool, the day, and what was read."""

    version: str  # of anq2rdf
    date: dt.date  # the day the links were made
    base: str = DEFAULT_BASE
    source: str = ""  # what the candidates came from: a file's name, an endpoint's address
    retrieved: dt.date | None = None  # the day the candidates were asked for; None: not told
    inputs: tuple[SourceFile, ...] = ()  # the files read: data, register, candidates, verdicts
    register_retrieved: dt.date | None = None  # the day the register was downloaded; None: not known
    options: tuple[tuple[str, str], ...] = ()  # those that change who is linked

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits over what determines the links; the day they are made is not in it."""
        told = [("made", "links"), ("base", self.base), ("candidates", self.source)]
        if self.retrieved is not None:
            told.append(("retrieved", self.retrieved.isoformat()))
        return run_fingerprint(self.version, [file.sha256 for file in self.inputs], [*told, *self.options])
