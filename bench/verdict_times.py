"""The part "judging" of the results: how long each engine takes for the same verdict (see `judging`)."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.environments import Environment, environment, script
from bench.judging import has_faults
from bench.processes import ROOT, OutOfPatienceError, convert, measure, module, tell
from bench.settings import Settings

ONCE = ("pyshacl", "pyrudof")     # at the larger number, where they take minutes
LIMITED = ("pyrudof",)            # its time and memory grow faster than the data
PATIENCE = 240.0                  # seconds


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "judging" of the results."""
    peer = environment("pyrudof")
    sizes = [
        _judged(count, settings.runs, settings.folder(count) / "judging", peer, once)
        for count, once in ((settings.small, ()), (settings.questions, ONCE))
    ]
    return {
        "sizes": sizes, "compiled": _has_compiled(), "machine": machine.facts(),
        "missing": {peer.title: peer.trouble} if peer.trouble else {}, "pyrudof": peer.title,
    }


def _judged(count: int, runs: int, folder: Path, peer: Environment, once: tuple[str, ...]) -> dict[str, Any]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data, shapes = _prepared(count, folder)
    commands = {"ours": module("judging", "ours", data), "pyshacl": module("judging", "pyshacl", data)}
    if not peer.trouble:
        commands["pyrudof"] = [peer.program(), str(script("with_pyrudof")), str(data), str(shapes)]
    times = {name: 1 if name in once else runs for name in commands}
    told, gone = _in_turns(f"{count:,} questions", commands, times, folder / "told.json")
    verdicts = {name: runs_told[0].pop("results") for name, runs_told in told.items()}
    found = {
        "questions": count,
        "statements": _lines(data),
        "difference": _difference(verdicts["ours"], verdicts["pyshacl"]),
        "engines": {name: _summed(runs_told, len(verdicts[name])) for name, runs_told in told.items()},
        "gone": gone,
    }
    shutil.rmtree(folder)
    return found


def _in_turns(
    title: str, commands: dict[str, list[str]], times: dict[str, int], output: Path
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """What every run of each engine tells; and of those that did not end, why."""
    told: dict[str, list[dict[str, Any]]] = {}
    gone: dict[str, str] = {}
    for number in range(max(times.values())):
        for name in [name for name in commands if number < times[name] and name not in gone]:
            patience = PATIENCE if name in LIMITED else None
            try:
                run_told = _run(f"{title}, {name}, {number + 1}", commands[name], output, patience)
                told.setdefault(name, []).append(run_told)
            except OutOfPatienceError as reason:
                gone[name] = str(reason)
                tell(str(reason))
    return told, gone


def _prepared(count: int, folder: Path) -> tuple[Path, Path]:
    paths = corpus.make_apart(count, folder.parent, ("json",))
    clean, data, shapes = folder / "clean.nt", folder / "data.nt", folder / "shapes.ttl"
    # Where there is no `faults` to put in, deputies without a register have no names, which one shape blames.
    known = ("--register", paths.register) if has_faults() else ()
    measure(convert(paths.json, clean, *known))
    measure(module("judging", "damage", clean, data))
    measure(module("judging", "shapes", shapes))
    return data, shapes


def _run(title: str, command: list[str], output: Path, patience: float | None) -> dict[str, Any]:
    tell(f"judging: {title}", end=" … ")
    measured = measure([*command, str(output)], patience=patience)
    found: dict[str, Any] = json.loads(output.read_text())
    tell(f"load {found['load']['seconds']:.2f} s, judge {found['judge']['seconds']:.2f} s")
    return found | {"seconds": measured.seconds, "peak_bytes": measured.peak_bytes}


def _difference(first: list[list[str]], second: list[list[str]]) -> dict[str, int]:
    one, other = (Counter(tuple(map(_unnamed, result)) for result in results) for results in (first, second))
    return {"missing": (other - one).total(), "added": (one - other).total(), "same": (one & other).total()}


def _unnamed(part: str) -> str:
    """A part of a result. Each engine reads the data by itself and gives a blank node a name of its own."""
    return "_:" if part.startswith("_:") else part


def _summed(runs: list[dict[str, Any]], results: int) -> dict[str, Any]:
    return {
        "runs": len(runs), "results": results,
        "load": statistics.median(each["load"]["seconds"] for each in runs),
        "judge": statistics.median(each["judge"]["seconds"] for each in runs),
        "judge_processor": statistics.median(each["judge"]["processor_seconds"] for each in runs),
        "whole": statistics.median(each["seconds"] for each in runs),
        "peak_bytes": max(each["peak_bytes"] for each in runs),
    }


def _has_compiled() -> bool:
    # Asked in a process of its own: this one stays small.
    told = subprocess.run(module("judging", "engines"), cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout.strip() == "compiled"


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)
