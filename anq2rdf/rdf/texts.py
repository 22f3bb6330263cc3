"""The statements of a text: plain, safe HTML where it says more, and the digest that is equal across forms."""

from __future__ import annotations

from anq2rdf.rdf import vocabulary as v
from anq2rdf.records import Text
from anq2rdf.statements import FRENCH, HTML, STRING, Pair


def text_pairs(text: Text | None) -> list[Pair]:
    """anq:text, anq:html where kept, anq:textDigest; nothing where there is no text."""
    if text is None:
        return []
    pairs: list[Pair] = [(v.TEXT, FRENCH, text.plain)]
    if text.html is not None:
        pairs.append((v.HTML_TEXT, HTML, text.html))
    pairs.append((v.TEXT_DIGEST, STRING, text.digest))
    return pairs
