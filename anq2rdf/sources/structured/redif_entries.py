"""Which question goes with which answer in the JO archive, streamed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from anq2rdf.sources.base import Document
from anq2rdf.sources.structured.wire import Wire
from anq2rdf.sources.structured.xml_records import canonical, events, forget, is_nil, local, markup

_TEXTS = frozenset({"textequestion", "textereponse"})


class Piece(Struct, frozen=True):
    """A question or an answer as it stands: its fields by lower-case name, its canonical bytes."""

    fields: Wire
    canonical: bytes


class Entry(Struct, frozen=True):
    """One question, the answers printed under it, and the part of the issue it stands in ("QE", "REP")."""

    question: Piece
    answers: tuple[Piece, ...]
    part: str
    pointer: str

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical question followed by its answers."""
        return hashlib.sha256(b"".join(p.canonical for p in (self.question, *self.answers))).hexdigest()


class Entries:
    """Every entry of a document, in order. Raises `Refused` where the document ends before its time."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part = ""
        self._count = 0
        self._questions: list[Piece] = []
        self._answers: list[Piece] = []

    def __iter__(self) -> Iterator[Entry]:
        for event, element in events(self._document, ("start", "end")):
            name = local(element).lower()
            if event == "start":
                if name == "section":
                    self._part, self._count = _attribute(element, "part").upper(), 0
            elif name in ("question", "reponse"):
                yield from self._take(name, element)
            elif name == "section" or _in_section(element):
                yield from self._flush()
                self._part = "" if name == "section" else self._part
                forget(element)

    def _take(self, name: str, element: Any) -> Iterator[Entry]:
        if any(local(node).lower() in ("question", "reponse") for node in element.iterancestors()):
            return     # part of the element it stands in, read with it
        piece = Piece(_fields(element), canonical(element))
        (self._questions if name == "question" else self._answers).append(piece)
        if _in_section(element):
            if name == "reponse" or self._part != "REP":
                yield from self._flush()
            forget(element)

    def _flush(self) -> Iterator[Entry]:
        questions, answers = self._questions, tuple(self._answers)
        self._questions, self._answers = [], []
        if answers and not questions:     # an answer to nothing is said, not lost: it has no question's number
            questions = [Piece({}, b"")]
        for question in questions:
            self._count += 1
            nested = question.fields.get("reponse")
            own = tuple(Piece(fields, b"") for fields in _listed(nested))
            yield Entry(question, own or answers, self._part, f"Section {self._part}, question {self._count}")


def _listed(nested: object) -> list[Wire]:
    values = nested if isinstance(nested, list) else [nested]
    return [value for value in values if isinstance(value, dict)]


def _in_section(element: Any) -> bool:
    parent = element.getparent()     # the root does for a section where there is none
    return parent is not None and (local(parent).lower() == "section" or parent.getparent() is None)


def _attribute(element: Any, name: str) -> str:
    return next((str(value).strip() for key, value in element.attrib.items() if key.lower() == name), "")


def _fields(element: Any) -> Wire:
    found: Wire = {}
    for child in element:
        key = local(child).lower()
        value = None if is_nil(child) else _fields(child) if len(child) and key not in _TEXTS else markup(child)
        if key in found:
            found[key] = [*(found[key] if isinstance(found[key], list) else [found[key]]), value]
        elif key:
            found[key] = value
    return found
