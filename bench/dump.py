"""Everything a store holds as one N-Quads file: `python -m bench.dump STORE OUT.nq`"""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox


def dump(store: Path, output: Path) -> None:
    """Write the quads, whatever anq2rdf's folder is made of: the store is where RocksDB's CURRENT lies."""
    place = min(path.parent for path in store.rglob("CURRENT"))
    ox.Store.read_only(str(place)).dump(output, format=ox.RdfFormat.N_QUADS)


if __name__ == "__main__":
    dump(Path(sys.argv[1]), Path(sys.argv[2]))
