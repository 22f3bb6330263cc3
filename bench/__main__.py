"""`python -m bench [--questions N] [--runs N] [conversion|memory|startup …]`: measure, print, write RESULTS.md."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench import conversion, memory, results, startup

HERE = Path(__file__).parent
WORK = HERE / "work"
PARTS = ("conversion", "memory", "startup")


def main() -> None:
    """Measure the parts asked for; parts measured earlier stay in the results until they are measured again."""
    given = _arguments()
    kept = WORK / "results.json"
    WORK.mkdir(exist_ok=True)
    found: dict[str, Any] = json.loads(kept.read_text()) if kept.is_file() else {}
    for part in given.parts or PARTS:
        found[part] = _measured(part, given)
        kept.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        (HERE / "RESULTS.md").write_text(results.as_markdown(found))
    print(results.as_markdown(found))


def _measured(part: str, given: argparse.Namespace) -> dict[str, Any]:
    if part == "conversion":
        return conversion.run(given.questions, given.runs, WORK / str(given.questions))
    return memory.run(given.questions, WORK) if part == "memory" else startup.run(WORK)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}; default: all three"
    )
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


main()
