"""Decides about every deputy of the register beside a file of candidates: the process that is timed.

    python -m bench.linking_speed CANDIDATES.msgpack
"""

from __future__ import annotations

import collections
import json
import sys
import time
from pathlib import Path

import msgspec

from anq2rdf.linking.decision import decide
from anq2rdf.linking.items import Item
from bench.linking_sets import deputies


def main(path: Path) -> None:
    """Print what was decided, and how long deciding took without reading."""
    everybody = deputies()
    items = msgspec.msgpack.decode(path.read_bytes(), type=list[Item])
    begun = time.perf_counter()
    decided = decide(everybody, items)
    told = {
        "seconds": time.perf_counter() - begun, "deputies": len(everybody), "items": len(items),
        "outcomes": collections.Counter(each.outcome for each in decided),
    }
    path.with_suffix(".json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
