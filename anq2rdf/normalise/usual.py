"""The usual text read the short way: ordinary characters, references, lines, paragraphs, and nothing else.

What comes of it is what `text` makes of it the long way (the tests compare them); whatever is not certain is left to
that. A long text costs four passes here, all of them in C.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from anq2rdf.normalise.characters import shortened
from anq2rdf.normalise.elements import FLAT
from anq2rdf.normalise.entities import STAND_INS, References, reveal
from anq2rdf.normalise.layout import tidy
from anq2rdf.normalise.markup import Markup, count_faults

# Nothing to remove or replace, no white space but the common blanks, all in NFC. (Below U+0300 every character is in
# NFC, and nothing in this class composes with another.)
_ORDINARY = re.compile("[\t\n\r -~\xa0-\u02ff\u2010-\u2027\u202f-\u2053\u20ac]*+")
_NAME = re.compile(r"#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31}")
_LONGEST_NAME = 33
# Attributes in quotes or of one word: of these the end of the tag is beyond doubt.
_TAG = re.compile(r'(/?[A-Za-z]+)(?: [A-Za-z-]+=(?:"[^"<>=]*"|[A-Za-z0-9%]+))*( ?/)?')
_LONGEST_TAG = 80
_SILENT = frozenset(("a", "br", "p", "div", "span", "font"))     # they say nothing that plain text loses
_SAYING = frozenset(("b", "em", "i", "strong", "sub", "sup", "u"))
_ELEMENTS = _SILENT | _SAYING
_MAY_CLOSE_AT_ONCE = frozenset(("br", "p"))


class Usual(Struct, frozen=True):
    """The plain text, its HTML where that says more, and the repairs by problem code (E264, E265)."""

    plain: str
    html: str | None = None
    repairs: dict[str, int] = {}


def usual_text(fragment: str) -> Usual | None:
    """A usual fragment read; None where it is not usual."""
    if _ORDINARY.fullmatch(fragment) is None:
        return None
    text, windows = _with_blanks(fragment), 0
    if "&" in text:
        decoded = _decoded(text)
        if decoded is None:
            return None
        text, windows = decoded
    if "<" in text:
        return _laid_out(text, windows)
    return Usual(reveal(text.strip(" ")), None, _repairs(0, windows))


def _with_blanks(text: str) -> str:
    # A search that finds nothing costs next to nothing, and a copy is made only where something is found.
    for blank in "\u00a0\u202f\n\r\t":
        text = text.replace(blank, " ")
    return shortened(text, " ")


def _decoded(text: str) -> tuple[str, int] | None:
    """The text with its references read, and how many were of Windows-1252; None where one is in doubt."""
    first, *pieces = text.split("&")
    decoded, windows, blank = [first], 0, False
    for piece in pieces:
        name, end, after = piece.partition(";")
        found = _reference(name) if end and len(name) <= _LONGEST_NAME else None
        if found is None:
            return None
        windows += found[1]
        blank = blank or found[0] == " "
        decoded += (found[0], after)
    joined = "".join(decoded)
    return shortened(joined, " ") if blank else joined, windows


@lru_cache(maxsize=1024)
def _reference(name: str) -> tuple[str, int] | None:
    """What `&name;` stands for, and 1 where it is a number of Windows-1252; None where it is no ordinary character."""
    if _NAME.fullmatch(name) is None:
        return None
    references = References()
    character = references.decode(f"&{name};")
    usual = character in STAND_INS or ("&" not in character and _ORDINARY.fullmatch(character))
    return (character, references.windows) if usual and not references.replaced and not references.halves else None


def _laid_out(text: str, windows: int) -> Usual | None:
    """The text in lines and paragraphs; None where a tag is in doubt."""
    texts, names = _apart(text)
    if not names:
        return None
    laid: list[str] = [texts[0]]
    for name, after in zip(names, texts[1:], strict=True):
        laid += (FLAT[name], after)
    plain = reveal(tidy("".join(laid)))
    html = _html(texts, names) if plain and not _SAYING.isdisjoint(names) else None
    return Usual(plain, html, _repairs(_faults(names), windows))


def _apart(text: str) -> tuple[list[str], list[str]]:
    """The texts and the names of the tags between them; no names where a tag is in doubt."""
    first, *pieces = text.split("<")
    names, texts = [], [first]
    for piece in pieces:
        tag, end, after = piece.partition(">")
        name = _element(tag) if end and len(tag) <= _LONGEST_TAG else None
        if name is None:
            return [], []
        names.append(name)
        texts.append(after)
    return texts, names


def _faults(names: list[str]) -> int:
    """`count_faults`, without those that are never one."""
    others = [name for name in names if name not in ("br", "p")]
    return 0 if not others else count_faults([name for name in names if name != "br"], [])


def _html(texts: list[str], names: list[str]) -> str | None:
    from anq2rdf.normalise.safe import safe_html

    return safe_html(Markup(texts, names, [""] * len(names), {}))


@lru_cache(maxsize=1024)
def _element(tag: str) -> str | None:
    """The name of the tag (with "/" before it at the end of an element) where it can be no other thing."""
    found = _TAG.fullmatch(tag)
    name = found[1].lower() if found else ""
    if found is None or name.lstrip("/") not in _ELEMENTS or (found[2] and name not in _MAY_CLOSE_AT_ONCE):
        return None
    return None if "href" in tag.lower() else name


def _repairs(faults: int, windows: int) -> dict[str, int]:
    counts = {"E264": faults, "E265": windows}
    return {code: count for code, count in counts.items() if count} if faults or windows else {}
