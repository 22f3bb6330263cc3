"""Opening a store to read."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Store

from anq2rdf.errors import SourceError
from anq2rdf.problems import escaped
from anq2rdf.sinks.generations import current

_TRIES: Final = 5


def open_store(folder: str) -> Store:
    """What the store in `folder` holds now, to read. Later loads change nothing of it.

    Raises `SourceError` where there is none.
    """
    for _ in range(_TRIES):  # two loads may have removed it between being found and being held
        found = current(folder)
        if found.hold():
            break
    try:
        return Store.read_only(str(found.store))
    except OSError as error:
        raise SourceError(f"cannot open the store {escaped(folder)}: {error}", remedy="load it again") from error
