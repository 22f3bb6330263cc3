"""Progress on long work: one line on a terminal, nothing where stderr is a file or a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

from anq2rdf.report import Tally

_EVERY: Final = 0.2  # seconds between two looks


class Progress:
    """Shows how many records were read, at what rate, and how many rejected."""

    def __init__(self, tally: Tally, *, quiet: bool) -> None:
        self._tally = tally
        self._shown = not quiet and sys.stderr.isatty()
        self._started = self._last = time.monotonic()
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, size: int) -> None:
        """Some bytes were written."""
        self._bytes += size
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY:
            self._last = now
            rate = self._tally.read / (now - self._started)
            sys.stderr.write(
                f"\r\x1b[K{self._tally.read:,} records · {rate:,.0f}/s · "
                f"{self._tally.rejected:,} rejected · {self._bytes / 1e6:,.1f} MB written"
            )
            sys.stderr.flush()
