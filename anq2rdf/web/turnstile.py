"""How many questions of strangers are under way: so many in all, so many from one address."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anq2rdf.errors import QueryBusy


class CrowdedAddress(QueryBusy):
    """One address asks too much at once."""


class Turnstile:
    """Lets `most` in at once, `each` of them from one address; the rest wait, not long.

    Waiting matters: a page asks several things at once, and each takes a moment only.
    """

    def __init__(self, most: int, each: int, seconds: float) -> None:
        self._each, self._seconds = each, seconds
        self._places = asyncio.Semaphore(most)
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._known: Counter[str] = Counter()  # who is inside or waits, so that nobody is remembered for ever

    @asynccontextmanager
    async def passed(self, address: str) -> AsyncIterator[None]:
        """While one question of that address is under way. Raises `CrowdedAddress` or `QueryBusy`."""
        lane = self._lanes.setdefault(address, asyncio.Semaphore(self._each))
        self._known[address] += 1
        try:
            crowded = CrowdedAddress(
                f"{self._each} questions from your address are under way", remedy="wait for their answers"
            )
            async with self._within(lane, crowded):
                busy = QueryBusy("all processes that answer queries are taken", remedy="ask again in some seconds")
                async with self._within(self._places, busy):
                    yield
        finally:
            self._known[address] -= 1
            if not self._known[address]:
                del self._known[address], self._lanes[address]

    @asynccontextmanager
    async def _within(self, places: asyncio.Semaphore, refusal: QueryBusy) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(places.acquire(), self._seconds)
        except TimeoutError:
            raise refusal from None
        try:
            yield
        finally:
            places.release()
