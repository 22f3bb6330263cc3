"""The cost of growth: questions a second and memory at 1,000, 10,000, 100,000 and 1,000,000, in one and two processes.

Up to 100,000 all run side by side with reading alone, several times; a million runs once for each number of processes.
Everything is thrown away as it comes, so no disk is timed; the outputs of one and two processes are proved to be the
same bytes before. Memory is that of whole process trees, register included, watched through the run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

from bench import corpus, machine, sampling
from bench.processes import ROOT, Contestant, Result, convert_to_nothing, module, race, tell
from bench.sampling import PARENT, Watched
from bench.settings import Settings

PROCESSES = (1, 2)
_BLOCK = 1 << 20


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "growth" of the results."""
    sizes = [settings.small, settings.questions, settings.large]
    found = {
        "runs": settings.runs,
        "equal": _same_bytes(settings),
        "sizes": [_measured(count, settings) for count in sizes],
        "huge": _huge(settings) if sampling.available() else None,
        "machine": machine.facts(),
    }
    shutil.rmtree(settings.folder(settings.huge), ignore_errors=True)      # gigabytes that only this part needs
    return found


def _commands(count: int, settings: Settings) -> dict[int, list[str]]:
    paths = corpus.make_apart(count, settings.folder(count), ("json",))
    known = ("--register", paths.register)
    return {jobs: convert_to_nothing(paths.json, "nt", *known, "--jobs", str(jobs)) for jobs in PROCESSES}


def _measured(count: int, settings: Settings) -> dict[str, Any]:
    tell(f"growth: {count:,} questions")
    commands = _commands(count, settings)
    archive = corpus.archives(settings.folder(count)).json
    contestants = [Contestant("reading", "reading alone: zipfile + orjson", module("reading", "orjson", archive))]
    contestants += [Contestant(str(jobs), f"anq2rdf, {jobs} processes", command) for jobs, command in commands.items()]
    results = race(contestants, settings.runs)
    return {"questions": count} | {key: _told(result) for key, result in results.items()}


def _told(result: Result) -> dict[str, Any]:
    return {
        "seconds": result.seconds, "median": result.median,
        "processor_seconds": result.processor_seconds, "processor_median": result.processor_median,
    }


def _huge(settings: Settings) -> dict[str, Any]:
    """A million, and ten thousand beside it for the memory; what is shared is counted in a run of its own."""
    found: dict[str, Any] = {"questions": settings.huge, "base": settings.questions, "watched": {}}
    for count in (settings.questions, settings.huge):
        commands = _commands(count, settings)
        for jobs, command in commands.items():
            tell(f"memory: {count:,} questions, {jobs} processes")
            watched = sampling.watch(command, 0.02 if count == settings.questions else 0.5)
            found["watched"][f"{count}/{jobs}"] = _told_of(watched)
        tell(f"counting what is shared by {count:,} questions")
        found.setdefault("shared", {})[str(count)] = shared_entities(commands[PROCESSES[-1]])
    return found


def _told_of(watched: Watched) -> dict[str, Any]:
    return {
        "seconds": watched.measured.seconds, "processor_seconds": watched.measured.processor_seconds,
        "parent_peak": watched.peaks[PARENT], "worker_peak": watched.worker_peak,
        "times": [round(moment, 2) for moment in watched.times], "series": watched.series,
    }


def shared_entities(command: Sequence[str]) -> int:
    """How many different subjects the N-Triples a command writes have, besides questions and source records."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        # grep takes out the questions' own statements, nearly all, at the speed of the pipe.
        assert process.stdout is not None
        own = ["grep", "-a", "-v", "-E", "^<[^>]*/id/(question|record)/"]
        with subprocess.Popen(own, stdin=process.stdout, stdout=subprocess.PIPE, env={"LC_ALL": "C"}) as rest:
            assert rest.stdout is not None
            subjects = {hashlib.blake2b(line.partition(b"> ")[0], digest_size=8).digest() for line in rest.stdout}
    if process.returncode != 0:
        raise SystemExit(f"exit code {process.returncode} of {' '.join(command)}")
    return len(subjects)


def _same_bytes(settings: Settings) -> dict[str, Any]:
    """Raises `SystemExit` when one and two processes write different bytes."""
    digests = {jobs: _digest(command) for jobs, command in _commands(settings.questions, settings).items()}
    if len(set(digests.values())) != 1:
        raise SystemExit(f"one and two processes do not write the same bytes: {digests}")
    return {"questions": settings.questions, "sha256": digests[1]}


def _digest(command: Sequence[str]) -> str:
    found = hashlib.sha256()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while block := process.stdout.read(_BLOCK):
            found.update(block)
    if process.returncode != 0:
        raise SystemExit(f"exit code {process.returncode} of {' '.join(command)}")
    return found.hexdigest()

