"""What a run has to tell at its end: counts, problems by code, inputs and outputs; for people and for machines."""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from anq2rdf.problems import Problem, catalogue
from anq2rdf.records import SourceFile

EXAMPLES = 5  # places shown for each code; the counts are always whole


class Tally:
    """Counts records and problems as they pass; keeps a few examples of each code, never all of them."""

    def __init__(self) -> None:
        self.read = 0
        self.converted = 0
        self.rejected = 0
        self.filtered = 0
        self.statements = 0
        self.forms: Counter[str] = Counter()
        self.questions: Counter[tuple[int, str]] = Counter()
        self.codes: Counter[str] = Counter()
        self.examples: dict[str, list[Problem]] = {}

    def note(self, problems: Iterable[Problem]) -> None:
        """Count some problems."""
        for problem in problems:
            self.codes[problem.code] += 1
            kept = self.examples.setdefault(problem.code, [])
            if len(kept) < EXAMPLES:
                kept.append(problem)

    def shows(self, code: str) -> bool:
        """Whether the next problem of that code would be kept as an example."""
        return len(self.examples.get(code, ())) < EXAMPLES

    def check(self) -> None:
        """Nothing is ever lost: every record read was converted or rejected."""
        if self.read != self.converted + self.rejected:
            raise AssertionError(f"read {self.read} ≠ converted {self.converted} + rejected {self.rejected}")

    def line(self) -> str:
        """One line for a person."""
        found = f"{self.read} read = {self.converted} converted + {self.rejected} rejected"
        left = f", {self.filtered} left out by --legislature or --type" if self.filtered else ""
        return f"{found}{left}; {self.statements} statements"


class RunReport:
    """The machine-readable account of one run."""

    def __init__(self, command: str, version: str) -> None:
        self.command = command
        self.version = version
        self.run = ""
        self.inputs: tuple[SourceFile, ...] = ()
        self.register: SourceFile | None = None
        self.options: dict[str, Any] = {}
        self.tally = Tally()
        self.failures: list[dict[str, str]] = []
        self.outputs: list[dict[str, Any]] = []
        self.validation: dict[str, int] | None = None  # results by severity, where the run was judged
        self.linking: dict[str, dict[str, int]] | None = None  # decisions by kind and outcome
        self.exit_codes: set[int] = set()
        self._started = time.monotonic()

    def as_json(self) -> bytes:
        """The report as one JSON object; keys are stable, new ones may be added."""
        tally = self.tally
        tally.check()
        found = {
            "tool": "anq2rdf",
            "version": self.version,
            "command": self.command,
            "run": self.run,
            "inputs": [msgspec.to_builtins(file) for file in self.inputs],
            "register": msgspec.to_builtins(self.register),
            "options": self.options,
            "records": {
                "read": tally.read,
                "converted": tally.converted,
                "rejected": tally.rejected,
                "filtered": tally.filtered,
                "by_form": dict(sorted(tally.forms.items())),
                "by_legislature_and_type": {
                    f"L{leg}/{kind}": count for (leg, kind), count in sorted(tally.questions.items())
                },
            },
            "statements": tally.statements,
            "problems": [self._problem(code) for code in sorted(tally.codes)],
            "failures": self.failures,
            "outputs": self.outputs,
            "validation": self.validation,
            "linking": self.linking,
            "seconds": round(time.monotonic() - self._started, 3),
            "peak_memory_bytes": peak_memory(),
            "exit_code": worst(self.exit_codes),
            "exit_codes": sorted(self.exit_codes),
        }
        return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"

    def _problem(self, code: str) -> dict[str, Any]:
        entry = catalogue()[code]
        return {
            "code": code,
            "severity": entry.severity,
            "count": self.tally.codes[code],
            "sentence": entry.en,
            "phrase": entry.fr,
            "remedy": entry.remedy,
            "examples": [
                {**msgspec.to_builtins(problem.place), "detail": problem.detail}
                for problem in self.tally.examples.get(code, [])
            ],
        }


_WORST_FIRST = (70, 4, 5, 3, 6, 1, 0)


def worst(codes: Iterable[int]) -> int:
    """The exit code of a run in which several things happened."""
    met = set(codes)
    return next((code for code in _WORST_FIRST if code in met), max(met, default=0))


def peak_memory() -> int:
    """Peak resident memory of this process and its finished children, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(usage) * unit
