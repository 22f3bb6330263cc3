"""What the compiled engine says: findings that point at a rule, small enough to send between processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.validation.compiled.terms import Term, to_store
from anq2rdf.validation.compiled.view import View
from anq2rdf.validation.graphs import Term as StoreTerm
from anq2rdf.validation.paths import Path
from anq2rdf.validation.results import Result

# What to say where the shape has no message: of the data, the focus node and the value.
Wording: TypeAlias = Callable[[View, Term, Term | None], str]


class Finding(NamedTuple):
    """One result, short: the number of its rule and what differs from one result of it to another."""

    rule: int
    focus: Term
    value: Term | None
    predicate: str | None  # sh:closed alone: the predicate that is not allowed
    text: str | None  # the message, where the shape has none


class Rule(Struct, frozen=True):
    """One constraint of one shape: what all its results share."""

    number: int
    shape: StoreTerm
    component: ox.NamedNode
    severity: ox.NamedNode
    messages: tuple[tuple[str, str], ...]
    path: Path | None
    wording: Wording

    def add(
        self, out: list[Finding], view: View, focus: Term, value: Term | None = None, predicate: str | None = None
    ) -> None:
        """One more finding of this rule."""
        text = None if self.messages else self.wording(view, focus, value)
        out.append(Finding(self.number, focus, value, predicate, text))

    def result(self, finding: Finding) -> Result:
        """The finding as SHACL words it."""
        _, focus, value, predicate, text = finding
        return Result(
            focus=to_store(focus),
            shape=self.shape,
            component=self.component,
            severity=self.severity,
            messages=self.messages if text is None else (("", text),),
            path=self.path if predicate is None else ox.NamedNode(predicate),
            value=None if value is None else to_store(value),
        )
