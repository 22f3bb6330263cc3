"""Layout B: the table rendering of the XIII legislature, cells of class tdstyleh1, tdstyleh3 and so on.

    <td class="tdstyleh1">13ème législature</td> … <td class="tdstyleh3">Question N° : <b>1234</b></td>
    <td class="tdstyleh3">de <b>M. Nom</b> ( Groupe - Département )</td> … <b>Question écrite</b>
    Ministère interrogé > <span class="contenu">…</span> …
    Question publiée au JO le : <b>16/10/2007</b> page : <b>6325</b><br />
    <h2> Texte de la question</h2> <div class="contenutexte">…</div>

Read by the visible words, since the cells vary. What is known of it are the public parsers of these pages, those of
regardscitoyens/nosdeputes.fr above all.
"""

from __future__ import annotations

import re

from anq2rdf.normalise.text import label
from anq2rdf.sources.pages import markup
from anq2rdf.sources.pages.heading import read_heading
from anq2rdf.sources.pages.labels import Labelled, read_lines
from anq2rdf.sources.pages.markup import E_ACUTE, GAP
from anq2rdf.sources.pages.page import PageReader
from anq2rdf.sources.pages.sheet import CUT_SHORT

_SECTION = re.compile(
    rf"<h[1-6]\b[^<>]*>\s*(?:<[^<>]*>\s*){{,9}}Texte{GAP}de{GAP}la{GAP}(question|r{E_ACUTE}ponse)", re.I,
)
_CELLS = re.compile(r"<td\b[^<>]*\btdstyleh[1-9]\b", re.I)


def sheet(page: str) -> Labelled:
    """The fields of a page of layout B."""
    read = Labelled(markup="html")
    sections = list(_SECTION.finditer(page))
    table = _CELLS.search(page)      # what stands before is the site's own
    head = page[table.start() if table else 0:sections[0].start() if sections else len(page)]
    read_heading(read_lines(markup.lines(head), read), read)
    if sections and markup.never_closed(page[sections[-1].end():], "div"):
        read.problems.append(("E241", CUT_SHORT))
    ends = [section.start() for section in sections[1:]] + [None]
    for section, end in zip(sections, ends, strict=False):      # without a section there is no end either
        text = _text(page[section.end():end], followed=end is not None)
        if section[1].lower() == "question":
            read.question = text if read.question is None else read.question
        else:
            read.answer = text if read.answer is None else read.answer
    return read


def _text(section: str, *, followed: bool) -> str | None:
    """What the section's <div class="contenutexte"> holds; None where there is no such thing.

    A stray </div> of the text would end it early: up to the next heading everything visible is the text's.
    """
    box = markup.first(section, "div", "contenutexte")
    if not box:
        return None
    text = markup.inside(section, box, "div")
    rest = section[box.end + len(text):]
    return markup.trimmed(section[box.end:], "div|t[adrh]\\w*|h[1-6]") if followed and label(rest) else text


READER = PageReader(form="page-b", marks=("tdstyleh", "contenutexte"), sheet=sheet)
