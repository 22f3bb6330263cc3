"""Layout C: legislatures XIV to early XVI, header.question_legislature, section.question_info, section.question_answer.

Ids stand twice, a subscription form may stand where the answer would be, and the answer's own markup is broken in
itself (`</p><p align="CENTER"> …`): texts are cut out where the template ends, not where a parser would end them.
"""

from __future__ import annotations

import re

from anq2rdf.sources.pages import markup
from anq2rdf.sources.pages.heading import read_heading
from anq2rdf.sources.pages.labels import Labelled, read_lines
from anq2rdf.sources.pages.page import PageReader
from anq2rdf.sources.pages.sheet import CUT_SHORT

_FORM = re.compile(r"<form\b[^<>]*(?:alertNotification|notifications/add)[^<>]*>", re.I)
_END_OF_FORM = re.compile(r"</form\s*>", re.I)
_END_OF_SECTION = re.compile(r"</section\s*>", re.I)
_HEADING = re.compile(r"<h3\b[^<>]*>.*?</h3\s*>", re.I | re.S)


def sheet(page: str) -> Labelled:
    """The fields of a page of layout C."""
    read = Labelled(markup="html")
    start = markup.first(page, "header", "question_legislature") or markup.first(page, "section", "question_header")
    texts = markup.first(page, "section", "question_answer")
    head = page[start.start if start else 0:texts.start if texts else len(page)]
    read_heading(read_lines(markup.lines(head), read), read)
    if texts:
        read.question = _question(page, texts)
        read.answer = _answer(page, texts)
        if not _END_OF_SECTION.search(page, texts.end):
            read.problems.append(("E241", CUT_SHORT))
    return read


def _question(page: str, texts: markup.Tag) -> str | None:
    box = markup.first(page, "div", "question", texts.end)
    if not box:
        return None
    answer = markup.first(page, "div", "answer", box.end)
    source = page[box.end:answer.start if answer else _end_of_section(page, box.end)]
    heading = _HEADING.search(source)
    source = _without_closing(source[heading.end() if heading else 0:], "div")
    paragraph = re.match(r"\s*<p>", source, re.I)      # the template's own, around the whole text
    return _without_closing(source[paragraph.end():], "p") if paragraph else source


def _answer(page: str, texts: markup.Tag) -> str | None:
    """The answer's source; "" where the page offers to tell when it comes."""
    box = markup.first(page, "div", "reponse_contenu", texts.end)
    if not box:
        return None
    source = page[box.end:_end_of_section(page, box.end)]
    for _ in range(2):      # of div.reponse_contenu and div.answer
        source = _without_closing(source, "div")
    form = _FORM.search(source)
    end = _END_OF_FORM.search(source, form.end()) if form else None
    return source[:form.start()] + (source[end.end():] if end else "") if form else source


def _end_of_section(page: str, start: int) -> int:
    end = _END_OF_SECTION.search(page, start)
    return end.start() if end else len(page)


def _without_closing(source: str, name: str) -> str:
    """The source without the end tag that stands last in it, if one does."""
    stripped = source.rstrip()
    tag = f"</{name}>"
    return stripped[:-len(tag)] if stripped.lower().endswith(tag) else source


_MARKS = ("question_legislature", "question_publish_date", "question_answer")
READER = PageReader(form="page-c", marks=_MARKS, sheet=sheet)
