"""pyrudof judging a whole file: `python with_pyrudof.py DATA.nt SHAPES.ttl OUT.json`"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pyrudof import RDFFormat, Rudof, RudofConfig


def main(data: str, shapes: str, output: str) -> None:
    """Load, judge, tell the seconds of both and the results' components."""
    rudof = Rudof(RudofConfig())
    load = _timed(lambda: rudof.read_data(data, format=RDFFormat.NTriples))
    rudof.read_shacl(shapes)
    found: list[str] = []
    judge = _timed(lambda: found.extend(str(each.focus_node) for each in rudof.validate_shacl()))
    Path(output).write_text(json.dumps({"load": load, "judge": judge, "results": [[each] for each in found]}))


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - wall, "processor_seconds": time.process_time() - processor}


if __name__ == "__main__":
    main(*sys.argv[1:])
