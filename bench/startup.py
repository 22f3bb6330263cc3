"""How long a person waits before anything happens: `--help`, and a start with a register that was read before."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from bench import corpus, machine, register
from bench.processes import ANQ2RDF, ROOT, Measured, convert, measure, tell
from bench.settings import WORK, Settings

HELP_SECONDS = 0.150
SECOND_START_SECONDS = 0.500
RUNS = 20
OFFICIAL = ROOT.parent / "shared" / "corpus" / "register"


def run(settings: Settings) -> dict[str, Any]:  # noqa: ARG001 — a start is a start, whatever follows
    """Gives the part "startup" of the results."""
    folder = WORK
    tell(f"startup: --help, {RUNS} times")
    helped = [measure([ANQ2RDF, "--help"]) for _ in range(RUNS)]
    bare = [measure([sys.executable, "-c", "pass"]) for _ in range(RUNS)]
    first, second, which = _with_register(folder)
    return {
        "help": _told(helped, HELP_SECONDS),
        "python": _told(bare, HELP_SECONDS),
        "register": which,
        "first": _told([first], SECOND_START_SECONDS),
        "second": _told(second, SECOND_START_SECONDS),
        "imports": imports(),
        "machine": machine.facts(),
    }


def imports(count: int = 12) -> list[dict[str, Any]]:
    """The modules that cost most of themselves when the command line is imported: name and milliseconds."""
    command = [sys.executable, "-X", "importtime", "-c", "import anq2rdf.cli"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr.splitlines()
    rows = [line.removeprefix("import time:").split("|") for line in lines if "us]" not in line]
    costs = [(int(own), int(total), name.strip()) for own, total, name in rows]
    return [{"module": name, "own_ms": own / 1e3, "total_ms": total / 1e3}
            for own, total, name in sorted(costs, reverse=True)[:count]]


def _with_register(folder: Path) -> tuple[Measured, list[Measured], str]:
    """One page converted with the register: the first start reads the archive, the later ones the kept index."""
    page = folder / "one.json"
    page.write_bytes(json.dumps({"question": next(corpus.records(1))}).encode())
    known = next(iter(sorted(OFFICIAL.glob("*.zip"))), folder / "register.zip")
    if not known.is_file():
        register.write(known)
    with zipfile.ZipFile(known) as archive:
        which = f"{known.name}, {len(archive.namelist())} members"
    with tempfile.TemporaryDirectory() as cache:
        command = convert(page, folder / "one.nt", "--register", known)
        tell(f"startup: one question with {known.name}")
        first = measure(command, {"XDG_CACHE_HOME": cache})
        return first, [measure(command, {"XDG_CACHE_HOME": cache}) for _ in range(RUNS)], which


def _told(runs: list[Measured], goal: float) -> dict[str, float]:
    seconds = [each.seconds for each in runs]
    return {
        "best": min(seconds), "median": statistics.median(seconds), "worst": max(seconds), "goal": goal,
        "processor_median": statistics.median(each.processor_seconds for each in runs),
    }
