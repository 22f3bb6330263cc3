"""Whole processes, timed: wall and processor seconds from start to exit, and the peak of resident memory.

This process stays small on purpose: Linux counts the parent's memory at the fork as the child's own.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
UNIT = 1 if sys.platform == "darwin" else 1024     # of ru_maxrss, in bytes
ANQ2RDF = str(Path(sys.executable).parent / "anq2rdf")


class Measured(NamedTuple):
    """One process that has ended well."""

    seconds: float
    processor_seconds: float  # user and system; on a busy machine it tells more than the clock
    peak_bytes: int


class Contestant(NamedTuple):
    """One thing to be timed; `floor` is the key of what it is compared with."""

    key: str
    title: str
    command: Sequence[str]
    floor: str | None = None
    proof: Sequence[str] = ()        # the command that writes `output`, when the one timed writes elsewhere
    output: Path | None = None       # what is compared before anything is timed
    fresh: Path | None = None        # a folder that must not be there when it starts


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
    """The command that converts to a file."""
    return [ANQ2RDF, "convert", "--quiet", str(source), "-o", str(output), *_in_one_process(options)]


def convert_to_nothing(source: Path, format_: str, *options: str | Path) -> list[str]:
    """The command that converts to its standard output, which the bench throws away: no disk is timed."""
    return [ANQ2RDF, "convert", "--quiet", str(source), "-t", format_, "-o", "-", *_in_one_process(options)]


def _in_one_process(options: Sequence[str | Path]) -> list[str]:
    return [*map(str, options), *([] if "--jobs" in options else ["--jobs", "1"])]


def knows_option(command: str, option: str) -> bool:
    """Whether a command of ours has an option."""
    told = subprocess.run([ANQ2RDF, command, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    return option in told.stdout


class OutOfPatienceError(Exception):
    """A process did not end in the time it was given."""


def measure(
    command: Sequence[str], environment: Mapping[str, str] | None = None, patience: float | None = None
) -> Measured:
    """Run one process to its end. Raises `SystemExit` with its last words when it fails.

    After `patience` seconds it is killed and `OutOfPatienceError` raised.
    """
    with tempfile.TemporaryFile() as words:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=words, env={**os.environ, **(environment or {})}
        )
        clock = threading.Timer(patience or threading.TIMEOUT_MAX, process.kill)
        clock.daemon = True
        clock.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        clock.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if patience is not None and process.returncode == -signal.SIGKILL and seconds >= patience:
            raise OutOfPatienceError(f"did not end within {patience:.0f} s")
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
        if each.fresh is not None:
            shutil.rmtree(each.fresh, ignore_errors=True)
        measured = measure(each.command)
        tell(f"{measured.seconds:.2f} s, {measured.peak_bytes / 1e6:.0f} MB")
        results[each.key] = results[each.key].and_one(measured)
    return results


def prove(contestants: Sequence[Contestant]) -> dict[str, Path]:
    """Let each that writes something write it once; gives what was written, to be compared."""
    for each in contestants:
        if each.output is not None:
            tell(f"once, to compare: {each.title}")
            measure(each.proof or each.command)
    return {each.key: each.output for each in contestants if each.output is not None}


def told(contestant: Contestant, result: Result) -> dict[str, Any]:
    """A row of the results."""
    output = contestant.output
    return {
        "key": contestant.key,
        "title": contestant.title,
        "floor": contestant.floor,
        "seconds": result.seconds,
        "median": result.median,
        "processor_seconds": result.processor_seconds,
        "processor_median": result.processor_median,
        "peak_bytes": result.peak_bytes,
        "output_bytes": output.stat().st_size if output is not None and output.is_file() else None,
    }


def _turns(contestants: Sequence[Contestant], runs: int) -> Iterator[tuple[int, Contestant]]:
    # Every second round goes backwards, so that nobody always runs after the same neighbour.
    for number in range(1, runs + 1):
        yield from ((number, each) for each in contestants[:: 1 if number % 2 else -1])


def tell(text: str, end: str = "\n") -> None:
    """Progress, for the person who waits."""
    print(text, end=end, file=sys.stderr, flush=True)
