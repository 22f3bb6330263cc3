"""A page's text, as copied from a browser or saved as Markdown: the same words as the page, without its markup.

Texts stand under known headings (« Texte de la question », « Texte de la réponse », or on /dyn/ pages « Question de : »
and « Réponse publiée le »), everything else is read by its label. Unlabelled lines among the key data are reported,
never guessed at.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from anq2rdf.normalise.text import label
from anq2rdf.records import Reading
from anq2rdf.sources.base import Document
from anq2rdf.sources.intake import Intake, Rejected
from anq2rdf.sources.pages.heading import LEGISLATURE, NUMBER, read_heading, read_sitting, set_author, set_brackets
from anq2rdf.sources.pages.labels import Labelled, read_lines
from anq2rdf.sources.pages.markup import Line
from anq2rdf.sources.pages.page import characters, decoded
from anq2rdf.sources.pages.transcript import transcribe

FORM = "page-text"
MEDIA_TYPE = "text/plain"
_MARKDOWN = re.compile(r"^#{1,6}\s|\*\*[^*\n]+\*\*|\]\([^()\s]*\)", re.M)
_LONGEST_LINE = 10_000
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_BULLET = re.compile(r"^[-+•]\s+")
_DECORATION = " \t\xa0>#*|_"
_STRUCTURED = re.compile(r"[<{]|\[\s*[\[{\"]")      # XML, HTML, JSON
_QUESTION = re.compile(r"texte\s+de\s+la\s+question\b\s*:?", re.I)
_ANSWER = re.compile(r"texte\s+de\s+la\s+r[ée]ponse\b\s*:?", re.I)
_DEBATE = re.compile(r"D[EÉ]BAT\s*:")
_KEYS = re.compile(r"donn[ée]es\s+cl[ée]s\s*:?$", re.I)
_ASKER = re.compile(r"question\s+de\s*:", re.I)                    # opens the question on /dyn/ pages
_ANSWERED = re.compile(r"r[ée]ponse\s+publi[ée]e\s+le\b", re.I)    # and the answer
_SENATE = re.compile(r"\bpubli[ée]e\s+dans\s+le\s+JO\s+S[ée]nat\b", re.I)
# For the head of a file, whose encoding is not known yet: an accented letter is one or two characters.
_NUMBERED = re.compile(r"\bquestion\b[^\n]{0,40}?\bn[\s\xc2\xa0]{0,3}[°ºo][\s:\xc2\xa0]{0,6}\d", re.I)
_HEADED = re.compile(
    r"texte\s+de\s+la\s+(?:question|r.{1,2}ponse)\b|donn.{1,2}es\s+cl.{1,2}s|question\s+de\s*:|"
    r"publi.{1,2}e\s+dans\s+le\s+JO\s+S.{1,2}nat",
    re.I,
)
# Words of the site around a question, no part of it.
_SITE = re.compile(
    r"(?:imprimer|format pdf|partager|[êe]tre alert[ée](?:\(e\))? de la r[ée]ponse|assembl[ée]e nationale|accueil|"
    r"recherche(?:\.{3}|…)?|dates?(?:\(s\))?\s+cl[ée]s?(?:\(e\)s?)?|fiche question|haut de page|[*_-]{3,})?",
    re.I,
)


class Section(Struct, frozen=True):
    """Lines under one heading: "head" before any, "question", "answer", "keys"."""

    name: str
    lines: list[str]


class PageTextReader(Struct, frozen=True):
    """Reads the text of one page."""

    form: str = FORM
    media_type: str = MEDIA_TYPE

    def recognises(self, head: bytes) -> bool:
        """Whether bytes that begin so are text with a question's number and one of the headings of its page."""
        start = characters(head).lstrip("ï»¿ÿþ \t\r\n")
        if not start or _STRUCTURED.match(start):
            return False
        return bool(_NUMBERED.search(start) and _HEADED.search(start))

    def read(self, document: Document) -> Iterator[Reading]:
        """The page's one question."""
        data = document.read()
        intake = Intake(document)
        origin = document.origin(form=FORM, media_type=MEDIA_TYPE, digest=hashlib.sha256(data).hexdigest())
        try:
            yield transcribe(sheet(decoded(data, intake)), intake, origin)
        except Rejected as verdict:
            yield intake.reject(verdict)


def sheet(page: str) -> Labelled:
    """The fields of a page's text. Raises `Rejected` for a question of the Senate and for two questions in one text."""
    lines = unicodedata.normalize("NFC", page).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    read = Labelled(markup="markdown" if _MARKDOWN.search(page) else "plain")
    sections = list(_sections(lines))
    if sum(section.name == "question" for section in sections) > 1:
        raise Rejected("E240", "deux questions dans un texte")
    for section in sections:
        if section.name == "question":
            read.question = _text(section)
        elif section.name == "answer":
            read.answer = _text(section)
        else:
            _read_block([_line(raw) for raw in section.lines], read)
    _read_author(read)
    read_sitting(read)
    # A copy of the whole page holds the site's own words: "Questions 16e législature".
    alone = [text for text in read.legislatures if any(_bare(raw) == text for raw in lines)]
    read.legislatures = alone or read.legislatures
    return read


def _sections(lines: list[str]) -> Iterator[Section]:
    """The text cut at its headings. Only the last « Données clés » is one: a text may speak of key data itself."""
    keys = max((i for i, raw in enumerate(lines) if _KEYS.match(_bare(raw))), default=len(lines))
    name, dyn, answered = "head", False, False
    held: list[str] = []
    for i, raw in enumerate(lines):
        bare = _bare(raw)
        opened, rest = ("keys", "") if i == keys else ("", "") if i > keys else _heading(bare, answered)
        if i < keys and (_ASKER.match(bare) or (dyn and not answered and _ANSWERED.match(bare))):
            dyn, opened = True, "question" if _ASKER.match(bare) else "answer"
            yield Section("head", [raw])
        if opened:
            yield Section(name, held)
            name, held, answered = opened, [rest], answered or opened == "answer"
        else:
            held.append(raw)
    yield Section(name, held)


def _heading(bare: str, answered: bool) -> tuple[str, str]:
    """The section a line opens, and the words behind the heading on the same line."""
    for name, words in (("question", _QUESTION), ("answer", _ANSWER), ("answer", _DEBATE)):
        match = None if answered and name == "answer" else words.match(bare)
        if match and (match.end() == len(bare) or ":" in match[0] or bare[match.end()] == "\t"):
            return name, bare[match.end():].strip(_DECORATION)
    return "", ""


def _text(section: Section) -> str:
    """A section's text without the words of the site behind it."""
    lines = list(section.lines)
    while lines and _SITE.fullmatch(_bare(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _bare(raw: str) -> str:
    """A line without the marks around it; a heading's own words."""
    return _BULLET.sub("", raw.strip(_DECORATION)).strip(_DECORATION)


def _line(raw: str) -> Line:
    links = tuple(match[2] for match in _LINK.finditer(raw))
    text = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", _bare(raw)).replace("*", ""))
    return Line((label(text) or "")[:_LONGEST_LINE], links)


def _read_block(block: list[Line], sheet: Labelled) -> None:
    """Read lines by their labels; what stands among them and is not understood is reported."""
    if senate := next((line.text for line in block if _SENATE.search(line.text)), None):
        raise Rejected("E258", senate[:80])
    block = [Line("") if _SITE.fullmatch(line.text) else line for line in block]
    _read_title(block, sheet)
    left = read_heading(read_lines(block, sheet), sheet)
    unread = {line.text for line in left}
    understood = [i for i, line in enumerate(block) if line.text and line.text not in unread]
    numbered = next((i for i, line in enumerate(block) if NUMBER.search(line.text)), 0)
    for line in block[numbered:max(understood, default=0)]:
        if line.text in unread:
            sheet.problems.append(("E241", line.text[:80]))


def _read_title(block: list[Line], sheet: Labelled) -> None:
    """The title is the one paragraph between the legislature and the number; two could be anything."""
    number = next((i for i, line in enumerate(block) if NUMBER.search(line.text)), 0)
    legislature = next((i for i in range(number - 1, -1, -1) if LEGISLATURE.search(block[i].text)), number)
    between = block[legislature + 1:number]
    paragraphs = " ".join(line.text or "\n" for line in between).split("\n")
    told = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    if len(told) == 1:
        sheet.title = told[0]
        del block[legislature + 1:number]
    elif told:
        sheet.problems.append(("E241", " | ".join(told)[:80]))


def _read_author(sheet: Labelled) -> None:
    """Name, group and place; pages of layout A, known by the bare code QE, write the family name first."""
    place, sheet.place = sheet.place, None
    if place:
        set_brackets(sheet, place, place_first=True)
    set_author(sheet)
    sheet.family_first = any(kind in ("QE", "QG", "QOSD") for kind in sheet.types)


READER = PageTextReader()
