"""A query about many items, put whole, as the list of its items, or for some of them.

It relies on how the queries of `anq2rdf.linking.candidates` are built: the first column is the item, and the first
group of WHERE says which items there are; all that follows tells of them.
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
        return self._place.variable

    @property
    def whole(self) -> Page:
        """All in one page."""
        return Page(self.name, self._query, divisible=True)

    @property
    def listing(self) -> Page:
        """The items alone, which is little to ask."""
        place = self._place
        spine = self._query[place.start : place.end]
        return Page(
            f"the list of {self.name}",
            f"{self._query[: place.select]}SELECT DISTINCT ?{place.variable} WHERE {{ {spine} }}\n",
        )

    def part(self, items: Sequence[str], divisible: bool) -> Page:
        """The page about these items: IRIs, in order."""
        place = self._place
        values = f"VALUES ?{place.variable} {{ {' '.join(str(ox.NamedNode(each)) for each in items)} }}"
        spine = "" if place.only_items else self._query[place.start : place.end]
        query = f"{self._query[: place.start]}{values} {spine}{self._query[place.end :]}"
        return Page(f"{self.name} ({len(items)} from {items[0].rpartition('/')[2]} on)", query, divisible)


class _Place(NamedTuple):
    """Where in a query stands what says which items there are."""

    variable: str  # of the items, without ?
    select: int  # offset of the first SELECT
    start: int  # of the group
    end: int  # after it
    only_items: bool  # it is a sub-SELECT: it binds nothing else


def _place(query: str) -> _Place:
    found = list(tokens(query))
    select = next(i for i, token in enumerate(found) if token.keyword == "SELECT")
    variable = next(token for token in found[select:] if token.kind == "variable")
    outer = next(i for i in range(select, len(found)) if found[i].text == "{")
    first = _first_group(found, outer + 1)
    last = _closing(found, first)
    return _Place(
        variable.text[1:], found[select].start, found[first].start, found[last].start + 1,
        found[first + 1].keyword == "SELECT",
    )


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
