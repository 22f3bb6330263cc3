"""Whole processes, timed: wall and processor seconds from start to exit, and the peak of resident memory.

This process stays small on purpose: Linux counts the parent's memory at the fork as the child's own.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
UNIT = 1 if sys.platform == "darwin" else 1024     # of ru_maxrss, in bytes
ANQ2RDF = str(Path(sys.executable).parent / "anq2rdf")


class Measured(NamedTuple):
    """One process that has ended well."""

    seconds: float
    processor_seconds: float  # user and system; on a busy machine it tells more than the clock
    peak_bytes: int


class Contestant(NamedTuple):
    """One thing to be timed; `floor` is the key of the reading alone it is compared with."""

    key: str
    title: str
    command: Sequence[str]
    floor: str | None = None
    output: Path | None = None


class Result(NamedTuple):
    """What the runs of one contestant took."""

    seconds: list[float]
    processor_seconds: list[float]
    peak_bytes: int

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return statistics.median(self.seconds)

    @property
    def processor_median(self) -> float:
        """The median of the processor's seconds."""
        return statistics.median(self.processor_seconds)

    def and_one(self, more: Measured) -> Result:
        """These runs and one more."""
        return Result(
            [*self.seconds, more.seconds],
            [*self.processor_seconds, more.processor_seconds],
            max(self.peak_bytes, more.peak_bytes),
        )


def module(name: str, *arguments: str | Path) -> list[str]:
    """The command that runs a module of this package."""
    return [sys.executable, "-m", f"bench.{name}", *map(str, arguments)]


def convert(source: Path, output: Path, *options: str | Path) -> list[str]:
    """The command that converts."""
    return [ANQ2RDF, "convert", "--quiet", str(source), "-o", str(output), *map(str, options)]


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run one process to its end. Raises `SystemExit` with its last words when it fails."""
    with tempfile.TemporaryFile() as words:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=words, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            words.seek(0)
            tail = words.read()[-2000:].decode(errors="replace")
            raise SystemExit(f"exit code {process.returncode} of {' '.join(command)}\n{tail}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT)


def own_peak() -> int:
    """The peak of this process, in bytes: no child's peak is counted lower."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def race(contestants: Sequence[Contestant], runs: int) -> dict[str, Result]:
    """Every contestant once, then every one again …, so that a noisy spell of the machine hits all of them."""
    results = {each.key: Result([], [], 0) for each in contestants}
    for number, each in _turns(contestants, runs):
        tell(f"round {number}/{runs}: {each.title}", end=" … ")
        measured = measure(each.command)
        tell(f"{measured.seconds:.2f} s, {measured.peak_bytes / 1e6:.0f} MB")
        results[each.key] = results[each.key].and_one(measured)
    return results


def _turns(contestants: Sequence[Contestant], runs: int) -> Iterator[tuple[int, Contestant]]:
    # Every second round goes backwards, so that nobody always runs after the same neighbour.
    for number in range(1, runs + 1):
        yield from ((number, each) for each in contestants[:: 1 if number % 2 else -1])


def tell(text: str, end: str = "\n") -> None:
    """Progress, for the person who waits."""
    print(text, end=end, file=sys.stderr, flush=True)
