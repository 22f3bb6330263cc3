"""JSON values one at a time: decoding, mending, and what is looked for in them on demand."""

from __future__ import annotations

import codecs
import json
import re
from json.decoder import JSONDecodeError
from typing import Any

from msgspec import Struct

_SPACE = re.compile(r"[ \t\n\r]*")
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")      # an escaped half of a character; most are pairs
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_INTEGER = 64      # digits; no field of the schema is longer, and Python refuses to convert 4,300


class Unreadable(Exception):
    """The next value cannot be read: problem code, what is wrong, where."""

    def __init__(self, code: str, detail: str, pointer: str) -> None:
        super().__init__(code, detail, pointer)
        self.code = code
        self.detail = detail
        self.pointer = pointer


class Found(Struct, frozen=True):
    """A value, how many of its characters had to be replaced, where in the window it began, which keys it repeats."""

    value: Any
    repairs: int
    start: int
    repeated: tuple[str, ...] = ()      # looked for on demand only


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else digits


_DECODER = json.JSONDecoder(parse_int=_integer)


def encoding_of(head: bytes) -> str:
    """UTF-8, -16 or -32 by the byte order mark, else by where the zeros of the first characters stand (RFC 4627)."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if 0 not in head[:4]:
        return "utf-8"
    zeros = "".join("0" if byte == 0 else "x" for byte in head[:4])
    return {"000x": "utf-32-be", "x000": "utf-32-le", "0x0x": "utf-16-be", "x0x0": "utf-16-le"}.get(zeros, "utf-8")


def head_text(head: bytes) -> str:
    """The head as characters, whatever its encoding; what is cut or wrong at its end is dropped."""
    return codecs.getincrementaldecoder(encoding_of(head))("ignore").decode(head)


def depth_exceeds(value: object, cap: int) -> bool:
    """Whether lists and objects are nested deeper than `cap`."""
    level = [value]
    for _ in range(cap):
        level = [
            child
            for node in level
            if isinstance(node, (list, dict))
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, (list, dict))
        ]
        if not level:
            return False
    return True


def mend(value: Any) -> tuple[Any, int]:
    """The value with every lone surrogate as U+FFFD, and how many there were. The nesting must be capped before."""
    if isinstance(value, str):
        return _SURROGATE.subn("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        keys = [mend(key) for key in value]
        values = [mend(entry) for entry in value.values()]
        mended = {key: entry for (key, _), (entry, _) in zip(keys, values, strict=True)}
        return mended, sum(n for _, n in keys) + sum(n for _, n in values)
    if isinstance(value, list):
        entries = [mend(entry) for entry in value]
        return [entry for entry, _ in entries], sum(n for _, n in entries)
    return value, 0


def scan(text: str, start: int, depth: int, *, damaged: bool = False) -> tuple[Any, int, int]:
    """The value at `start`, where it ends, and how many characters were replaced.

    `damaged` says that the text may hold lone surrogates as such, not only as escapes.

    Raises `JSONDecodeError`, and `RecursionError` where it is nested deeper than `depth`.
    """
    value, end = _DECODER.raw_decode(text, start)
    brackets = text.count("{", start, end) + text.count("[", start, end)
    if brackets > depth and depth_exceeds(value, depth):
        raise RecursionError
    if damaged or _HALVES.search(text, start, end):
        value, repairs = mend(value)
        return value, end, repairs
    return value, end, 0


def duplicate_keys(data: bytes) -> tuple[str, ...]:
    """`repeated_keys` of a whole file, whatever its encoding."""
    return repeated_keys(data.decode(encoding_of(data), "replace"))


def repeated_keys(text: str) -> tuple[str, ...]:
    """The keys that stand twice in one object, each once, in order; a second scan for `--strict` (E234).

    JSON that cannot be read has none: its own problem is said by the reader.
    """
    twice: dict[str, None] = {}

    def watch(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                twice[key] = None
            seen.add(key)

    decoder = json.JSONDecoder(object_pairs_hook=watch, parse_int=_integer)
    at = 0
    try:
        while (at := past(text, at)) < len(text):
            _, at = decoder.raw_decode(text, at)
    except (JSONDecodeError, RecursionError):
        pass
    return tuple(twice)


def past(text: str, at: int) -> int:
    blank = _SPACE.match(text, at)
    return blank.end() if blank else at
