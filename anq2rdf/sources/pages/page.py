"""Saved pages: bytes → characters → the layout that knows them; and the reader of pages in no known layout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from importlib import import_module

from msgspec import Struct

from anq2rdf.normalise.text import label
from anq2rdf.records import Reading
from anq2rdf.sources.base import Document
from anq2rdf.sources.encoding import decode
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.pages import markup
from anq2rdf.sources.pages.sheet import Sheet
from anq2rdf.sources.pages.transcript import transcribe

MEDIA_TYPE = "text/html"
LAYOUTS = ("page_d", "page_c", "page_b", "page_a")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|table|center|div|header|section|span|p|b|h[1-6]|leg)\b",
    re.I,
)
_BEFORE_HTML = re.compile(r"(?:\s|\ufeff|<!--(?:[^-]|-(?!->))*-->|<\?xml[^<>]*\?>)*")
_CHAMBER = re.compile(r"assembl\S{1,8}e[\s_-]nationale|\bsenat\.fr\b|\bS\S{1,8}nat\b", re.I)
_SENATE = re.compile(
    r"(?:canonical|og:url)[^<>]*\bsenat\.fr/|\bsenat\.fr/[^<>]*(?:canonical|og:url)|<title>[^<]*\bS[ée]nat\s*<|"
    r"Publi[ée]e dans le JO S[ée]nat",
    re.I,
)


class PageReader(Struct, frozen=True):
    """Reads the saved pages of one layout, known by marks in their source that no other layout has."""

    form: str
    marks: tuple[str, ...]                # in small letters
    sheet: Callable[[str], Sheet]         # of the page without comments and scripts
    media_type: str = MEDIA_TYPE

    def recognises(self, head: bytes) -> bool:
        """Whether bytes that begin so are a page of this layout."""
        start = characters(head)
        return looks_like_html(start) and layout_of(start) == self

    def read(self, document: Document) -> Iterator[Reading]:
        """The page's one question."""
        data = document.read()
        yield read_page(self, document, data)


class AnyPageReader(Struct, frozen=True):
    """Takes the other pages that speak of a question and a chamber: of a layout whose marks stand late, or of none.

    An HTML page that speaks of neither is no form of a question and is left to whoever opened it.
    """

    form: str = "page"
    media_type: str = MEDIA_TYPE

    def recognises(self, head: bytes) -> bool:
        """Whether bytes that begin so are HTML with those words, in which no layout's mark has appeared yet."""
        start = characters(head)
        if not (looks_like_html(start) and "question" in start and _CHAMBER.search(start)):
            return False
        return layout_of(start) is None

    def read(self, document: Document) -> Iterator[Reading]:
        """The page's one question, or its rejection."""
        data = document.read()
        layout = layout_of(characters(data))
        yield read_page(layout, document, data) if layout else _unknown(data, Intake(document))


def read_page(reader: PageReader, document: Document, data: bytes) -> Reading:
    """The question of a page in a known layout."""
    intake = Intake(document)
    origin = document.origin(form=reader.form, media_type=reader.media_type, digest=hashlib.sha256(data).hexdigest())
    try:
        return transcribe(reader.sheet(markup.without_noise(decoded(data, intake))), intake, origin)
    except Rejected as verdict:
        return intake.reject(verdict)


def decoded(data: bytes, intake: Intake) -> str:
    """The characters of a page. Raises `Rejected` (E266) for one larger than any page is."""
    if len(data) > intake.limits.page_bytes:
        raise Rejected("E266", f"{len(data)} > {intake.limits.page_bytes}")
    found = decode(data)
    if found.fallback:
        intake.note("E212", found.codec)
    if found.lost:
        intake.note("E230", f"U+FFFD × {found.lost}")
    return found.text


def _unknown(data: bytes, intake: Intake) -> Reading:
    try:
        page = decoded(data, intake)
    except Rejected as verdict:
        return intake.reject(verdict)
    found = markup.title(page) or (label(page[:1000]) or "")[:80]
    return intake.reject(Rejected("E258" if _SENATE.search(page) else "E240", found))


def layout_of(start: str) -> PageReader | None:
    """The newest layout whose mark stands there: a later page may speak of an older one, never the other way round."""
    layouts: Iterator[PageReader] = (import_module(f"anq2rdf.sources.pages.{name}").READER for name in LAYOUTS)
    return next((layout for layout in layouts if any(mark in start for mark in layout.marks)), None)


def characters(data: bytes) -> str:
    """What is ASCII in any of the encodings, in small letters, to find marks in; UTF-16 and UTF-32 lose their zeros."""
    return data.replace(b"\0", b"").lower().decode("latin-1")


def looks_like_html(start: str) -> bool:
    """Whether the first tag is one of HTML's."""
    text = start.removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ")
    before = _BEFORE_HTML.match(text)
    return bool(_HTML.match(text, before.end() if before else 0))


READER = AnyPageReader()
