"""The store asked about many things at once, and page by page. Nothing is asked without a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from anq2rdf.web.site import Row, Site, page_query

MOST: Final = 20_000  # statements read of one thing: no thing of the mapping has a hundredth of that
_HOLE: Final = "VALUES ?it { }"
_VARIABLE: Final = re.compile(r"\?(\w+)")
_TOGETHER: Final = 400  # things asked about in one query


async def ask_about(site: Site, query: str, iris: Iterable[str], *, limit: int = MOST) -> list[Row]:
    """The rows of a query of this package about each of some things, which take the place of its empty VALUES."""
    every = list(dict.fromkeys(iris))
    rows: list[Row] = []
    for start in range(0, len(every), _TOGETHER):
        terms = " ".join(str(ox.NamedNode(iri)) for iri in every[start : start + _TOGETHER])
        text = page_query(query).replace(_HOLE, f"VALUES ?it {{ {terms} }}")
        rows += await site.answer(f"{text}\nLIMIT {limit:d}")
    return rows


async def ask_page(site: Site, query: str, *, limit: int, offset: int = 0, **given: str) -> list[Row]:
    """Some rows of a query of this package, with an IRI in the place of each variable given.

    Terms bound beside a query are not seen by the engine's planner, which then begins with what every question has:
    seconds instead of milliseconds. So they are written into it, each as the engine itself spells it.
    """
    terms = {name: str(ox.NamedNode(iri)) for name, iri in given.items()}
    text = _VARIABLE.sub(lambda found: terms.get(found[1], found[0]), page_query(query))
    return await site.answer(f"{text}\nLIMIT {limit:d} OFFSET {offset:d}")


def is_iri(text: str) -> bool:
    """Whether a text can name anything at all."""
    try:
        return bool(ox.NamedNode(text))
    except ValueError:
        return False


def values(rows: Sequence[Row], name: str) -> list[str]:
    """The values of one column, without the unbound ones."""
    return [term.value for row in rows if (term := row[name]) is not None and not isinstance(term, ox.BlankNode)]


def value(row: Row, name: str) -> str | None:
    """One value of a row; None where it is unbound."""
    return next(iter(values([row], name)), None)
