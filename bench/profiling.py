"""Where one conversion spends its time: `python -m bench.profiling ARCHIVE [COUNT]`, by cProfile.

The profiler makes calls of Python functions look dearer than they are: read the order, not the seconds.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path


def run(archive: Path) -> pstats.Stats:
    """Convert to nowhere under the profiler."""
    from anq2rdf.cli import run as command

    profile = cProfile.Profile()
    profile.enable()
    command(["convert", "--quiet", "--dry-run", "-t", "nt", str(archive)])
    profile.disable()
    return pstats.Stats(profile)


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    run(Path(sys.argv[1])).strip_dirs().sort_stats("tottime").print_stats(count)
