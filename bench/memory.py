"""Whether memory is flat: the peak on ten times the input against the peak on the input.

The input is the official archives beside this checkout where they are (each record ten times, renumbered so that all
are distinct), and always the invented questions in their four layouts.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.processes import ROOT, convert, measure, tell
from bench.settings import WORK, Settings

ALLOWED = 20_000_000      # bytes more
TIMES = 10
STEP = 10_000             # added to a question's number for each copy
OFFICIAL = ROOT.parent / "shared" / "corpus" / "opendata"      # as in tests/conftest.py
_UID = re.compile(r"(QANR5L\d+Q[A-Z]+)(\d+)")


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "memory" of the results."""
    folder = WORK
    found = [_official(path, folder) for path in sorted(OFFICIAL.glob("*/*.json.zip"))]
    small, large = (corpus.make_apart(count, settings.folder(count)) for count in _two(settings))
    for name in ("json", "xml", "giant_json", "giant_xml"):
        before, after = getattr(small, name), getattr(large, name)
        found.append(_compared(f"invented: {before.name}", before, after, folder))
    found.append(_compared("invented: QE.json.zip, with a register", small.json, large.json, folder, small.register))
    return {"times": TIMES, "allowed_bytes": ALLOWED, "inputs": found, "machine": machine.facts()}


def _two(settings: Settings) -> tuple[int, int]:
    return settings.questions // TIMES, settings.questions


def _official(path: Path, folder: Path) -> dict[str, Any]:
    copies = folder / f"ten-times-{path.name}"
    multiply(path, copies)
    try:
        return _compared(f"official: {path.name}", path, copies, folder)
    finally:
        copies.unlink()


def multiply(path: Path, output: Path) -> None:
    """A zip with every record of a zip `TIMES` times, each copy with numbers of its own."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for copy in range(TIMES):
            for name in source.namelist():
                wire = json.loads(source.read(name))
                renamed = _renumber(wire["question"], copy * STEP)
                target.writestr(f"json/{renamed}.json", json.dumps(wire))


def _renumber(question: dict[str, Any], shift: int) -> str:
    number = int(question["identifiant"]["numero"]) + shift
    question["identifiant"]["numero"] = str(number)
    question["uid"] = _UID.sub(lambda match: f"{match[1]}{number}", question["uid"])
    return str(question["uid"])


def _compared(title: str, before: Path, after: Path, folder: Path, register: Path | None = None) -> dict[str, Any]:
    options: list[str | Path] = ["--register", register] if register is not None else []
    output = folder / "memory.nt"
    peaks = []
    for source in (before, after):
        peaks.append(measure(convert(source, output, *options)).peak_bytes)
        output.unlink()
    tell(f"memory: {title}: {peaks[0] / 1e6:.1f} MB, ten times as much {peaks[1] / 1e6:.1f} MB")
    return {"title": title, "once": peaks[0], "times": peaks[1], "within": peaks[1] - peaks[0] <= ALLOWED}
