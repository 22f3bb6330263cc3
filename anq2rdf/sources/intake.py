"""One record on its way in: raw values become values, and every problem met is kept with its place.

Shared by the structured forms (JSON, XML, legacy XML, JO archive): the rules for dates, labels, texts, identifiers and
places in the Journal officiel are the same wherever the value stood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from anq2rdf.limits import Limits
from anq2rdf.normalise import text
from anq2rdf.problems import Problem
from anq2rdf.records import Author, Group, JournalReference, Ministry, Question, Reading, Text
from anq2rdf.sources import parts
from anq2rdf.sources.base import Document

T = TypeVar("T")
Cleaner = Callable[[str], tuple[Text | None, dict[str, int]]]


class Rejected(Exception):
    """This record cannot be converted: the problem's code, the value in question, where it stands."""

    def __init__(self, code: str, detail: str = "", pointer: str | None = None) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.pointer = pointer


class Intake:
    """The values and problems of one record.

    `met` is shared by the records of one document: names of unknown elements already reported there (E223 is said
    once per name and document).
    """

    __slots__ = ("_repairs", "document", "limits", "met", "pointer", "problems", "uid")

    def __init__(self, document: Document, pointer: str | None = None, met: set[str] | None = None) -> None:
        self.document = document
        self.limits: Limits = document.limits
        self.pointer = pointer
        self.uid: str | None = None
        self.met: set[str] = set() if met is None else met
        self.problems: list[Problem] = []
        self._repairs: dict[str, int] = {}

    def note(self, code: str, detail: str = "") -> None:
        """Keep one finding."""
        self.problems.append(Problem(code=code, place=self.document.place(self.pointer, self.uid), detail=detail))

    def repaired(self, counts: dict[str, int]) -> None:
        """Add repairs of characters or markup; each code becomes one problem with its count."""
        for code, count in counts.items():
            self._repairs[code] = self._repairs.get(code, 0) + count

    def unknown(self, name: str) -> None:
        """Say once per document that an element or key of this name is left out (E223)."""
        if name not in self.met:
            self.met.add(name)
            self.note("E223", name[:200])

    def date(self, raw: str | None) -> dt.date | None:
        """A day, or None and a problem (E260, E271) where the source's words are not one."""
        return self._said(*parts.days[raw]) if raw else None

    def label(self, raw: str | None) -> str | None:
        """A one-line field; E262 and None where it is longer than any field can be."""
        if raw is None:
            return None
        if len(raw) > self.limits.field_characters:
            self.note("E262", raw[:80])
            return None
        return parts.labels[raw]

    def text(self, raw: str | None, clean: Cleaner = text.text_from_html) -> Text | None:
        """A question's, answer's or erratum's text; repairs are counted. Raises `Rejected` (E266) beyond the cap."""
        if not raw:
            return None
        if len(raw) > self.limits.text_characters:
            raise Rejected("E266", f"{len(raw)} characters")
        found, counts = clean(raw)
        if counts:
            self.repaired(counts)
        return found

    def reference(
        self, series: str | None, date: str | None, page: str | int | None, issue: str | int | None
    ) -> JournalReference | None:
        """A place in the Journal officiel from its four raw parts, or None where none of them says anything."""
        found, notes = parts.references[series, date, page, issue]
        return self._said(found, notes) if notes else found

    def count(self, raw: str | int | None) -> int | None:
        """A number such as numJO, or None and E275."""
        return None if raw is None or raw == "" else self._said(*parts.counts[raw])

    def identifier(
        self, parse: Callable[[str], str | None], raw: str | None, fault: str = "E125"
    ) -> str | None:
        """A PA, PM or PO identifier as `parse` reads it, or None and the fault's code."""
        return self._said(*parts.identity_of(parse, raw, fault))

    def ministry(self, identity: str | None, short: str | None, label: str | None) -> Ministry | None:
        """A ministry of the official schema, None where nothing is said of it."""
        return self._said(*parts.ministries[identity, short, label, self.limits.field_characters])

    def group(self, identity: str | None, short: str | None, label: str | None) -> Group:
        """A group of the official schema."""
        return self._said(*parts.groups[identity, short, label, self.limits.field_characters])

    def author(self, actor: str | None, mandate: str | None) -> Author:
        """An author of the official schema."""
        return self._said(*parts.authors[actor, mandate])

    def accept(self, question: Question) -> Reading:
        """The reading of a record that was converted."""
        if self._repairs:
            for code, count in sorted(self._repairs.items()):
                self.note(code, str(count))
        return Reading(question=question, problems=tuple(self.problems))

    def reject(self, fault: Rejected) -> Reading:
        """The reading of a record that was not."""
        place = self.document.place(fault.pointer or self.pointer, self.uid)
        return Reading(question=None, problems=(Problem(code=fault.code, place=place, detail=fault.detail),))

    def _said(self, found: T, notes: parts.Notes) -> T:
        """What was found, once what there is to say of it is noted."""
        for code, detail in notes:
            self.note(code, detail)
        return found
