"""What points at a thing: counted by property, and listed fifty at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.asking import ask_page, value, values
from anq2rdf.web.entities.life import whole
from anq2rdf.web.entities.naming import Name, Names, short, term_label
from anq2rdf.web.rendering import words
from anq2rdf.web.site import Site

PAGE: Final = 50
#: More than these are not put in order: each would have to be looked at for its day.
SORTED: Final = 2_000
_PAGES: Final = 100_000  # the last page that may be asked for

# What people look for first, before whatever else points at a thing.
_FIRST: Final = (
    v.AUTHOR, v.ATTRIBUTED_MINISTRY, v.INTERROGATED_MINISTRY, v.AUTHOR_GROUP, v.GROUP_AT_DATE, v.AUTHOR_CIRCONSCRIPTION,
    v.AUTHOR_DEPARTMENT, v.RUBRIC, v.HEAD_ANALYSIS, v.ANALYSIS, v.DEPARTMENT, v.PORTFOLIO, v.GOVERNMENT, v.LEGISLATURE,
    v.ANSWER_GROUP, v.PUBLISHED_ON_PAGE, v.PUBLISHED_IN, v.IN_ISSUE, v.IN_SERIES,
)  # fmt: skip


class Count(Struct, frozen=True):
    """How many things point at one by a property."""

    property: str
    key: str  # how an address names it
    called: str
    n: int


class Item(Struct, frozen=True):
    """One thing in a list."""

    name: Name
    kind: str | None
    title: str | None
    date: str | None
    author: Name | None
    status: Name | None
    state: str


class Listing(Struct, frozen=True):
    """One page of what points at a thing by one property."""

    count: Count
    items: list[Item]
    page: int
    pages: int
    in_order: bool


async def count_inverse(site: Site, iri: str, language: str) -> list[Count]:
    """The properties by which others point at a thing, those people look for first."""
    rows = await ask_page(site, "entity_inverse_counts", limit=200, entity=iri)
    found = [(value(row, "property"), whole(value(row, "n"))) for row in rows]
    counts = [Count(p, short(p), backwards(p, language), n) for p, n in found if p and n]
    return sorted(counts, key=lambda each: (_rank(each.property), -each.n, each.property))


def _rank(property_: str) -> int:
    return _FIRST.index(property_) if property_ in _FIRST else len(_FIRST)


def backwards(property_: str, language: str) -> str:
    """What a property is called seen from its object."""
    key = short(property_)
    return words(language).get(f"back_{key}") or term_label(property_, language) or key


async def list_inverse(
    names: Names, iri: str, counts: Sequence[Count], by: str | None, page: str | None
) -> Listing | None:
    """One page of one property: the one named, else the first. None where nothing points here."""
    chosen = next((each for each in counts if each.key == by), next(iter(counts), None))
    if chosen is None:
        return None
    pages = min(_PAGES, -(-chosen.n // PAGE))
    number = min(max(whole(page) or 1, 1), pages)
    in_order = chosen.n <= SORTED
    rows = await ask_page(
        names.site,
        "entity_inverse_sorted" if in_order else "entity_inverse",
        limit=PAGE,
        offset=PAGE * (number - 1),
        entity=iri,
        property=chosen.property,
    )
    return Listing(chosen, await read_items(names, values(rows, "item")), number, pages, in_order)


async def read_items(names: Names, iris: Sequence[str]) -> list[Item]:
    """Things as they stand in a list, each once."""
    every = list(dict.fromkeys(iris))
    await names.learn(every)
    cards = [names.cards[iri] for iri in every if iri in names.cards]
    await names.learn(filter(None, (card.link(each) for card in cards for each in (v.AUTHOR, v.STATUS))))
    return [_item(names, iri) for iri in every]


def _item(names: Names, iri: str) -> Item:
    card = names.cards.get(iri)
    if card is None:
        return Item(names.name(iri), None, None, None, None, None, "")
    state = card.link(v.STATUS)
    return Item(
        name=names.name(iri),
        kind=names.kind(card.classes()),
        title=card.text(v.TITLE),
        date=card.text(v.PUBLICATION_DATE) or card.text(v.EVENT_DATE) or card.text(v.START_DATE),
        author=names.maybe(card.link(v.AUTHOR)),
        status=names.maybe(state),
        state=(state or "").rpartition("/")[2],
    )
