"""The forms an answer can have, by media type, and which one a client wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from starlette.requests import Request

from anq2rdf.web.negotiation import choose
from anq2rdf.web.refusals import Refusal


class Form(NamedTuple):
    """One form of an answer, as it is sent."""

    name: str  # one of `anq2rdf.query.question.ROWS` or `GRAPHS`
    media_type: str  # the one asked for, of several that mean the same


# The first of each is what it is called here; further ones are what clients also ask for.
ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
GRAPHS: Final[Mapping[str, tuple[str, ...]]] = {
    "ttl": ("text/turtle", "application/x-turtle"),
    "nt": ("application/n-triples",),
    "jsonld": ("application/ld+json", "application/json"),
    "trig": ("application/trig",),
    "nq": ("application/n-quads",),
    "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
}
# What clients write for `?format=` besides; SPARQLWrapper "json-ld", "rdf+xml", and "xml" or "json" for a graph too.
_SYNONYMS: Final = {
    "turtle": "ttl", "ntriples": "nt", "n-triples": "nt", "nquads": "nq", "n-quads": "nq", "json-ld": "jsonld",
    "json": "jsonld", "rdf+xml": "rdf", "xml": "rdf",
}  # fmt: skip


def wanted(request: Request, offers: Mapping[str, tuple[str, ...]], asked: str | None) -> Form:
    """The form that `?format=` names, else what Accept wants most. Raises `Refusal` (406) where there is none."""
    named = {media: name for name, all_media in offers.items() for media in all_media}
    if asked is not None:
        name = _named(asked.lower(), offers) or named.get(asked.lower(), "")
        chosen = offers[name][0] if name else None
    else:
        chosen = choose(request.headers.get("accept"), _in_order(offers))
        name = named.get(chosen or "", "")
    if chosen is None:
        raise Refusal(406, "this answer has none of the forms you accept", remedy=f"there are {_told(offers)}")
    return Form(name, chosen)


def _named(asked: str, offers: Mapping[str, tuple[str, ...]]) -> str | None:
    return next((name for name in (asked, _SYNONYMS.get(asked)) if name in offers), None)


def _in_order(offers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """All first names before all further ones: who takes anything gets what it is called here."""
    first = [media[0] for media in offers.values()]
    return [*first, *(further for media in offers.values() for further in media[1:] if further not in first)]


def _told(offers: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{media[0]} (format={name})" for name, media in offers.items())
