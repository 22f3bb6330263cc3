"""All that is told of a topic, in one page or in smaller ones.

Everything is asked in one page. Where that is more than the endpoint answers at once, the topic's items are listed, and
asked about by name (VALUES), a hundred at a time, then twenty. Pages by constituency would miss whoever has none
recorded; pages by LIMIT and OFFSET make the server sort everything again for each, and shift when an item comes or goes
between two of them. Naming the items needs neither, and spares the server finding them again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from anq2rdf.linking.service.page import Page, column
from anq2rdf.linking.service.replaying import Pages, TooMuch
from anq2rdf.linking.service.tally import Tally
from anq2rdf.linking.service.topic import SIZES, Topic


class Harvest:
    """The answers to topics, one after the other."""

    def __init__(self, pages: Pages, tally: Tally) -> None:
        self._pages, self._tally = pages, tally

    def bodies(self, topic: Topic) -> Iterator[BinaryIO]:
        """Results in JSON that tell all of a topic between them."""
        try:
            whole = self._asked(topic.whole)
        except TooMuch:
            listed = column(self._asked(topic.listing), topic.variable)
            yield from self._in_parts(topic, sorted(filter(None, listed)), SIZES[0])
        else:
            yield _Body(topic, whole)

    def _in_parts(self, topic: Topic, items: Sequence[str], size: int) -> Iterator[BinaryIO]:
        for start in range(0, len(items), size):
            yield from self._part(topic, items[start : start + size])

    def _part(self, topic: Topic, items: Sequence[str]) -> Iterator[BinaryIO]:
        smaller = next((size for size in SIZES if size < len(items)), 0)
        try:
            part = self._asked(topic.part(items, divisible=smaller > 0))
        except TooMuch:  # only of what is divisible
            yield from self._in_parts(topic, items, smaller)
        else:
            yield _Body(topic, part)

    def _asked(self, page: Page) -> bytes:
        kept = self._pages.answer(page)
        self._tally.note(page, kept)
        return kept.body


class _Body(io.BytesIO):
    """A body with a name, for what there is to say of it."""

    def __init__(self, topic: Topic, body: bytes) -> None:
        super().__init__(body)
        self.name = topic.name
