"""The index of a store that is being served: of its current generation, also after the store was loaded anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from anq2rdf.errors import Anq2rdfError, SourceError
from anq2rdf.query.search.index import Index
from anq2rdf.query.search.place import INDEX, fits, open_index
from anq2rdf.sinks.generations import current


class ServedIndex:
    """Gives the index of the generation that is current.

    A generation that brings its index is followed at once. One that has none is followed when an index is made, beside
    the answers that the one before still gives.
    """

    def __init__(self, store: Path, tell: Callable[[str], None]) -> None:
        """Makes an index, and `tell`s so, where the store has none. Raises `SourceError` where there is no store."""
        self._store, self._tell = store, tell
        self._lock = threading.Lock()
        self._making = ""  # the name of the generation whose index is under way, or could not be made
        self._name = current(store).name
        self._before = ExitStack()  # of the generation before: an answer may be on its way to it
        self._open = ExitStack()
        self._index = Index(self._open.enter_context(open_index(store, tell)))

    def now(self) -> Index:
        """The index to ask."""
        try:
            found = current(self._store)
        except SourceError:  # taken away under us: what is open stays readable
            return self._index
        if found.name != self._name:
            with self._lock:
                self._follow(found.name, found.sidecar(INDEX))
        return self._index

    def close(self) -> None:
        """Remove what was made for the time."""
        self._open.close()
        self._before.close()

    def _follow(self, name: str, kept: Path) -> None:
        if name in (self._name, self._making):
            return
        if fits(kept, self._store):
            self._switch(name)
            return
        self._making = name
        threading.Thread(target=self._make, args=(name,), daemon=True).start()

    def _make(self, name: str) -> None:
        try:
            self._switch(name)
        except Anq2rdfError as error:
            self._tell(f"the search index could not be made, the one before is used: {error}")

    def _switch(self, name: str) -> None:
        opened = ExitStack()
        index = Index(opened.enter_context(open_index(self._store, self._tell)))
        self._before.close()
        self._before, self._open = self._open, opened
        self._index, self._name = index, name
