"""Saved pages: bytes → characters → the layout that knows them; and the reader of pages in no known layout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from importlib import import_module

from msgspec import Struct

from anq2rdf.problems import Problem
from anq2rdf.records import Reading
from anq2rdf.sources import markup
from anq2rdf.sources.base import HEAD_BYTES, Document
from anq2rdf.sources.encoding import decode
from anq2rdf.sources.record import reading
from anq2rdf.sources.sheet import Sheet

MEDIA_TYPE = "text/html"
_LAYOUTS = ("page_a", "page_b", "page_c", "page_d")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|table|div)\b", re.I | re.S)
_SENATE = re.compile(r"(?:canonical|og:url)[^<>]*\bsenat\.fr/|<title>[^<]*\bS[ée]nat\s*<|\bJO S[ée]nat du\b", re.I)


class PageReader(Struct, frozen=True):
    """Reads the saved pages of one layout: a marker in the page's source, and how a sheet is made of such a page."""

    form: str
    marker: re.Pattern[str]
    sheet: Callable[[str], Sheet]
    media_type: str = MEDIA_TYPE

    def recognises(self, head: bytes) -> bool:
        """Whether the marker stands in the beginning of the page."""
        return bool(self.marker.search(characters(head)))

    def read(self, document: Document) -> Iterator[Reading]:
        """The page's one question."""
        data = document.read()
        page, problems = text_of(data, document)
        yield problems[0] if problems else self.reading(document, data, page)
