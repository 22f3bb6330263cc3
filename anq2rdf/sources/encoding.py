"""From bytes to text: which encoding, decided by evidence in a fixed order and reported when it was a fallback.

Byte order mark, then what is declared (by the caller, by the page's meta, by the XML declaration), then strict UTF-8,
then Windows-1252. As on the web (WHATWG Encoding Standard) ISO-8859-1 and ASCII mean Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),      # before UTF-16, which begins alike
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = frozenset({"cp1252", "iso8859-1", "ascii"})
_ALLOWED = _WESTERN | {"utf-8", "iso8859-15", "mac-roman", "utf-16", "utf-16-le", "utf-16-be"}
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LOOK = 4096
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Decoded(NamedTuple):
    """Text, the codec it was read by, and whether that is not what was declared (Problem E212)."""

    text: str
    codec: str
    fallback: bool

    @property
    def lost(self) -> int:
        """How many characters are U+FFFD in a text whose bytes did not fit its encoding (Problem E230)."""
        return self.text.count("\ufffd") if self.fallback or self.codec == "cp1252" else 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a page, without its byte order mark. Bytes that mean nothing become U+FFFD; never raises."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec)
    if (wide := _wide(data)) is not None:
        return Decoded(data.decode(wide, "replace"), wide, _known(declared) not in {wide, "utf-16"})
    claim = _known(declared) or _claimed(data)
    return _undeclared(data) if claim is None else _declared(data, claim)


def _marked(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), codec, False)
    except UnicodeDecodeError:
        return Decoded(data.decode(codec, "replace"), codec, True)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros (XML 1.0, appendix F)."""
    if len(data) < 4 or len(data) % 2:
        return None
    if data[1] == data[3] == 0 and data[0] and data[2]:
        return "utf-16-le"
    return "utf-16-be" if data[0] == data[2] == 0 and data[1] and data[3] else None


def _declared(data: bytes, claim: str) -> Decoded:
    if claim in _WESTERN:
        # Every byte fits a Western encoding, so that only this tells a page saved again as UTF-8 with its old meta.
        if _MULTIBYTE.search(data) and (text := _strict(data, "utf-8")) is not None:
            return Decoded(text, "utf-8", True)
        return Decoded(data.decode("cp1252", "replace"), "cp1252", False)
    text = _strict(data, claim)
    if text is not None and not claim.startswith("utf-16"):
        return Decoded(text, claim, False)
    return _by_bytes(data)


def _undeclared(data: bytes) -> Decoded:
    text = _strict(data, "utf-8")
    return _by_bytes(data) if text is None else Decoded(text, "utf-8", False)


def _by_bytes(data: bytes) -> Decoded:
    """Nothing fits: UTF-8 with damage where most accents are UTF-8, else Windows-1252."""
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8", True)
    sound, rest = _MULTIBYTE.subn(b"", data)[1], _MULTIBYTE.sub(b"", data)
    strays = sum(byte > 127 for byte in rest)
    codec = "utf-8" if sound > strays else "cp1252"
    return Decoded(data.decode(codec, "replace"), codec, True)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _claimed(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_LOOK])
    return _known((match[1] or match[2]).decode("ascii", "replace")) if match else None


def _known(name: str | None) -> str | None:
    """The codec of that name, if it is one a page may have; what decodes to no text (zlib, rot13 …) is not."""
    try:
        codec = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return codec if codec in _ALLOWED else None
