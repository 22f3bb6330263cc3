"""`python -m bench [PART…] [--questions N] [--runs N] [--again]`: measure, print, write RESULTS.md and the plots.

Without parts: all of them, but those that `bench/work/results.json` already holds for this very code and these numbers
are not measured again unless `--again`; so a run that was stopped goes on where it was. Parts named are measured.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

from bench import (
    conversion,
    endpoint,
    growth,
    http_loading,
    linking,
    loading,
    machine,
    memory,
    plots,
    queries,
    results,
    rivals,
    rooms,
    search,
    serving,
    startup,
    verdict_times,
)
from bench.processes import tell
from bench.settings import HERE, PLOTS, WORK, Settings

PARTS: dict[str, Callable[[Settings], dict[str, Any]]] = {
    "conversion": conversion.run,
    "layouts": conversion.run_layouts,
    "rivals": rivals.run,
    "judging": verdict_times.run,
    "loading": loading.run,
    "http-loading": http_loading.run,
    "rooms": rooms.run,
    "startup": startup.run,
    "memory": memory.run,
    "growth": growth.run,
    "search": search.run,
    "serving": serving.run,
    "endpoint": endpoint.run,
    "queries": queries.run,
    "linking": linking.run,
}


def main() -> None:
    """Measure the parts asked for; parts measured earlier stay in the results until they are measured again."""
    given = _arguments()
    settings = Settings(runs=given.runs).scaled(given.questions)
    kept = WORK / "results.json"
    WORK.mkdir(exist_ok=True)
    found: dict[str, Any] = json.loads(kept.read_text()) if kept.is_file() else {}
    found = {part: told for part, told in found.items() if part in PARTS and "mark" in told}
    code = machine.digest()
    for part in given.parts or PARTS:
        mark = {"code": code, "settings": list(settings)}
        if not given.parts and not given.again and found.get(part, {}).get("mark") == mark:
            tell(f"{part}: measured already, for this code and these numbers")
            continue
        begun = time.monotonic()
        found[part] = PARTS[part](settings) | {"mark": mark, "minutes": (time.monotonic() - begun) / 60}
        tell(f"{part}: {found[part]['minutes']:.1f} minutes")
        kept.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    plots.draw(found, PLOTS)
    (HERE / "RESULTS.md").write_text(results.as_markdown(found, code))
    print(results.as_markdown(found, code))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--questions", type=int, default=Settings().questions,
                        help="the main number; the others (1,000, 30,000, 100,000, 1,000,000) keep their proportion")
    parser.add_argument("--runs", type=int, default=Settings().runs)
    parser.add_argument("--again", action="store_true", help="measure what was measured already, too")
    return parser.parse_args()


main()
