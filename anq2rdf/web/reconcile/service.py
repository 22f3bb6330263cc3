"""The service of one site: its holdings, and work done on them beside the loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, Lock, to_thread
from starlette.requests import Request

from anq2rdf.web.reconcile.holdings import Holdings
from anq2rdf.web.reconcile.reading import read_holdings
from anq2rdf.web.site import Site

T = TypeVar("T")
_AT_ONCE: Final = 2  # batches that are worked on beside each other; the others wait


class Service:
    """Reads the holdings when first asked, and anew when the store has another generation."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._holdings: Holdings | None = None
        self._reading = Lock()
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def holdings(self) -> Holdings:
        """Those of the generation that is current. Raises as `read_holdings` does."""
        async with self._reading:
            kept = self._holdings
            if kept is None or kept.generation != self._site.workers.generation:
                self._holdings = None  # never two of them in memory
                kept = await to_thread.run_sync(read_holdings, self._site.workers, self._site.limits, self._site.base)
                self._holdings = kept
            return kept

    async def work(self, task: Callable[[Holdings], T]) -> T:
        """What a task makes of the holdings, in a thread."""
        holdings = await self.holdings()
        return await to_thread.run_sync(task, holdings, limiter=self._limiter)


def service_of(request: Request) -> Service:
    """The one of the site that is asked."""
    state = request.app.state
    if not hasattr(state, "reconciling"):
        state.reconciling = Service(state.site)
    service: Service = state.reconciling
    return service
