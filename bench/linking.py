"""How right the linker is, on labelled pairs real and made; and what 20,000 candidates cost.

    python -m bench linking        as a part of RESULTS.md
    python -m bench.linking        alone: docs/linking-figures.md and its plots
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from bench import linking_figures, linking_sets, machine
from bench.processes import ROOT, measure, module, tell
from bench.settings import PLOTS, WORK, Settings

CANDIDATES = 20_000
SECONDS, BYTES = 10.0, 500_000_000


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "linking" of the results."""
    if not linking_sets.CORPUS.is_dir():
        return {"missing": "the corpus of official records is not beside this checkout", "machine": machine.facts()}
    everybody = linking_sets.deputies()
    found = []
    for each in linking_sets.sets(everybody):
        tell(f"linking: {each.title}: {len(each.items):,} items")
        found.append(linking_figures.figures(each, everybody))
    return {"deputies": len(everybody), "sets": found, "speed": _speed(settings.runs), "machine": machine.facts()}


def _speed(runs: int) -> dict[str, Any]:
    path = WORK / "candidates.msgpack"
    WORK.mkdir(exist_ok=True)
    path.write_bytes(msgspec.msgpack.encode(linking_sets.crowd(linking_sets.deputies(), CANDIDATES)))
    measured = []
    for number in range(runs):
        tell(f"linking: {CANDIDATES:,} candidates, run {number + 1}/{runs}")
        whole = measure(module("linking_speed", path))
        measured.append({"whole": whole.seconds, "processor": whole.processor_seconds, "peak_bytes": whole.peak_bytes}
                        | json.loads(path.with_suffix(".json").read_text()))
    return {"runs": measured, "goal_seconds": SECONDS, "goal_bytes": BYTES}


def main() -> None:
    """Measure, and write the page of figures."""
    from bench import plots
    from bench.pages_linking import linking

    part = run(Settings(runs=3))
    (WORK / "linking.json").write_text(json.dumps(part, indent=1, ensure_ascii=False))
    plots.draw({"linking": part}, PLOTS)
    text = "\n".join(linking(part, "../bench/plots")) + "\n"
    (ROOT / "docs" / "linking-figures.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
