"""Pages taken from the cache, where there are any; without the network, from nowhere else."""

from __future__ import annotations

from typing import Final, Protocol

from anq2rdf.errors import SourceError
from anq2rdf.linking.service.cache import Cache, Kept
from anq2rdf.linking.service.page import Page, fault_in
from anq2rdf.remote.address import shown

#: Kept in place of an answer, so that a run that goes on, and a replay, divide the page as the first one did.
TOO_MUCH: Final = 504


class TooMuch(Exception):
    """The page is more than the endpoint answers at once: ask smaller ones."""


class Pages(Protocol):
    """Where answers come from: an endpoint, or what it answered before."""

    def answer(self, page: Page) -> Kept:
        """The whole answer. Raises `TooMuch` for a page that is divisible and has to be divided."""
        ...


class Replayed:
    """Pages of the cache alone: nothing is asked of anybody."""

    def __init__(self, endpoint: str, cache: Cache) -> None:
        self._endpoint, self._cache = endpoint, cache

    def answer(self, page: Page) -> Kept:
        """See `Pages`. Raises `SourceError` for a page that was never fetched."""
        kept = held(self._cache, self._endpoint, page)
        if kept is None:
            raise SourceError(
                f"{self._cache.name} does not hold {page.name}, of {shown(self._endpoint)}",
                remedy="run it once without --offline, with the same --cache and --endpoint",
            )
        return undivided(kept)


def held(cache: Cache, endpoint: str, page: Page) -> Kept | None:
    """What the cache has of a page, if it fits: the file may have been made by somebody else."""
    kept = cache.find(endpoint, page.query)
    if kept is None or (kept.status == TOO_MUCH and not page.divisible):
        return None
    fault = None if kept.status == TOO_MUCH else fault_in(kept.body, page)
    if fault is not None:
        raise SourceError(f"{cache.name}: of {page.name}, {fault.reason}", remedy="fetch it anew, with --refresh")
    return kept


def undivided(kept: Kept) -> Kept:
    """The answer; raises `TooMuch` for the note that there was none."""
    if kept.status == TOO_MUCH:
        raise TooMuch
    return kept
