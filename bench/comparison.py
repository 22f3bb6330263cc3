"""Two verdicts on the same data, compared result by result: what one says and the other does not.

A result counts with its focus node, path, component, value, severity, source shape and messages. One thing is left out:
the language of the messages of SPARQL constraints, which pySHACL drops where it fills in the placeholders; their texts
count. Results that differ because rdflib compares what SPARQL cannot are told apart by `type_errors`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from anq2rdf.validation.graphs import Term
from anq2rdf.validation.paths import SH
from anq2rdf.validation.results import Result
from bench.reference import Judged
from bench.type_errors import excused

_SPARQL = SH + "SPARQLConstraintComponent"


class Difference(NamedTuple):
    """What is not equal. Equal verdicts have three empty lists, or only `excused`."""

    missing: list[Result]  # pySHACL says it, ours does not
    added: list[Result]  # ours says it, pySHACL does not
    excused: list[Result]  # one side alone says it, for a type error of SPARQL 1.1
    broken: frozenset[Term]  # shapes pySHACL ended in an error over: nothing of them is compared

    @property
    def equal(self) -> bool:
        """Whether nothing differs but what is excused."""
        return not self.missing and not self.added

    def __str__(self) -> str:
        return "\n".join([*(f"missing: {each}" for each in self.missing), *(f"added: {each}" for each in self.added)])


def compare(ours: Iterable[Result], judged: Judged, data: ox.Store) -> Difference:
    """Both as multisets: a result said twice by one side only is a difference.

    Of a shape that pySHACL ended in an error over nothing is compared.
    """
    mine, theirs = (
        Counter(_comparable(each) for each in results if each.shape not in judged.broken)
        for results in (ours, judged.results)
    )
    missing, forgiven = _parted(theirs - mine, data, ours=False)
    added, more = _parted(mine - theirs, data, ours=True)
    return Difference(missing, added, [*forgiven, *more], judged.broken)


def _parted(results: Counter[Result], data: ox.Store, *, ours: bool) -> tuple[list[Result], list[Result]]:
    parted: tuple[list[Result], list[Result]] = [], []
    for result in results.elements():
        parted[excused(result, data, ours=ours)].append(result)
    return parted


def _comparable(result: Result) -> Result:
    messages = result.messages
    if result.component.value == _SPARQL:
        messages = tuple(sorted(("", text) for _, text in messages))
    return Result(
        focus=result.focus,
        shape=result.shape,
        component=result.component,
        severity=result.severity,
        messages=messages,
        path=result.path,
        value=result.value,
    )
