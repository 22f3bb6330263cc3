"""Texts of questions and answers: exact plain text, and safe HTML where the markup says more than that.

The rule: references read, NFC, illegal characters removed and counted, every run of blanks one space,
`<br>` a newline, a paragraph a blank line, list items "- ", cells tabs, rows newlines.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.normalise.characters import clean, one_blank, shortened
from anq2rdf.normalise.entities import reveal
from anq2rdf.normalise.layout import lay_out, tidy
from anq2rdf.normalise.markup import read_markup
from anq2rdf.normalise.usual import usual_text
from anq2rdf.records import Text

# Nearly every label holds nothing else: no markup, and nothing to normalise but blanks. (Below U+0300 every character
# is in NFC, and nothing in this class composes with another.)
_PLAIN = re.compile("[ -%'-;=-~\xa0-\u02ff\u2010-\u2027\u202f-\u2053\u20ac]*+")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028]")
_BLANKS_IN_LINE = re.compile(r"[^\S\n]+")

Repairs = dict[str, int]


def text_from_html(fragment: str, limits: Limits = DEFAULT) -> tuple[Text | None, Repairs]:
    """The text of a fragment of HTML, however damaged, and how many repairs it took by problem code.

    No visible character of the fragment is lost or moved. E230: characters that no text may hold. E264: markup mended.
    E265: numeric references of Windows-1252. E266, and no text: longer than `limits.text_characters`.
    """
    if len(fragment) > limits.text_characters:
        return None, {"E266": 1}
    usual = usual_text(fragment)
    if usual is None:
        return _read_html(fragment)
    return _recorded(usual.plain, usual.html), usual.repairs


def _read_html(fragment: str) -> tuple[Text | None, Repairs]:
    """What `text_from_html` does with any fragment; its short way for plain ones gives the same."""
    cleaned, touched = clean(fragment)
    markup = read_markup(cleaned)
    plain = reveal(lay_out(markup))
    html = None
    if plain and any(markup.names):
        from anq2rdf.normalise.safe import safe_html

        html = safe_html(markup)
    return _text(plain, html), _added(markup.repairs, touched)


def text_from_plain(raw: str, limits: Limits = DEFAULT) -> tuple[Text | None, Repairs]:
    """The text of plain characters, in which nothing is markup; lines and blank lines are kept."""
    if len(raw) > limits.text_characters:
        return None, {"E266": 1}
    cleaned, touched = clean(raw)
    lines = _LINE_ENDS.sub("\n", cleaned).replace("\u2029", "\n\n")
    return _text(tidy(_BLANKS_IN_LINE.sub(" ", lines)), None), {"E230": touched} if touched else {}


def text_from_markdown(raw: str, limits: Limits = DEFAULT) -> tuple[Text | None, Repairs]:
    """The text of a page saved as Markdown: the same `Text` as the same page's HTML gives."""
    if len(raw) > limits.text_characters:
        return None, {"E266": 1}
    from anq2rdf.normalise.markdown import html_of

    cleaned, touched = clean(raw)
    text, repairs = _read_html(html_of(cleaned))
    return text, _added(repairs, touched)


def label(raw: str | None) -> str | None:
    """A one-line field: references read, tags dropped, NFC, every run of white space one space; None when empty."""
    if not raw:
        return None
    if _PLAIN.fullmatch(raw):
        return _single_spaced(raw) or None
    cleaned = clean(raw)[0]
    if "<" in cleaned or "&" in cleaned:
        cleaned = reveal(lay_out(read_markup(cleaned)))
    return unicodedata.normalize("NFC", one_blank(cleaned).strip()) or None


def digest(plain: str) -> str:
    """SHA-256, hexadecimal, of the text in UTF-8 with every run of white space as one space and none at its ends."""
    return _sha256(one_blank(plain).strip())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _single_spaced(plain: str) -> str:
    """A text of `_PLAIN` characters with its blanks as single spaces."""
    return shortened(plain.replace("\u00a0", " ").replace("\u202f", " "), " ").strip(" ")


def _text(plain: str, html: str | None) -> Text | None:
    """The record of a laid-out text; None when nothing is in it."""
    return _recorded(unicodedata.normalize("NFC", plain), html)


def _recorded(normal: str, html: str | None) -> Text | None:
    """The same for a text in NFC."""
    if not normal:
        return None
    # Its only white space is single blanks inside lines, line breaks, and tabs where there are tables.
    one_line = " ".join([line for line in normal.split("\n") if line]) if "\n" in normal else normal
    return Text(plain=normal, digest=digest(one_line) if "\t" in one_line else _sha256(one_line), html=html)


def _added(repairs: Repairs, touched: int) -> Repairs:
    return repairs | {"E230": repairs.get("E230", 0) + touched} if touched else repairs
