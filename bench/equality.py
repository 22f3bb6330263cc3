"""Whether several RDF files say the same. `python -m bench.equality [--whole] FILE FILE…`

Every file is parsed by pyoxigraph, a parser that is not ours, and becomes a set of statements; the data have no blank
nodes, so equal sets are equal graphs. Without `--whole` what tells of provenance is set aside: statements whose subject
or object is a source record, a source file or a run. Named graphs do not count. Prints one JSON object; the exit code
is 1 when any file differs from the first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import IO

import pyoxigraph as ox

PROVENANCE = re.compile(r"/id/(?:record|file|run)/")


def statements(path: Path, *, whole: bool) -> set[bytes]:
    """Sixteen bytes for each different statement of a file."""
    found: set[bytes] = set()
    with opened(path) as stream:
        for quad in ox.parse(stream, format=ox.RdfFormat.from_extension(_extension(path))):
            if not whole and _is_provenance(quad):
                continue
            text = str(ox.Triple(quad.subject, quad.predicate, quad.object))
            found.add(hashlib.blake2b(text.encode(), digest_size=16).digest())
    return found


def opened(path: Path) -> IO[bytes]:
    """A file as it is when unpacked."""
    if path.suffix == ".gz":
        return gzip.open(path)
    if path.suffix == ".zst":
        import zstandard

        return zstandard.open(path)
    return path.open("rb")


def _extension(path: Path) -> str:
    return next(suffix[1:] for suffix in reversed(path.suffixes) if suffix not in (".gz", ".zst"))


def _is_provenance(quad: ox.Quad) -> bool:
    ends = quad.subject, quad.object
    return any(isinstance(end, ox.NamedNode) and PROVENANCE.search(end.value) for end in ends)


def compare(paths: list[Path], *, whole: bool) -> dict[str, dict[str, int]]:
    """For each file how many statements it has, lacks and has beyond the first."""
    first = statements(paths[0], whole=whole)
    found = {}
    for path in paths:
        own = statements(path, whole=whole)
        found[path.name] = {"statements": len(own), "missing": len(first - own), "added": len(own - first)}
    return found


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--whole"]
    result = compare([Path(name) for name in names], whole="--whole" in sys.argv)
    print(json.dumps(result))
    sys.exit(any(each["missing"] or each["added"] for each in result.values()))
