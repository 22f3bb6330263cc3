"""A search as an address says it, and the addresses of its neighbours."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from msgspec import Struct
from starlette.datastructures import QueryParams

from anq2rdf.look.clean import clean
from anq2rdf.query.search import FACETS, Search
from anq2rdf.query.search.wording import CHARACTERS

PATH: Final = "/search"
LAST_PAGE: Final = 5_000
_KEY: Final = 300  # characters of a facet's value


class Asked(Struct, frozen=True):
    """What is looked for, and how to say something near to it."""

    search: Search

    def address(self, **changes: str | int | None) -> str:
        """The address of this search with some of it changed; None leaves a part out. Any change goes to page 1."""
        parts: dict[str, str | int | None] = {"q": self.search.words or None, **self.search.filters}
        parts["sort"] = "date" if self.search.words and self.search.order == "date" else None
        parts |= changes
        return f"{PATH}?{urlencode([(name, value) for name, value in parts.items() if value is not None])}"

    def unfiltered(self) -> str:
        """The address of this search without its filters."""
        return self.address(**dict.fromkeys(FACETS))


def read_request(given: QueryParams) -> Asked:
    """What the parameters ask for. What makes no sense is as if it had not been given."""
    words = clean(given.get("q", "")).strip()[:CHARACTERS]
    return Asked(
        Search(
            words=words,
            filters={facet: clean(value)[:_KEY] for facet in FACETS if (value := given.get(facet))},
            order="date" if given.get("sort") == "date" or not words else "relevance",
            page=_page(given.get("page", "")),
        )
    )


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), LAST_PAGE)
