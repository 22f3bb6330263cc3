"""JSON values out of a stream, one at a time: whole files, arrays of any size, values one after another.

`ijson` is not used here: it replaces lone surrogates by "?" without a word, and its paths take memory that grows with
the square of the nesting (100,000 brackets exhaust a machine). The standard scanner on a sliding window tells line and
column, accepts NaN and lone surrogates (which are then counted), and stops at a depth. Objects in a row mostly end
alike: the window guesses where the next one ends, and msgspec, which reads twice as fast, tells whether that was right.
"""

from __future__ import annotations

import codecs
import re
from json.decoder import JSONDecodeError
from typing import BinaryIO

from anq2rdf.sources.structured.json_values import Found, Unreadable, past, repeated_keys, scan

_BLANK = re.compile(r"[ \t\r]*")
_OPENING = re.compile(r'\{[ \t\n\r]*"[^"\\]*"')      # of an object, with its first key
_FIRST_READ = 256 << 10
_MOST_MISSES = 8           # then these objects are not alike, and guessing would only cost time


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
        self._of_line = 0        # characters of the window's first line that were dropped
        self._ended = False
        self._end = 0            # where in the window the last value ended
        self._misses = 0         # guesses in a row that led to nothing

    def peek(self) -> str:
        """The next character that is not blank, "" at the end."""
        while True:
            self._at = past(self._text, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_FIRST_READ):
                return ""

    def skip(self) -> None:
        """Step over the character seen by `peek`."""
        self._at += 1

    def guess(self) -> str | None:
        """The text of the next object, if it ends as the one before it did; not taken yet, and not certain.

        Whoever finds that it is one whole JSON value may `take` it: a value that begins here can end nowhere else.
        """
        if self._misses > _MOST_MISSES or self.peek() != "{":
            return None
        between = self._text[self._end - 1 : self._at]
        self._drop()
        self._misses += 1
        opening = _OPENING.match(self._text, self._at)
        end = self._find(between + opening[0], opening.end()) if opening and self._end else -1
        return self._text[self._at : end + 1] if end >= 0 else None

    def _find(self, joint: str, start: int) -> int:
        end = self._text.find(joint, start)
        if end < 0 and len(self._text) - self._at < _FIRST_READ and self._more(_FIRST_READ):
            end = self._text.find(joint, start)
        return end

    def take(self, text: str) -> None:
        """Step over what was guessed."""
        self._at = self._end = self._at + len(text)
        self._misses = 0

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
        newline = self._text.rfind("\n", 0, at)
        column = at - newline + (self._of_line if newline < 0 else 0)
        return f"line {self._number(at)}, column {column}"

    def malformed(self, message: str, position: int | None = None) -> Unreadable:
        """The fault for JSON that is not well formed here."""
        return Unreadable("E233", message, self.where(position))

    def _number(self, at: int) -> int:
        if at < self._counted:
            return self._lines - self._text.count("\n", at, self._counted)
        if self._text.find("\n", self._counted, at) >= 0:      # most giant files are one line; looking is fast
            self._lines += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._lines

    def _scan(self) -> Found:
        start = self._at
        value, end, repairs = scan(self._text, start, self._depth, damaged=self.damaged)
        if end == len(self._text) and not self._ended and not isinstance(value, (dict, list, str)):
            raise JSONDecodeError("a number may go on", self._text, end)
        self._at = self._end = end
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
            newline = self._text.rfind("\n", 0, self._at)
            self._of_line = self._at - newline - 1 if newline >= 0 else self._of_line + self._at
            self._text = self._text[self._at:]
            self._counted -= self._at
            self._end -= self._at
            self._at = 0
