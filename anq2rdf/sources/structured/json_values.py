"""JSON values out of a stream, one at a time: whole files, arrays of any size, values one after another.

`ijson` is not used here: it replaces lone surrogates by "?" without a word, and its paths take memory that grows with
the square of the nesting (100,000 brackets exhaust a machine). The standard scanner on a sliding window reads at the
same speed, tells line and column, accepts NaN and lone surrogates (which are then counted), and stops at a depth.
"""

from __future__ import annotations

import codecs
import json
import re
from json.decoder import JSONDecodeError
from typing import Any, BinaryIO

from msgspec import Struct

_SPACE = re.compile(r"[ \t\n\r]*")
_BLANK = re.compile(r"[ \t\r]*")
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")      # an escaped half of a character; most are pairs
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_READ = 256 << 10
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


class JsonWindow:
    """A window that slides over a stream of JSON text; memory stays within a few times the largest value.

    Bytes that are not of the encoding become lone surrogates, so they are replaced and counted with them.
    """

    def __init__(self, stream: BinaryIO, encoding: str, *, cap: int, depth: int, keys_once: bool = False) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self.damaged = False     # bytes were met that are not of the encoding
        self._cap = cap
        self._depth = depth
        self._keys_once = keys_once
        self._text = ""
        self._at = 0
        self._counted = 0        # up to here the lines of the window are in `_lines`
        self._lines = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is not blank, "" at the end."""
        while True:
            self._at = _past(self._text, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_FIRST_READ):
                return ""

    def skip(self) -> None:
        """Step over the character seen by `peek`."""
        self._at += 1

    def on_its_line(self, found: Found) -> bool:
        """Whether the value just read stood on one line, with nothing after it."""
        if self._text.find("\n", found.start, self._at) >= 0:
            return False
        while (blank := _BLANK.match(self._text, self._at)) and blank.end() == len(self._text):
            if not self._more(_FIRST_READ):
                return True
        return blank is not None and self._text[blank.end()] == "\n"

    def key(self) -> str:
        """The object key that stands next, with its colon. Raises `Unreadable`."""
        found = self.value().value
        if not isinstance(found, str) or self.peek() != ":":
            raise self.malformed("a key and a colon belong here")
        self.skip()
        return found

    def value(self) -> Found:
        """The value that stands next. Raises `Unreadable`: E233 malformed or cut, E232 too deep or too long."""
        if not self.peek():
            raise self.malformed("the text ends too early")
        self._drop()
        size = _FIRST_READ
        while True:
            try:
                return self._scan()
            except JSONDecodeError as fault:
                if not self._more(size):
                    raise self.malformed(fault.msg, fault.pos) from None
            except RecursionError:
                raise Unreadable("E232", f"more than {self._depth} levels", self.where()) from None
            self._check_cap()
            size = min(size * 2, self._cap)

    def line(self) -> tuple[str, int] | None:
        """The rest of the line that is not blank and its number, None at the end. Raises `Unreadable` (E232)."""
        if not self.peek():
            return None
        self._drop()
        while (end := self._text.find("\n", self._at)) < 0 and self._more(_FIRST_READ):
            self._check_cap()
        end = len(self._text) if end < 0 else end
        found, number = self._text[self._at:end], self._number(self._at)
        self._at = end
        return found, number

    def where(self, position: int | None = None) -> str:
        """A place for people: "line 3, column 14"."""
        at = self._at if position is None else position
        return f"line {self._number(at)}, column {at - self._text.rfind(chr(10), 0, at)}"

    def malformed(self, message: str, position: int | None = None) -> Unreadable:
        """The fault for JSON that is not well formed here."""
        return Unreadable("E233", message, self.where(position))

    def _number(self, at: int) -> int:
        if at < self._counted:
            return self._lines - self._text.count("\n", at, self._counted)
        self._lines += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._lines

    def _scan(self) -> Found:
        start = self._at
        value, end, repairs = scan(self._text, start, self._depth, damaged=self.damaged)
        if end == len(self._text) and not self._ended and not isinstance(value, (dict, list, str)):
            raise JSONDecodeError("a number may go on", self._text, end)
        self._at = end
        return Found(value, repairs, start, repeated_keys(self._text[start:end]) if self._keys_once else ())

    def _check_cap(self) -> None:
        if len(self._text) - self._at > self._cap:
            raise Unreadable("E232", f"more than {self._cap} characters", self.where())

    def _more(self, size: int) -> bool:
        while not self._ended:
            data = self._stream.read(size)
            self._ended = not data
            fresh = self._decode(data)
            if fresh:
                self._text += fresh
                return True
        return False

    def _decode(self, data: bytes) -> str:
        try:
            return self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError:
            state = self._decoder.getstate()
            lenient = "surrogateescape" if self._encoding.startswith("utf-8") else "replace"
            self._decoder = codecs.getincrementaldecoder(self._encoding)(lenient)
            self._decoder.setstate(state)
            self.damaged = True
            return self._decoder.decode(data, final=self._ended)

    def _drop(self) -> None:
        if self._at > len(self._text) // 2 and self._at > _FIRST_READ // 4:
            self._number(self._at)
            self._text = self._text[self._at:]
            self._counted -= self._at
            self._at = 0


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
        while (at := _past(text, at)) < len(text):
            _, at = decoder.raw_decode(text, at)
    except (JSONDecodeError, RecursionError):
        pass
    return tuple(twice)


def _past(text: str, at: int) -> int:
    blank = _SPACE.match(text, at)
    return blank.end() if blank else at

