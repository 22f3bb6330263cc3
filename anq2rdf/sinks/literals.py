"""Quoted strings, as N-Triples, Turtle and JSON all three write them."""

from __future__ import annotations

import re
from json.encoder import encode_basestring
from typing import Final

import msgspec

# The encoder of msgspec is the fastest for long texts, that of json for short ones; they agree on every byte.
SHORT: Final = 120
_encode: Final = msgspec.json.Encoder().encode

_ESCAPED: Final = re.compile('[\x00-\x1f"\\\\\x7f]')
_NAMED: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# Integers that Turtle and JSON write bare: canonical, and exact in readers whose numbers are IEEE doubles.
is_plain_integer: Final = re.compile(r"0|-?[1-9][0-9]{0,14}").fullmatch
# Doubles that Turtle writes bare: the canonical form.
is_plain_double: Final = re.compile(r"-?[0-9]\.[0-9]{1,17}E-?[0-9]{1,3}").fullmatch


def quoted(value: str) -> str:
    """`value` between double quotes, on one line, in the canonical form of RDF 1.2 N-Triples.

    \\b \\t \\n \\f \\r \\" \\\\ by letter, the other control characters as \\uXXXX (upper case), the rest as it is:
    that is the common ground of the three grammars.
    """
    text = encode_basestring(value) if len(value) < SHORT else _encode(value).decode()
    # Neither encoder touches U+007F, and both write hexadecimal in lower case.
    if "\\u00" in text or "\x7f" in text:
        return f'"{_ESCAPED.sub(_escape, value)}"'
    return text


def quoted_utf8(value: str) -> bytes:
    """`quoted` as UTF-8, without the detour over characters: that is what long texts cost."""
    if len(value) < SHORT:
        return quoted(value).encode()
    text = _encode(value)
    if b"\\u00" in text or b"\x7f" in text:
        return quoted(value).encode()
    return text


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
