"""Character references of HTML ("&eacute;", "&#8364;", "&#x20AC;") read once, before the markup is.

A sign of markup that was written as a reference must not become markup: it is decoded to a stand-in (noncharacters,
which `characters.clean` keeps out of every text) that `reveal` turns into the sign itself at the end.
"""

from __future__ import annotations

import re
from html.entities import html5

from anq2rdf.normalise.characters import WINDOWS, clean, join_surrogates

_STAND_INS = {"<": "\ufdd0", ">": "\ufdd1", '"': "\ufdd2", "'": "\ufdd3", "&": "\ufdd4"}
STAND_INS = frozenset(_STAND_INS.values())
# Without a semicolon a name must end where the word ends, and never before "=" ("?a=1&copy=2" is an address). That is
# HTML's own rule for attributes; in French prose ("R&D", "vous&notre") it is the one that loses nothing.
_REFERENCE = re.compile(
    r"&(?:#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?|([A-Za-z][A-Za-z0-9]{1,31})(?:(;)|(?![\w=])))"
)
_CUT = re.compile(r"&#(?:[xX][0-9A-Fa-f]{0,8}|[0-9]{0,8})\Z")
_LONGEST_CUT = 11
_LAST = 0x10FFFF


class References:
    """One reading of a fragment's references, with its counts."""

    __slots__ = ("cut", "halves", "replaced", "windows")

    def __init__(self) -> None:
        self.windows = 0      # numeric references 128–159, E265
        self.replaced = 0     # references to no character, E230
        self.cut = 0          # a reference cut at the end, E264
        self.halves = False   # halves of characters were written one by one

    def decode(self, text: str) -> str:
        """`text` with its references read. Unknown names stay as they are; a numeric one cut at the end goes."""
        if "&" not in text:
            return text
        if cut := _CUT.search(text, max(0, len(text) - _LONGEST_CUT)):
            text, self.cut = text[: cut.start()], 1
        decoded = _REFERENCE.sub(self._character, text)
        if self.halves:
            decoded, lone = join_surrogates(decoded)
            self.replaced += lone
        return decoded

    def _character(self, found: re.Match[str]) -> str:
        hexadecimal, decimal, name, semicolon = found.groups()
        if name:
            return _shielded(html5.get(name + (semicolon or ""), found[0]))
        return self._numbered((hexadecimal or decimal).lstrip("0"), 16 if hexadecimal else 10)

    def _numbered(self, digits: str, base: int) -> str:
        """The character of a number; a half of one (an old way to write emoji) waits for its other half."""
        code = int(digits, base) if 0 < len(digits) <= 7 else 0
        if code in WINDOWS:
            self.windows += 1
            return WINDOWS[code]
        if not 0 < code <= _LAST:
            self.replaced += 1
            return "\ufffd"
        if 0xD800 <= code <= 0xDFFF:
            self.halves = True
            return chr(code)
        character, touched = clean(chr(code))
        self.replaced += touched
        return _shielded(character)


def shield(text: str) -> str:
    """The text with its signs of markup as stand-ins: content that is to be read as it stands."""
    for sign, stand_in in _STAND_INS.items():
        text = text.replace(sign, stand_in)
    return text


def reveal(text: str) -> str:
    """The text with every stand-in as the sign it stands for."""
    for sign, stand_in in _STAND_INS.items():
        text = text.replace(stand_in, sign)
    return text


def _shielded(character: str) -> str:
    """A decoded character as it may stand beside markup: white space as a blank, signs of markup as stand-ins."""
    return " " if character.isspace() else _STAND_INS.get(character, character)
