"""What a run over some inputs comes to: everything said, and the exit code that the documented ranking gives it."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from anq2rdf.limits import Limits
from anq2rdf.problems import Problem
from anq2rdf.sources import UNREADABLE, open_sources, readings

RANK = (70, 4, 5, 3, 6, 1, 0)      # the worst first, when several apply


@dataclass
class Outcome:
    """The questions that came through, the codes of all that was said, the lines a person would read, the exit."""

    questions: list[str] = field(default_factory=list)
    rejected: int = 0
    codes: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    exits: set[int] = field(default_factory=lambda: {0})

    @property
    def exit(self) -> int:
        """The one exit code."""
        return min(self.exits, key=RANK.index)

    def say(self, problem: Problem) -> None:
        """Take in one problem."""
        self.codes.add(problem.code)
        self.lines.append(str(problem))
        if problem.severity == "error":
            self.exits.add(70 if problem.code == "E900" else 3 if problem.code in UNREADABLE else 1)


def outcome_of(arguments: Sequence[str], limits: Limits, stdin: bytes | None = None) -> Outcome:
    """Open and read everything, as a command does, without writing anything."""
    outcome = Outcome()
    stream = None if stdin is None else io.BytesIO(stdin)
    with open_sources(arguments, limits, stdin=stream) as sources:
        for document in sources:
            for result in readings(document):
                _take(outcome, result)
        for failure in sources.failures:
            outcome.codes.add(failure.code)
            outcome.lines.append(str(failure))
            outcome.exits.add(failure.exit_code)
    if outcome.exits == {0} and not outcome.questions:
        outcome.say(Problem(code="E209", detail="no question in all of the input"))
    return outcome


def _take(outcome: Outcome, result: object) -> None:
    if isinstance(result, Problem):
        outcome.say(result)
        return
    for problem in result.problems:  # type: ignore[attr-defined]
        outcome.say(problem)
    if result.question is None:  # type: ignore[attr-defined]
        outcome.rejected += 1
    else:
        outcome.questions.append(result.question.uid)  # type: ignore[attr-defined]


# ---- what the process does meanwhile ---------------------------------------------------------------------------------

_events: list[tuple[str, str, bool]] | None = None
_WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "ftplib.")


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _events is None:
        return
    if event == "open":
        path, mode, flags = arguments
        for_writing = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        wrote = bool(for_writing or set(str(mode or "")) & set("wax+"))
        _events.append((event, path if isinstance(path, str) else repr(path), wrote))
    elif event.startswith(_WATCHED):
        _events.append((event, repr(arguments), False))


@contextmanager
def watched() -> Iterator[list[tuple[str, str, bool]]]:
    """Every file opened (name, and whether for writing) and every socket or process tried while this lasts."""
    global _events  # noqa: PLW0603 (an audit hook cannot be taken off again, only be told to stop listening)
    if not getattr(sys, "_anq2rdf_watched", False):
        sys.addaudithook(_hook)
        sys._anq2rdf_watched = True  # type: ignore[attr-defined]
    _events = []
    try:
        yield _events
    finally:
        _events = None


def strange(events: list[tuple[str, str, bool]], inputs: Sequence[Path]) -> list[tuple[str, str, bool]]:
    """The events that reading does not explain: a socket, a process, a file outside the inputs, a file written."""
    own = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[2] / "anq2rdf"]      # lazy imports
    spool = Path(tempfile.gettempdir())
    return [
        (event, path, wrote) for event, path, wrote in events
        if event != "open" or not _below(path, [spool] if wrote else [spool, *inputs, *own])
    ]


def _below(path: str, folders: Sequence[Path]) -> bool:
    return any(Path(path).absolute().is_relative_to(folder.absolute()) for folder in folders)
