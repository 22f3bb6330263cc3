"""Where one conversion spends its time, by rooms of the house: `python -m bench.rooms RESULT.json ARCHIVE OPTION…`

The processor's clock interrupts the conversion every few milliseconds of its own time and the innermost function of
anq2rdf that is running tells the room; time inside a library counts for who called it. Nothing is instrumented, so
nothing looks dearer than it is; the figures are shares of samples, good to a percent or two.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from bench import corpus, machine
from bench.processes import knows_option, measure, module, tell
from bench.settings import Settings

INTERVAL = 0.002    # seconds of the processor; the kernel may be coarser

ROOMS = (
    ("archive and inflating", ("sources.opening",)),
    ("decoding JSON or XML", ("sources.structured.json", "sources.structured.xml", "sources.structured.opendata_json",
                              "sources.structured.opendata_xml")),
    ("making records", ("sources", "records")),
    ("cleaning texts", ("normalise",)),
    ("register", ("register",)),
    ("mapping to statements", ("rdf",)),
    ("writing statements", ("sinks", "statements")),
    ("order, counts and doubles", ("pipeline", "units", "crew", "report", "cli")),
    ("checking shapes", ("validation",)),
)
OTHER = "starting and the rest"
_PACKAGE = "anq2rdf"


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "rooms" of the results."""
    count = settings.questions
    paths, result = corpus.make_apart(count, settings.folder(count)), settings.folder(count) / "rooms.json"
    found: dict[str, Any] = {"questions": count, "layouts": {}, "machine": machine.facts()}
    arguments: dict[str, list[str | Path]] = {
        "json": [paths.json], "xml": [paths.xml], "giant_json": [paths.giant_json], "giant_xml": [paths.giant_xml],
    }
    if knows_option("convert", "--validate"):
        arguments["checked"] = [paths.json, "--validate"]
    for name, each in arguments.items():
        tell(f"rooms: {name}")
        measure(module("rooms", result, *each, "--register", paths.register))
        found["layouts"][name] = json.loads(result.read_text())
        result.unlink()
    return found


def room_of(module_name: str) -> str:
    """The room of a module; the longest name that fits decides."""
    own = module_name.removeprefix(f"{_PACKAGE}.")
    fitting = [(len(part), room) for room, parts in ROOMS for part in parts
               if own == part or own.startswith((f"{part}.", f"{part}_"))]
    return max(fitting)[1] if fitting else OTHER


def sample(work: Callable[[], object]) -> dict[str, Any]:
    """Do the work and tell the seconds of the processor, samples by room, and the dearest functions."""
    rooms: Counter[str] = Counter()
    functions: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and not str(frame.f_globals.get("__name__", "")).startswith(f"{_PACKAGE}."):
            frame = frame.f_back
        if frame is None:
            rooms[OTHER] += 1
            return
        name = str(frame.f_globals["__name__"])
        rooms[room_of(name)] += 1
        functions[f"{name.removeprefix(f'{_PACKAGE}.')}.{frame.f_code.co_qualname}"] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    begun = time.process_time()
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return {"seconds": time.process_time() - begun, "rooms": dict(rooms), "functions": dict(functions.most_common(15))}


def _convert(arguments: list[str]) -> None:
    from anq2rdf.cli import run as command

    code = command(["convert", "--quiet", "--jobs", "1", "-t", "nt", "-o", os.devnull, *arguments])
    if code != 0:
        raise SystemExit(code)


if __name__ == "__main__":
    told = sample(lambda: _convert(sys.argv[2:]))
    Path(sys.argv[1]).write_text(json.dumps(told))
