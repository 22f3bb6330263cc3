"""Who asks what, when: the unlabelled lines above a question, the same words in every layout and in a page's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anq2rdf.normalise.departments import is_region
from anq2rdf.normalise.groups import split_group_place
from anq2rdf.normalise.identifiers import parse_type
from anq2rdf.sources.pages.labels import Labelled, member
from anq2rdf.sources.pages.markup import Line
from anq2rdf.sources.pages.sheet import Mark

LEGISLATURE = re.compile(r"\b(?:\d{1,2}|[IVX]{1,5})\s?(?:i?[èe]me|[èe]re|re|e)?\s+l[ée]gislature\b", re.I)
_KIND = r"question\s+(?:[ée]crite|au\s+gouvernement|orale\s+sans\s+d[ée]bat)"
# "Question N° : 80900", "Question écrite n°200 : Agriculture biologique"; thousands may be parted.
_DIGITS = r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+"
NUMBER = re.compile(rf"\b(?:{_KIND}|question)\s+n\s?[°ºo]\s*:?\s*({_DIGITS})(?:\s*:\s+(.+))?", re.I)
_TYPE = re.compile(rf"(?<![\w'’])(?:{_KIND})\b|^(?:QE|QG|QOSD)$|(?<=\))\s*(?:QE|QG|QOSD)$", re.I)
_CIVIL_NAME = r"((?:MM?\.?|Mme|Mlle)\s[^()]+?)"
_ASKER = re.compile(rf"(?:^|\d\s+)de\s+{_CIVIL_NAME}\s*\((.*)\)[^()]*$|^de\s+{_CIVIL_NAME}$")
_BRACKETS = re.compile(r"^([^()]+?)\s*\((.*)\)\s*$")
_DASH = re.compile(r"\s[-–]\s")
_IN_THE_JOURNAL = re.compile(r"\b(?:journal\s+officiel|J\.?O\.?)\b.*?\b(?:le|du)\s+(.+)$", re.I)
_HEADING_CHARACTERS = 2000


def read_heading(lines: Iterable[Line], sheet: Labelled) -> list[Line]:
    """Fill legislature, type, number, title and author from unlabelled lines; gives back those that say none of it."""
    return [line for line in lines if not _read(line, sheet)]


def _read(line: Line, sheet: Labelled) -> bool:
    text = line.text[:_HEADING_CHARACTERS]
    legislature, number, kind = LEGISLATURE.search(text), NUMBER.search(text), _TYPE.search(text)
    if legislature:
        sheet.legislatures.append(legislature[0])
    if number:
        sheet.numbers.append(re.sub(r"\D", "", number[1]))
        sheet.title = sheet.title or number[2]
    if kind:
        sheet.types.append(kind[0].strip())
    asker = None if sheet.author else _ASKER.search(text)
    if asker:
        sheet.author = asker[1] or asker[3]
        sheet.author_id = member(line.links)
        if asker[2]:
            set_brackets(sheet, asker[2], place_first=False)
    return bool(legislature or number or kind or asker)


def set_author(sheet: Labelled) -> None:
    """Take the author from "Auteur :", else "Question de :"; brackets hold place and group, in this order."""
    told = sheet.author or sheet.asker
    if not told:
        return
    brackets = _BRACKETS.match(told)
    sheet.author = brackets[1] if brackets else told
    if brackets:
        set_brackets(sheet, brackets[2], place_first=True)


def set_brackets(sheet: Labelled, text: str, *, place_first: bool) -> None:
    """Group and place from the words behind a name or behind "Circonscription :".

    What is known to be a place decides; where nothing is, the order of the layout does if there is but one way to cut.
    """
    group, place = split_group_place(text)
    if group is None and place is None:
        cuts = [(text[:dash.start()].strip(), text[dash.end():].strip()) for dash in _DASH.finditer(text)]
        if len(cuts) != 1:
            sheet.problems.append(("E241", text))
            return
        place, group = cuts[0] if place_first else cuts[0][::-1]
    sheet.group = sheet.group or group
    if place and not is_region(place):
        sheet.place = sheet.place or place


def read_sitting(sheet: Labelled) -> None:
    """ "Date : La question a été posée au Gouvernement en séance, parue dans le journal officiel le 17 janvier 2024".

    A sitting's own day is not that of its Journal officiel, which appears later: it is reported, no date is made of it.
    """
    told = sheet.sitting
    if not told:
        return
    published = _IN_THE_JOURNAL.search(told)
    if not published:
        sheet.problems.append(("E274", told[:80]))
        return
    mark = Mark(date=published[1].strip(" ."))
    sheet.answered.append(mark)
    if any(parse_type(kind) == "QG" for kind in sheet.types):
        sheet.published.append(mark)
