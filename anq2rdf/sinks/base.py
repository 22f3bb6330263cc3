"""What a writer and a sink are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from anq2rdf.statements import Node


class Writer(Protocol):
    """Nodes to bytes in one format. Stateless and picklable: any process may write any piece."""

    @property
    def name(self) -> str:
        """nt, nq, ttl, trig or jsonld."""

    @property
    def extension(self) -> str:
        """With its dot: ".nt"."""

    @property
    def media_type(self) -> str:
        """As registered with IANA."""

    @property
    def joint(self) -> bytes:
        """What stands between two pieces that are not empty."""

    def start(self) -> bytes:
        """What comes before the first piece."""

    def nodes(self, nodes: Iterable[Node]) -> bytes:
        """One piece: a pure function of the nodes, in their order; empty when they say nothing."""

    def finish(self) -> bytes:
        """What comes after the last piece."""


class Sink(Protocol):
    """Where pieces go. Ends complete by `finish`, or by `abort` as if it had never begun."""

    def write(self, piece: bytes) -> None:
        """Takes the next bytes; `SinkError` when it cannot, after undoing what was done."""

    def finish(self) -> int:
        """Everything is on disk under its final name when this returns: how much, in bytes or statements."""

    def abort(self) -> None:
        """Leaves nothing; may be called at any time, also twice."""
