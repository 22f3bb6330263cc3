"""A page's source taken apart without being mended: exact slices of it, and the lines a reader of the page sees.

An HTML parser would restructure what is not well formed (`<QUEST><html>…</html></quest>`, `</p><p align="CENTER">`) and
a text's own markup would be lost with it. Everything here runs in time linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from anq2rdf.normalise.text import label

# For words looked for in the source itself: a blank and an é as they may be written there.
GAP = r"(?:\s|&nbsp;|&#160;)+"
E_ACUTE = r"(?:[ée]\u0301?|&eacute;|&#(?:233|201|xe9|xc9);)"
_NOISE = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<script\b", re.I), re.compile(r"</script\s*>", re.I)),
    (re.compile(r"<style\b", re.I), re.compile(r"</style\s*>", re.I)),
)
_BREAK = re.compile(
    r"</?(?:address|article|aside|blockquote|br|button|center|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|option|p|section|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^<>]*>",
    re.I,
)
_LONGEST_LINE = 10_000     # beyond any field's cap, so that a longer one is still reported as too long
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.I)
_CLASS = re.compile(r"\bclass\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.I)


class Line(Struct, frozen=True):
    """One line as displayed, with the addresses it links to."""

    text: str
    links: tuple[str, ...] = ()


class Tag(Struct, frozen=True):
    """Where an element's start tag stands, and what is written in it."""

    start: int
    end: int
    source: str


def without_noise(page: str) -> str:
    """The page without comments, scripts and styles; one that is never closed stays, as in a page cut short."""
    for opening, closing in _NOISE:
        page = _without(page, opening, closing)
    return page


def _without(page: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    kept, at = [], 0
    while (start := opening.search(page, at)) and (end := closing.search(page, start.end())):
        kept.append(page[at:start.start()])
        at = end.end()
    return "".join(kept) + page[at:] if kept else page


def tags(page: str, name: str, css: str = "", start: int = 0) -> Iterator[Tag]:
    """Every start tag of that element (a regular expression) with that class, from `start` on."""
    for match in re.compile(rf"<(?:{name})\b([^<>]*)>", re.I).finditer(page, start):
        if not css or css in classes(match[1]):
            yield Tag(match.start(), match.end(), match[0])


def first(page: str, name: str, css: str = "", start: int = 0) -> Tag | None:
    """The first such start tag, or None."""
    return next(tags(page, name, css, start), None)


def classes(source: str) -> list[str]:
    """The classes named in a start tag."""
    match = _CLASS.search(source)
    return (match[1] or match[2] or match[3] or "").split() if match else []


def attribute(source: str, name: str) -> str | None:
    """The value of an attribute of a start tag, or None."""
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", source, re.I)
    return next((value for value in match.groups() if value is not None), None) if match else None


def inside(page: str, tag: Tag, name: str) -> str:
    """What stands between a start tag and its end tag, elements of the same name counted; to the end without one."""
    depth = 1
    for match in re.compile(rf"<(/?){name}\b[^<>]*>", re.I).finditer(page, tag.end):
        depth += -1 if match[1] else 1
        if not depth:
            return page[tag.end:match.start()]
    return page[tag.end:]


def never_closed(fragment: str, name: str) -> bool:
    """Whether a page stops inside the first such element: no end tag of that name follows it at all."""
    tag = first(fragment, name)
    return bool(tag) and not re.compile(rf"</{name}\s*>", re.I).search(fragment, tag.end if tag else 0)


def lines(fragment: str) -> list[Line]:
    """The lines a reader of the page sees: white space of the source is a blank, a block or <br> begins a new line."""
    pieces = _BREAK.split(fragment)
    seen = (Line((label(piece) or "")[:_LONGEST_LINE], addresses(piece)) for piece in pieces)
    return [line for line in seen if line.text]


def addresses(fragment: str) -> tuple[str, ...]:
    """Every address linked to."""
    return tuple((match[1] or match[2] or match[3] or "").replace("&amp;", "&") for match in _LINK.finditer(fragment))


def trimmed(source: str, names: str) -> str:
    """The source without the blanks and the tags of those names (a regular expression) that stand last in it."""
    tag, end = re.compile(rf"</?(?:{names})\b[^<>]*>", re.I), len(source)
    while True:
        while end and source[end - 1].isspace():
            end -= 1
        start = source.rfind("<", 0, end)
        if start < 0 or not tag.fullmatch(source, start, end):
            return source[:end]
        end = start


def title(page: str) -> str:
    """The page's <title>, or ""."""
    tag = first(page, "title")
    return (label(inside(page, tag, "title")[:1000]) or "") if tag else ""
