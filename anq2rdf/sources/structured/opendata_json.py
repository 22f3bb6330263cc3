"""The official open data in JSON: one question a file (XV to XVII), one file a legislature (XIV), JSON Lines, an array.

A file of one question goes through msgspec, a file of many through `JsonWindow`, which also reads what msgspec refuses.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError
from typing import Any

import msgspec

from anq2rdf.records import Origin, Reading
from anq2rdf.sources.base import HEAD_BYTES, Document
from anq2rdf.sources.intake import Intake
from anq2rdf.sources.structured.json_layout import begins_with_a_damaged_line, descend, expect_end, path_to_questions
from anq2rdf.sources.structured.json_values import (
    Found,
    Unreadable,
    duplicate_keys,
    encoding_of,
    head_text,
    repeated_keys,
    scan,
)
from anq2rdf.sources.structured.json_window import JsonWindow
from anq2rdf.sources.structured.opendata import reading, reading_of, rejection
from anq2rdf.sources.structured.opendata_schema import Question, Root
from anq2rdf.sources.structured.wire import Wire

_BOM = b"\xef\xbb\xbf"
_SINGLE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"question"\s*:\s*\{')
_STARTS = re.compile(r"\ufeff?\s*[\[{]")
_SPEAKS = re.compile(
    r'"(?:question"\s*:\s*[^\s"]|(?:questions[A-Z]\w*|identifiant|indexationAN|minAttribs|textesReponse)"\s*:)'
)
_decode = msgspec.json.Decoder(Root).decode
_USUAL_DEPTH = 16      # no question of the usual shape is nested deeper
_decode_any = msgspec.json.Decoder().decode
_UNUSUAL = (msgspec.MsgspecError, UnicodeError, OverflowError, RecursionError, AttributeError)
_sorted = msgspec.json.Encoder(order="sorted")


class OpenDataJson:
    """Reader of the official JSON in each of its layouts."""

    form = "opendata-json"
    media_type = "application/json"

    def recognises(self, head: bytes) -> bool:
        """Whether it begins as JSON and a key of the official schema stands in the head."""
        if _SINGLE.match(head):
            return True
        if head.startswith(b"<") and head[1:2] != b"\0":      # markup, in 8 bits: no need to decode it
            return False
        text = head_text(head)
        return _STARTS.match(text) is not None and _SPEAKS.search(text) is not None

    def read(self, document: Document) -> Iterator[Reading]:
        """Every question, in order; a cut or malformed document ends with one rejection (E232, E233)."""
        head = document.head()
        if len(head) < HEAD_BYTES and _SINGLE.match(head) and (found := self._single(document)) is not None:
            yield found
            return
        yield from _Walk(self, document, head).readings()

    def _single(self, document: Document) -> Reading | None:
        data = document.read()
        try:
            source = _decode(data.removeprefix(_BOM)).question
        except _UNUSUAL:
            return None     # an unusual shape: the slow way brings it to the schema, or tells what is wrong
        if not document.limits.json_repeated_keys and (twice := duplicate_keys(data)):
            return rejection(document, "E234", ", ".join(twice))
        digest = hashlib.sha256(data).hexdigest()
        origin = document.origin(form=self.form, media_type=self.media_type, digest=digest)
        return reading(Intake(document), source, origin)


def canonical(value: Any) -> bytes:
    """The value as canonical JSON (UTF-8, keys sorted, no blanks): what the digest of a record among many is of."""
    try:
        return _sorted.encode(value)
    except (msgspec.MsgspecError, OverflowError):      # integers beyond 64 bits
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


class _Walk:
    """One document on its way through the window."""

    def __init__(self, reader: OpenDataJson, document: Document, head: bytes) -> None:
        self._form = reader.form
        self._media_type = reader.media_type
        self._document = document
        self._head = head
        self._met: set[str] = set()
        limits = document.limits
        self._may_be_usual = limits.json_repeated_keys and limits.json_depth >= _USUAL_DEPTH

    def readings(self) -> Iterator[Reading]:
        with self._document.open() as stream:
            window = self._window(stream)
            try:
                yield from self._layout(window)
            except Unreadable as fault:
                yield rejection(self._document, fault.code, fault.detail, fault.pointer)

    def _window(self, stream: Any) -> JsonWindow:
        limits = self._document.limits
        return JsonWindow(
            stream, encoding_of(self._head), cap=limits.member_bytes, depth=limits.json_depth,
            keys_once=not limits.json_repeated_keys,
        )

    def _layout(self, window: JsonWindow) -> Iterator[Reading]:
        if window.peek() == "[":
            yield from self._items(window, "")
            expect_end(window)
        elif path := path_to_questions(self._window(io.BytesIO(self._head))):
            descend(window, path)
            yield from self._items(window, "/" + "/".join(path))
            yield from self._after(window, path)
            expect_end(window)
        elif begins_with_a_damaged_line(self._head):
            yield from self._lines(window)
        else:
            yield from self._values(window)

    def _items(self, window: JsonWindow, path: str) -> Iterator[Reading]:
        if window.peek() != "[":
            yield from self._questions(window.value(), path)
            return
        window.skip()
        if window.peek() == "]":
            window.skip()
            return
        index = 0
        while True:
            yield from self._next(window, f"{path}/{index}")
            index += 1
            mark = window.peek()
            if mark not in (",", "]"):
                raise window.malformed("a comma or ] belongs here")
            window.skip()
            if mark == "]":
                return

    def _next(self, window: JsonWindow, pointer: str) -> Iterator[Reading]:
        text = window.guess() if self._may_be_usual else None
        usual = None if text is None else self._usual(text, pointer)
        if text is None or usual is None:
            yield from self._questions(window.value(), pointer)
        else:
            window.take(text)
            yield usual

    def _usual(self, text: str, pointer: str) -> Reading | None:
        """The reading of a text that is one question of the usual shape; None where it may be something else."""
        try:
            wire = _decode_any(text)
            wire = wire.get("question", wire)
            source = msgspec.convert(wire, Question)
            data = _sorted.encode(wire)
        except _UNUSUAL:
            return None
        origin = self._origin(hashlib.sha256(data).hexdigest(), pointer)
        return reading(Intake(self._document, pointer, self._met), source, origin)

    def _origin(self, digest: str, pointer: str | None) -> Origin:
        return self._document.origin(form=self._form, media_type=self._media_type, digest=digest, pointer=pointer)

    def _after(self, window: JsonWindow, path: tuple[str, ...]) -> Iterator[Reading]:
        """The way back out: what else stands beside the questions is passed over, unless it is questions again."""
        for step in reversed(path):
            while window.peek() == ",":
                window.skip()
                key, found = window.key(), window.value()
                where = window.where(found.start)
                if key == step and not self._document.limits.json_repeated_keys:
                    yield rejection(self._document, "E234", key, where)
                elif key == "question" or (isinstance(found.value, dict) and "question" in found.value):
                    yield from self._questions(found, where)
            if window.peek() != "}":
                raise window.malformed("the object is not closed")
            window.skip()

    def _lines(self, window: JsonWindow) -> Iterator[Reading]:
        while (line := window.line()) is not None:
            text, number = line
            pointer = f"line {number}"
            if self._may_be_usual and (usual := self._usual(text, pointer)) is not None:
                yield usual
                continue
            try:
                value, end, repairs = scan(text, 0, self._document.limits.json_depth, damaged=window.damaged)
                if text[end:].strip():
                    raise JSONDecodeError("more than one value on the line", text, end)
            except JSONDecodeError as fault:
                place = f"{pointer}, column {fault.pos + 1}"
                yield rejection(self._document, "E233", fault.msg, place)
            except RecursionError:
                yield rejection(self._document, "E232", "", pointer)
            else:
                repeated = () if self._document.limits.json_repeated_keys else repeated_keys(text)
                yield from self._questions(Found(value, repairs, 0, repeated), pointer)

    def _values(self, window: JsonWindow) -> Iterator[Reading]:
        first = window.value()
        where, alone = window.where(first.start), window.on_its_line(first)
        if not window.peek():
            yield from self._only(first)
            return
        yield from self._questions(first, where)
        if alone:     # JSON Lines: a damaged line costs that line alone
            yield from self._lines(window)
            return
        while window.peek():
            found = window.value()
            yield from self._questions(found, window.where(found.start))

    def _only(self, found: Found) -> Iterator[Reading]:
        wire = found.value.get("question", found.value) if isinstance(found.value, dict) else found.value
        if isinstance(wire, list) and len(wire) == 1:
            wire = wire[0]
        if found.repeated or not isinstance(wire, dict):
            yield from self._questions(found, "")
            return
        within = "" if wire is found.value else "/question"
        yield self._reading(wire, self._digest(), None, found.repairs, within)

    def _questions(self, found: Found, pointer: str) -> Iterator[Reading]:
        if found.repeated:
            yield rejection(self._document, "E234", ", ".join(found.repeated), pointer)
            return
        inner = found.value.get("question", found.value) if isinstance(found.value, dict) else found.value
        for wire in inner if isinstance(inner, list) else (inner,):
            if isinstance(wire, dict):
                digest = hashlib.sha256(canonical(wire)).hexdigest()
                yield self._reading(wire, digest, pointer, found.repairs)
            else:
                yield rejection(self._document, "E231", f"{type(wire).__name__} instead of a question", pointer)

    def _reading(self, wire: Wire, digest: str, pointer: str | None, repairs: int, within: str = "") -> Reading:
        intake = Intake(self._document, pointer, self._met)
        if repairs:
            intake.repaired({"E230": repairs})
        return reading_of(intake, wire, self._origin(digest, pointer), within)

    def _digest(self) -> str:
        digest = hashlib.sha256()
        with self._document.open() as stream:
            while data := stream.read(1 << 20):
                digest.update(data)
        return digest.hexdigest()


READER = OpenDataJson()
