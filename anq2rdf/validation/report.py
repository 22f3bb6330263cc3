"""A verdict that can be written down, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from anq2rdf.validation.machine import write_json, write_turtle
from anq2rdf.validation.page import write_page
from anq2rdf.validation.plain import write_text
from anq2rdf.validation.results import Result, Verdict


class Report(Verdict):
    """The verdict of one validation. `notes` say which shapes were judged otherwise than usual, and why."""

    def __init__(self, results: Iterable[Result], notes: Iterable[str] = ()) -> None:
        super().__init__(results)
        self.notes = tuple(notes)

    def as_text(self, language: str = "en") -> str:
        """For a terminal: each shape with its count, its message and the first focus nodes; one line to sum up."""
        return write_text(self, language)

    def as_json(self) -> str:
        """For programs: every result with its terms as in SPARQL 1.1 JSON results."""
        return write_json(self)

    def as_turtle(self) -> str:
        """For SHACL tools: a standard sh:ValidationReport."""
        return write_turtle(self)

    def as_html(self, language: str = "en", *, subject: str = "") -> str:
        """For readers: one page without script or link to elsewhere, light and dark, printable."""
        return write_page(self, language, subject)
