"""Progress on long work: one line on a terminal, nothing where stderr is a file or a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

from anq2rdf.problems import escaped
from anq2rdf.report import Tally

_EVERY: Final = 0.2  # seconds between two looks


class _Line:
    """One line on a terminal, written over and over, and taken away at the end."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show("")

    def _show(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()


class Progress(_Line):
    """Shows how many records were read, at what rate, and how many rejected."""

    def __init__(self, tally: Tally, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self._tally = tally
        self._started = self._last = time.monotonic()
        self._bytes = 0

    def follow(self, tally: Tally) -> None:
        """Show the records of this tally from here on."""
        self._tally = tally

    def advance(self, size: int) -> None:
        """Some bytes were written."""
        self._bytes += size
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY:
            self._last = now
            self._show(self._line(now - self._started))

    def _line(self, seconds: float) -> str:
        size, tally = f"{self._bytes / 1e6:,.1f} MB", self._tally
        if not tally.read:  # RDF is loaded as it is
            return f"{size} · {self._bytes / 1e6 / seconds:,.1f} MB/s"
        return f"{tally.read:,} records · {tally.read / seconds:,.0f}/s · {tally.rejected:,} rejected · {size} written"


class Pages(_Line):
    """Shows which page of an endpoint was answered, and how many rows there are so far."""

    def advance(self, page: str, rows: int) -> None:
        """A page was answered."""
        self._show(f"{rows:,} rows · {escaped(page)}")
