"""The French words pages put before their values, and the reading of lines that carry them.

Driven by the words alone, never by the position: the same words stand in all layouts and in a page's text. Wordings are
those of the Assemblée's pages; where a layout has its own ("Ministère répondant"), it is a field of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from anq2rdf.sources.pages.markup import Line
from anq2rdf.sources.pages.sheet import Mark, Sheet

_JO = r"\s+au\s+(?:J\.?\s?O\.?|Journal\s+officiel)"
_ON = r"\s+(?:le|du)"
# Field of the sheet, wording. A dated line may follow another on the same line.
_DATED = (
    ("published", rf"question\s+publi[ée]e(?:{_JO})?{_ON}"),
    ("published", rf"publication\s+de\s+la\s+question{_JO}{_ON}"),
    ("answered", rf"r[ée]ponse\s+publi[ée]e(?:{_JO})?{_ON}"),
    ("answered", rf"publication\s+de\s+la\s+r[ée]ponse{_JO}{_ON}"),
    ("changes", rf"(?:dates?\s+d[eu]\s+)?changements?\s+d['’]\s?attribution(?:{_ON})?"),
    ("signalements", rf"dates?\s+d[eu]\s+signalements?|question\s+signal[ée]e(?:{_JO})?{_ON}|signalement{_ON}"),
    ("renewals", rf"dates?\s+d[eu]\s+renouvellements?|question\s+renouvel[ée]e(?:{_JO})?{_ON}|renouvellement{_ON}"),
    ("reminders", rf"dates?\s+d[eu]\s+rappels?|question\s+rappel[ée]e(?:{_JO})?{_ON}|rappel{_ON}"),
    ("question_errata", rf"erratum\s+de\s+la\s+question(?:\s+publi[ée]e?)?(?:{_JO})?(?:{_ON})?"),
    ("answer_errata", rf"erratum\s+de\s+la\s+r[ée]ponse(?:\s+publi[ée]e?)?(?:{_JO})?(?:{_ON})?"),
    ("withdrawals", r"question\s+retir[ée]e(?:\s+le)?"),
)
_DATED_WORDS = ("publi", "changement", "signal", "renouvel", "rappel", "erratum", "retir")
# Field, wording; stands at the beginning of a line before ":", or anywhere before ">".
_NAMED = (
    ("interrogated", r"minist[èe]re\s+interrog[ée]"),
    ("attributed", r"minist[èe]re\s+attributaire"),
    ("answering", r"minist[èe]re\s+r[ée]pondant"),
    ("rubrique", r"rubrique"),
    ("head_analysis", r"t[êe]te\s+d['’]analyse"),
    ("analyses", r"analyses?"),
    ("title", r"titre"),
    ("author", r"auteure?"),
    ("asker", r"question\s+de"),
    ("place", r"circonscription"),
    ("types", r"type\s+de\s+question"),
    ("numbers", r"num[ée]ro\s+de\s+la\s+question"),
    ("sitting", r"date\s+de\s+la\s+s[ée]ance"),
    ("heading", r"dates?(?:\(s\))?(?:\s+cl[ée]s?(?:\(e\))?s?)?"),
)
_DATED_LABEL = re.compile("|".join(f"(?P<f{i}>{words})" for i, (_, words) in enumerate(_DATED)), re.I)
_NAMED_WORDS = "|".join(f"(?P<f{i}>{words})" for i, (_, words) in enumerate(_NAMED))
_NAMED_LABEL = re.compile(rf"(?:^(?:{_NAMED_WORDS})\s*[:>|])", re.I)
_ANGLED_LABEL = re.compile(rf"(?<![\w'’])(?:{_NAMED_WORDS})\s*>", re.I)
_DATE_CHARACTERS = 500    # what follows a date's label is short; longer is no date line
_DATES = frozenset(field for field, _ in _DATED)
_DIGIT = re.compile(r"\d")
_MEMBER = re.compile(r"/(?:OMC_)?(PA\d+)\b")
_PAGE = re.compile(r"[\s,;(\-–]*\b(?:pages?|p\.)\s*:?\s*([^\s,;()]*)", re.I)
_REASON = re.compile(r"\(\s*(.*?)\s*\)?\s*$", re.S)


class Labelled(Sheet, kw_only=True):
    """A sheet with what some layouts label otherwise, still to be placed by the layout."""

    asker: str | None = None      # "Question de :", as "Auteur :"
    sitting: str | None = None    # "Date de la séance :"


def read_lines(lines: Iterable[Line], sheet: Labelled) -> list[Line]:
    """Fill the sheet from lines that begin with a known label; gives back the lines that do not.

    A label that ends its line takes the next line as its value. The first statement of a field wins.
    """
    left: list[Line] = []
    pending: str | None = None
    for line in (line for line in lines if line.text):
        parts = _cut(line.text)
        if pending and not parts[0][0] and (pending not in _DATES or _DIGIT.search(parts[0][1])):
            _fill(sheet, pending, Line(parts[0][1], line.links))
            parts = parts[1:]
        elif not parts[0][0]:
            left.append(Line(parts[0][1], line.links))
            parts = parts[1:]
        for field, value in parts:
            _fill(sheet, field, Line(value, line.links))
        pending = parts[-1][0] if parts and not parts[-1][1] and parts[-1][0] != "heading" else None
    return [line for line in left if line.text]


def _cut(text: str) -> list[tuple[str, str]]:
    """The labels of a line with their values, in order; the first label is "" for words before any."""
    found = sorted(_labels(text))
    if not found:
        return [("", text)]
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    parts = [(field, text[at:end].strip(" \t:>|")) for (_, at, field), end in zip(found, ends, strict=True)]
    before = text[:found[0][0]].strip()
    return [("", before), *parts] if before else parts


def _labels(text: str) -> Iterable[tuple[int, int, str]]:
    first = _NAMED_LABEL.match(text)
    if first:
        yield first.start(), first.end(), _NAMED[_which(first)][0]
    if ">" in text:
        for match in _ANGLED_LABEL.finditer(text, first.end() if first else 0):
            yield match.start(), match.end(), _NAMED[_which(match)][0]
    small = text.lower()
    if any(word in small for word in _DATED_WORDS):     # cheaper than the eleven wordings on every line
        for match in _DATED_LABEL.finditer(text):
            yield match.start(), match.end(), _DATED[_which(match)][0]


def _which(match: re.Match[str]) -> int:
    return int((match.lastgroup or "f0")[1:])


def _fill(sheet: Labelled, field: str, line: Line) -> None:
    if field == "heading":
        field = "sitting"     # "Date : La question a été posée … parue au Journal officiel le …"
    current = getattr(sheet, field)
    if field == "withdrawals":
        sheet.withdrawn = True
    if field in {"author", "asker"}:
        sheet.author_id = sheet.author_id or member(line.links)
    if not isinstance(current, list):
        if not current:
            setattr(sheet, field, line.text)
    elif field in {"types", "numbers"}:
        current.append(line.text)
    else:
        current.extend(marks(line))


def member(links: Iterable[str]) -> str | None:
    """The identifier of the deputy whose page a link leads to: /deputes/PA722252, /deputes/fiche/OMC_PA334."""
    return next((match[1] for link in links if (match := _MEMBER.search(link))), None)


def marks(line: Line) -> list[Mark]:
    """What follows a date's label: the date as recorded, its page, and the reason in brackets behind it."""
    text = line.text[:_DATE_CHARACTERS]
    page = _PAGE.search(text)
    reason = _REASON.search(text[page.end():] if page else text)
    date = text[:page.start()] if page else text[:reason.start()] if reason else text
    mark = Mark(
        date=date.strip(" .,;:-–"),
        page=page[1].strip(".") if page else "",
        reason=reason[1] if reason else "",
        links=line.links,
    )
    return [mark] if mark.date or mark.page or mark.reason else []
