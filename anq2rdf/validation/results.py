"""What a validation says: results as SHACL defines them (§3.6.2), kept in one order, counted by shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

import pyoxigraph as ox
from msgspec import Struct

from anq2rdf.validation.graphs import Term
from anq2rdf.validation.paths import SH, Path

SEVERITIES: Final = ("Violation", "Warning", "Info")


class Result(Struct, frozen=True, kw_only=True):
    """One sh:ValidationResult."""

    focus: Term
    shape: Term
    component: ox.NamedNode
    severity: ox.NamedNode
    messages: tuple[tuple[str, str], ...] = ()  # (language or "", text), sorted
    path: Path | None = None
    value: Term | None = None
    constraint: Term | None = None  # the sh:sparql node
    source: str = ""  # "archive.zip!json/X.json": where the record was read, if known

    @property
    def level(self) -> str:
        """Violation, Warning or Info; a severity of another vocabulary counts as a Violation."""
        name = self.severity.value.removeprefix(SH)
        return name if name in SEVERITIES else SEVERITIES[0]

    def message(self, language: str = "en") -> str:
        """The message in that language, else in English, else in none, else whichever there is."""
        by_language = dict(self.messages)
        for wanted in (language, "en", ""):
            if wanted in by_language:
                return by_language[wanted]
        return self.messages[0][1] if self.messages else self.component.value.removeprefix(SH)

    def order(self) -> tuple[object, ...]:
        """The place of this result among others: worst first, then by shape, focus node, path and value."""
        return (
            SEVERITIES.index(self.level),
            str(self.shape),
            str(self.focus),
            str(self.path or ""),
            str(self.value or ""),
            self.component.value,
            self.messages,
        )


class Tally(Struct, frozen=True, kw_only=True):
    """All results of one shape at one severity."""

    shape: Term
    level: str
    results: tuple[Result, ...]

    @property
    def shared_message(self) -> bool:
        """Whether all results say the same, so that it need be said only once."""
        return len({result.messages for result in self.results}) == 1

    @property
    def name(self) -> str:
        """The shape's short name: Q01 for …/shapes#Q01; for a nameless one the path it constrains."""
        if isinstance(self.shape, ox.NamedNode):
            return local_name(self.shape.value)
        path = self.results[0].path
        return f"shape on {path}" if path is not None else "nameless shape"


class Verdict:
    """All results of one validation, in their order, and what they come to."""

    def __init__(self, results: Iterable[Result]) -> None:
        self.results: Sequence[Result] = tuple(sorted(results, key=Result.order))

    @property
    def conforms(self) -> bool:
        """sh:conforms: no result at all, of whatever severity (SHACL §3.6.1.1)."""
        return not self.results

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many results there are of each severity."""
        return {level: sum(result.level == level for result in self.results) for level in SEVERITIES}

    @cached_property
    def tallies(self) -> list[Tally]:
        """The results by shape and severity, worst first."""
        groups = groupby(self.results, key=lambda result: (result.level, str(result.shape)))
        lists = [(level, tuple(members)) for (level, _), members in groups]
        return [Tally(shape=members[0].shape, level=level, results=members) for level, members in lists]

    def reaches(self, threshold: str) -> bool:
        """Whether there is a result at or above violation, warning or info; never for none."""
        if threshold == "none":
            return False
        levels = SEVERITIES[: [level.lower() for level in SEVERITIES].index(threshold) + 1]
        return any(self.counts[level] for level in levels)


def short_path(path: Path) -> str:
    """A path with local names only: `^event`, `author/identityStatus`."""
    if isinstance(path, ox.NamedNode):
        return local_name(path.value)
    return path.shown(lambda part: local_name(part.value))


def local_name(iri: str) -> str:
    """The end of an IRI after its last # or /, or all of it when that is empty."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
