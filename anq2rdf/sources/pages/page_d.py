"""Layout D: the /dyn/ pages since 2024, for every legislature: div._style-question[data-id], « Données clés ».

The words in brackets behind the author are region and group; the dates are French words; the page of the Journal
officiel stands in the links above the text only.
"""

from __future__ import annotations

import re

from anq2rdf.normalise.text import label
from anq2rdf.sources.pages import markup
from anq2rdf.sources.pages.heading import read_heading, read_sitting, set_author
from anq2rdf.sources.pages.labels import Labelled, read_lines
from anq2rdf.sources.pages.markup import E_ACUTE, GAP
from anq2rdf.sources.pages.page import PageReader
from anq2rdf.sources.pages.sheet import CUT_SHORT

_UID = re.compile(r"\bQANR[A-Z0-9]+\b")
_END = re.compile(r"<div\b[^<>]*\bclass=[\"'][^\"'<>]*\bbloc-actions\b|<footer\b|</main\s*>", re.I)
_KEY_DATA = re.compile(rf"Donn{E_ACUTE}es{GAP}cl{E_ACUTE}s", re.I)
_ANSWER = re.compile(r"R[ée]ponse(?:\s+orale)?\s+publi[ée]e\b.*|R[ée]ponse\s*:?", re.I)
_HEADING_CHARACTERS = 1000


def sheet(page: str) -> Labelled:
    """The fields of a page of layout D."""
    read = Labelled(markup="html")
    block, read.uid = _block(page, read)
    texts = markup.first(block, "div", "size-3")
    keys = _key_data(block, texts.end if texts else 0)
    left = read_lines(markup.lines(block[:texts.start if texts else keys]), read)
    read_lines(markup.lines(block[keys:]), read)
    read_heading(left, read)
    if texts:
        _read_texts(block[texts.end:keys], read)
    set_author(read)
    read_sitting(read)
    return read


def _block(page: str, sheet: Labelled) -> tuple[str, str | None]:
    """The question's block, and the identifier written on it."""
    start = markup.first(page, "div", "_style-question")
    if not start:
        return page, None
    end = _END.search(page, start.end)
    if not end:
        sheet.problems.append(("E241", CUT_SHORT))
    told = _UID.search(markup.attribute(start.source, "data-id") or "")
    return page[start.end:end.start() if end else len(page)], told[0] if told else None


def _key_data(block: str, start: int) -> int:
    """Where the key data begin: the last heading of that name, for a text may speak of key data too."""
    found = [match.start() for match in _KEY_DATA.finditer(block, start)]
    return max(block.rfind("<div", 0, found[-1]), start) if found else len(block)


def _read_texts(column: str, sheet: Labelled) -> None:
    """Paragraphs of class _pa-small: the question, then behind a heading that says so the answer."""
    question = markup.first(column, "p", "_pa-small")
    if not question:
        return
    asker = markup.first(column[:question.start], "p", "_colored-primary")
    if asker:
        read_lines(markup.lines(markup.inside(column, asker, "p")), sheet)
    heading = markup.first(column, "p", "_bold", question.end)
    sheet.question = markup.trimmed(column[question.end:heading.start if heading else len(column)], "p|div")
    if heading:
        _read_answer(column, heading, sheet)


def _read_answer(column: str, heading: markup.Tag, sheet: Labelled) -> None:
    words = markup.inside(column, heading, "p")[:_HEADING_CHARACTERS]
    text = markup.first(column, "p", "_pa-small", heading.end)
    answer = markup.trimmed(column[text.end:], "p|div") if text else None
    if _ANSWER.fullmatch(label(words) or ""):
        read_lines(markup.lines(words), sheet)
        sheet.answer = answer
    elif label(answer):
        sheet.problems.append(("E241", label(words) or ""))


READER = PageReader(form="page-d", marks=("_style-question",), sheet=sheet)
