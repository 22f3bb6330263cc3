"""Candidates from an endpoint: topic by topic, whole or not at all.

First a topic's items are listed, then all about them is asked in one page. Where that is more than the endpoint
answers at once, the listed items are named in smaller pages (VALUES). Pages by constituency would miss whoever
has none recorded; pages by LIMIT and OFFSET make the server sort everything again for each, and shift when an item
comes or goes between two of them. Naming the items needs neither, and tells what is missing: an item on the list that
no page spoke of is asked for by itself, so a server that leaves rows out without a word is found out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from anq2rdf.linking.service.cache import Kept
from anq2rdf.linking.service.page import Page, column
from anq2rdf.linking.service.replaying import Pages, TooMuch
from anq2rdf.linking.service.topic import SIZES, Topic

#: Is told a page's name, and how many rows have come so far.
Progress = Callable[[str, int], None]
_Page = tuple[bytes, list[str]]  # a body, and the item of each of its rows


class Harvest:
    """The answers to topics, one after the other."""

    def __init__(self, pages: Pages, progress: Progress | None = None) -> None:
        self._pages = pages
        self._progress = progress
        self._rows = 0
        self.oldest: dt.datetime | None = None  # when the oldest of the answers was fetched

    def bodies(self, topic: Topic) -> Iterator[bytes]:
        """Results in JSON that tell all of a topic: each item listed is in one of them, or nothing is told of it."""
        listed = set(self._asked(topic.listing, topic.variable)[1])
        told: set[str] = set()
        if listed:
            for body, items in self._in_one_or_more(topic, sorted(listed)):
                told.update(items)
                yield body
        yield from self._left_out(topic, listed - told)

    def _in_one_or_more(self, topic: Topic, items: Sequence[str]) -> Iterator[_Page]:
        try:
            whole = self._asked(topic.whole, topic.variable)
        except TooMuch:
            yield from self._in_parts(topic, items, SIZES[0])
        else:
            yield whole

    def _in_parts(self, topic: Topic, items: Sequence[str], size: int) -> Iterator[_Page]:
        for start in range(0, len(items), size):
            yield from self._part(topic, items[start : start + size])

    def _part(self, topic: Topic, items: Sequence[str]) -> Iterator[_Page]:
        smaller = next((size for size in SIZES if size < len(items)), 0)
        try:
            part = self._asked(topic.part(items, divisible=smaller > 0), topic.variable)
        except TooMuch:  # only of what is divisible
            yield from self._in_parts(topic, items, smaller)
        else:
            yield part

    def _left_out(self, topic: Topic, missing: set[str]) -> Iterator[bytes]:
        """Asks again for what was listed and not told, until nothing more comes: then there is nothing to tell."""
        while missing:
            found: set[str] = set()
            for body, items in self._in_parts(topic, sorted(missing), SIZES[0]):
                found.update(items)
                yield body
            missing = missing - found if found & missing else set()

    def _asked(self, page: Page, variable: str) -> _Page:
        kept = self._pages.answer(page)
        items = column(kept.body, variable)
        self._note(page, kept, len(items))
        return kept.body, items

    def _note(self, page: Page, kept: Kept, rows: int) -> None:
        self._rows += rows
        self.oldest = min(self.oldest or kept.fetched, kept.fetched)
        if self._progress is not None:
            self._progress(page.name, self._rows)
