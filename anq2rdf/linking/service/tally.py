"""How far the gathering is, and how old the oldest of what was gathered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from anq2rdf.linking.service.cache import Kept
from anq2rdf.linking.service.page import Page, row_count

#: Is told what came, or what is waited for, and how many rows have come so far.
Progress = Callable[[str, int], None]
_WORTH_TELLING = 5.0  # seconds


class Tally:
    """Counts what comes in, and tells who wants to know."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self.rows = 0
        self.oldest: dt.datetime | None = None  # when the oldest answer was fetched

    def note(self, page: Page, kept: Kept) -> None:
        """An answer came, from wherever."""
        self.rows += row_count(kept.body)
        self.oldest = min(self.oldest or kept.fetched, kept.fetched)
        self._tell(page.name)

    def wait(self, page: Page, seconds: float) -> None:
        """The endpoint is left alone for so long."""
        if seconds >= _WORTH_TELLING:
            self._tell(f"waiting {seconds:.0f} s before asking again for {page.name}")

    def _tell(self, what: str) -> None:
        if self._progress is not None:
            self._progress(what, self.rows)
