"""Which characters a text may hold, and what becomes of the others.

====================================================  =================================================================
lone surrogate                                        U+FFFD, counted (two halves of one character are joined)
C0 controls but tab, LF, CR; DEL; noncharacters       removed, counted
vertical tab, form feed                               a blank, counted: they part words
U+0080–U+009F but U+0085                              the character Windows-1252 has there (U+0092 is ’), counted;
                                                      removed, counted, where it has none
U+0085, U+2028, U+2029, no-break and other blanks     white space, made one blank by `one_blank`
bidi controls, zero-width joiners, soft hyphens       kept: they are part of the text
====================================================  =================================================================
"""

from __future__ import annotations

import re

# Long runs of ordinary characters are passed at once: one negative class would be twenty times slower.
_ORDINARY = re.compile("[\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*+")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_NONCHARACTERS = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef{_NONCHARACTERS}]")
# Everything but white space other than the blank itself.
_SETTLED = re.compile(
    "[ -\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\U0010ffff]*+"
)
_OTHER_BLANK = re.compile(r"[^\S ]")
_COMMON_BLANKS = ("\u00a0", "\u202f", "\n", "\r", "\t")

#: What the codes 128 to 159 mean in Windows-1252, which is what they mean wherever they stand for a character.
WINDOWS: dict[int, str] = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def clean(raw: str) -> tuple[str, int]:
    """The text without characters that no text may hold, and how many were replaced or removed.

    What comes out can be written in UTF-8, XML, JSON and every RDF syntax. The rule stands above, in the table.
    """
    if _ORDINARY.fullmatch(raw):
        return raw, 0
    joined, halves = join_surrogates(raw)
    cleaned, others = _FORBIDDEN.subn(_mended, joined)
    return cleaned, halves + others


def join_surrogates(text: str) -> tuple[str, int]:
    """The text with both halves of a character joined and lone halves as U+FFFD, and how many of those there were."""
    return _HALF.subn("\ufffd", _PAIR.sub(_joined, text))


def one_blank(text: str) -> str:
    """The text with every run of white space, line breaks included, as one blank; its ends are not trimmed."""
    for blank in _COMMON_BLANKS:
        text = text.replace(blank, " ")
    if not _SETTLED.fullmatch(text):
        text = _OTHER_BLANK.sub(" ", text)
    return shortened(text, " ")


def shortened(text: str, sign: str) -> str:
    """The text with every run of two or more of `sign` halved until there is one; each step is one fast pass."""
    while text.rfind(sign + sign) >= 0:     # faster than `in`: a search from the end does nothing beforehand
        text = text.replace(sign + sign, sign)
    return text


def _mended(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (0x0B, 0x0C):
        return " "
    return WINDOWS.get(code, "")


def _joined(found: re.Match[str]) -> str:
    """One character of its two UTF-16 halves, which some decoders leave apart."""
    high, low = map(ord, found[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
