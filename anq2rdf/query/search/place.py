"""Where the index of a store is: beside the data of its generation, or in a temporary file while it is served."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from anq2rdf.query.search.build import VERSION, build_index, mark_of
from anq2rdf.sinks.generations import current

INDEX: Final = "search.sqlite"  # a sidecar of the generation


@contextmanager
def open_index(store: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    """The index of a store. One that is missing or does not fit is made in a temporary folder; `tell` says so."""
    kept = current(store).sidecar(INDEX)
    if fits(kept, store):
        yield kept
        return
    why = "an older" if kept.exists() else "no"
    tell(f"the store has {why} search index: making one for this time; `anq2rdf load` keeps one")
    with tempfile.TemporaryDirectory(prefix="anq2rdf-search-") as folder:
        made = Path(folder) / INDEX
        build_index(store, made)
        yield made


def fits(path: Path, store: Path) -> bool:
    """Whether the file is an index that this version reads, and of the store as it is now."""
    try:
        with closing(connect(path)) as base:
            found = dict(base.execute("SELECT name, value FROM about"))
    except sqlite3.DatabaseError:
        return False
    return found == {"version": VERSION, "store": mark_of(store)}


def connect(path: Path) -> sqlite3.Connection:
    """The index, to read. It never changes, so no lock is taken; temporary tables stay in memory."""
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    base.execute("PRAGMA temp_store = MEMORY")
    base.execute("PRAGMA trusted_schema = OFF")
    return base
