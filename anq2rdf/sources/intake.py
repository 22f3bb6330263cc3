"""One record on its way in: raw values become values, and every problem met is kept with its place.

Shared by the structured forms (JSON, XML, legacy XML, JO archive): the rules for dates, labels, texts, identifiers and
places in the Journal officiel are the same wherever the value stood.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from anq2rdf.limits import Limits
from anq2rdf.normalise import identifiers, text
from anq2rdf.normalise.dates import parse_date
from anq2rdf.problems import Problem
from anq2rdf.records import JournalReference, Question, Reading, Series, Text
from anq2rdf.sources.base import Document

# Ministries, groups, rubriques and JO days come back thousands of times in one archive.
_date = lru_cache(maxsize=16_384)(parse_date)
_label = lru_cache(maxsize=16_384)(text.label)
_page = lru_cache(maxsize=16_384)(identifiers.parse_page)
_number = lru_cache(maxsize=1024)(identifiers.parse_number)
_series = lru_cache(maxsize=64)(identifiers.parse_series)
_CACHED_CHARACTERS = 256


@lru_cache(maxsize=16_384)
def _identifier(parse: Callable[[str], str | None], raw: str) -> str | None:
    return parse(raw)


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
        self._repairs: Counter[str] = Counter()

    def note(self, code: str, detail: str = "") -> None:
        """Keep one finding."""
        self.problems.append(Problem(code=code, place=self.document.place(self.pointer, self.uid), detail=detail))

    def repaired(self, counts: dict[str, int]) -> None:
        """Add repairs of characters or markup; each code becomes one problem with its count."""
        self._repairs.update(counts)

    def unknown(self, name: str) -> None:
        """Say once per document that an element or key of this name is left out (E223)."""
        if name not in self.met:
            self.met.add(name)
            self.note("E223", name[:200])

    def date(self, raw: str | None) -> dt.date | None:
        """A day, or None and a problem (E260, E271) where the source's words are not one."""
        if not raw:
            return None
        found = _date(raw)
        if found.__class__ is str:
            if not raw.isspace():
                self.note(str(found), raw)
            return None
        return found  # type: ignore[return-value]  # a date, as it is no code

    def label(self, raw: str | None) -> str | None:
        """A one-line field; E262 and None where it is longer than any field can be."""
        if raw is None:
            return None
        if len(raw) > self.limits.field_characters:
            self.note("E262", raw[:80])
            return None
        return _label(raw) if len(raw) <= _CACHED_CHARACTERS else text.label(raw)

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
        if series is None and date is None and page is None and issue is None:
            return None
        number, as_recorded = self._page(page)
        edition = self._series(series)
        day = self.date(date)
        rank = self.count(issue)
        if day is None and number is None and as_recorded is None and rank is None and edition is None:
            return None
        return JournalReference(series=edition, date=day, page=number, page_as_recorded=as_recorded, issue=rank)

    def count(self, raw: str | int | None) -> int | None:
        """A number such as numJO, or None and E275."""
        if raw is None or raw == "":
            return None
        found = _number(raw)
        if found is None and str(raw).strip():
            self.note("E275", str(raw))
        return found

    def identifier(
        self, parse: Callable[[str], str | None], raw: str | None, fault: str = "E125"
    ) -> str | None:
        """A PA, PM or PO identifier as `parse` reads it, or None and the fault's code."""
        if not raw:
            return None
        found = _identifier(parse, raw)
        if found is None and raw.strip():
            self.note(fault, raw)
        return found

    def accept(self, question: Question) -> Reading:
        """The reading of a record that was converted."""
        for code in sorted(self._repairs):
            self.note(code, str(self._repairs[code]))
        return Reading(question=question, problems=tuple(self.problems))

    def reject(self, fault: Rejected) -> Reading:
        """The reading of a record that was not."""
        place = self.document.place(fault.pointer or self.pointer, self.uid)
        return Reading(question=None, problems=(Problem(code=fault.code, place=place, detail=fault.detail),))

    def _page(self, raw: str | int | None) -> tuple[int | None, str | None]:
        if raw is None:
            return None, None
        page, as_recorded = _page(raw)
        if as_recorded is not None:
            self.note("E263", as_recorded)
        return page, as_recorded

    def _series(self, raw: str | None) -> Series | None:
        if raw is None:
            return None
        series = _series(raw)
        if series is None and raw.strip():
            self.note("E272", raw)
        return series
