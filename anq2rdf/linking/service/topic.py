"""A query about many items, put whole, as the list of its items, or for some of them.

It relies on how the queries of `anq2rdf.linking.candidates` are built: the first column is the item; the first group of
WHERE says which items there are, and what follows tells of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from anq2rdf.linking.service.page import Page
from anq2rdf.sparql import Token, tokens

#: Items in one smaller page. A hundred are a sixth of a legislature.
SIZES: Final = (100, 20)


class Topic:
    """What is asked about: its name for people, and its query."""

    def __init__(self, name: str, query: str) -> None:
        self.name, self._query = name, query
        self._place = _place(query)

    @property
    def variable(self) -> str:
        """The column of the items."""
        return self._place.item

    @property
    def whole(self) -> Page:
        """All in one page."""
        return Page(self.name, self._query, divisible=True)

    @property
    def listing(self) -> Page:
        """The items alone, which is little to ask."""
        spine = self._query[self._place.start : self._place.end]
        query = f"{self._query[: self._place.select]}SELECT DISTINCT ?{self.variable} WHERE {{ {spine} }}\n"
        return Page(f"the list of {self.name}", query)

    def part(self, items: Sequence[str], divisible: bool) -> Page:
        """The page about these items: IRIs, in order."""
        place = self._place
        values = f"VALUES ?{place.item} {{ {' '.join(str(ox.NamedNode(each)) for each in items)} }}"
        spine = "" if place.only_items else self._query[place.start : place.end]
        query = f"{self._query[: place.start]}{values} {spine}{self._query[place.end :]}"
        name = f"{self.name} ({len(items)} from {items[0].rpartition('/')[2]} on)"
        return Page(name, query, divisible=divisible)


class _Place(NamedTuple):
    """Where in a query stands what says which items there are."""

    item: str  # the column of the items
    select: int  # offset of the first SELECT
    start: int  # of the group
    end: int  # after it
    only_items: bool  # it is a sub-SELECT: it binds nothing else


def _place(query: str) -> _Place:
    found = list(tokens(query))
    select = next(at for at, token in enumerate(found) if token.keyword == "SELECT")
    item = next(token.text[1:] for token in found[select:] if token.kind == "variable")
    outer = next(at for at in range(select, len(found)) if found[at].text == "{")
    first = _first_group(found, outer + 1)
    last = _closing(found, first)
    only_items = found[first + 1].keyword == "SELECT"
    return _Place(item, found[select].start, found[first].start, found[last].start + 1, only_items)


def _first_group(found: list[Token], at: int) -> int:
    """The first group from there on; a block of VALUES is none."""
    while found[at].text != "{":
        at = _closing(found, at + 2) + 1 if found[at].keyword == "VALUES" else at + 1
    return at


def _closing(found: list[Token], opening: int) -> int:
    depth = 0
    for at in range(opening, len(found)):
        depth += (found[at].text == "{") - (found[at].text == "}")
        if depth == 0:
            return at
    raise ValueError("a group that does not end")
