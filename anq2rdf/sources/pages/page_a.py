"""Layout A: legislatures VII to XII and one rendering of the XIII. Every value has its own tag: <NUM>, <AUT>, <DPQ> …

Nothing in these pages is well formed; a text may begin with <html> or hold a <BODY>, an end tag may be missing. A value
ends at its own end tag, else where the next of the layout's tags begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from anq2rdf.normalise.text import label
from anq2rdf.sources.pages import markup
from anq2rdf.sources.pages.markup import E_ACUTE, GAP
from anq2rdf.sources.pages.page import PageReader
from anq2rdf.sources.pages.sheet import CUT_SHORT, Mark, Sheet

_FIELDS = (
    "LEG|NLEG|NUM|CIV|AUT|GROUPE|GRP|DEPT|REG|NAT|RET|DRET|CRET|MINI|MINA|DPQ|PGQ|DPR|PGREP|DERQ|PGERQ|DERR|PGERREP|"
    "DSIGN|DRAPS|DCA|RUBRIQUAGE|RUB|TANA|ANA|DC|TEXTES|QUEST|REP|COMPREP|CODRET|REPONSE"
)
_TEXTS = ("QUEST", "REP", "COMPREP")
_TAG = re.compile(rf"<(/?)({_FIELDS})(?:\s[^<>]*)?>", re.I)
_END_OF_TEXTS = re.compile(r"</(?:COMPREP|TEXTES|TABLE|BODY|HTML)\s*>", re.I)
_BETWEEN_TAGS = re.compile(r"<[^<>]*>")
_QUESTION_HEADING = re.compile(rf"Texte{GAP}de{GAP}la{GAP}QUESTION", re.I)
_ANSWER_HEADING = re.compile(rf"Texte{GAP}de{GAP}la{GAP}R{E_ACUTE}PONSE|D{E_ACUTE}BAT\s*:", re.I)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_LABEL_CHARACTERS = 400     # how far back the visible words before a value can begin


class Value(Struct, frozen=True):
    """A tag's content and the visible words before it."""

    source: str
    before: str


def sheet(page: str) -> Sheet:
    """The fields of a page of layout A."""
    values = dict(_values(page))
    told = {name: label(value.source) or "" for name, value in values.items() if name not in _TEXTS}
    read = Sheet(
        markup="html",
        legislatures=[told[name] for name in ("NLEG", "LEG") if told.get(name)],
        types=[told[name] for name in ("NAT",) if told.get(name)],
        numbers=[told[name] for name in ("NUM",) if told.get(name)],
        rubrique=told.get("RUB"), head_analysis=told.get("TANA"), analyses=told.get("ANA"),
        author=f"{told.get('CIV', '')} {told['AUT']}".strip() if told.get("AUT") else None, family_first=True,
        group=told.get("GROUPE"), group_short=told.get("GRP"), place=told.get("DEPT"),
        interrogated=told.get("MINI"), attributed=told.get("MINA"),
        published=_mark(told, "DPQ", "PGQ"), answered=_mark(told, "DPR", "PGREP"),
        question_errata=_mark(told, "DERQ", "PGERQ"), answer_errata=_mark(told, "DERR", "PGERREP"),
        changes=_days(told.get("DCA", "")), signalements=_days(told.get("DSIGN", "")),
        withdrawn=bool(told.get("RET")), withdrawals=_withdrawal(told), closure_code=told.get("CODRET"),
    )
    _read_reminders(read, values.get("DRAPS"))
    _read_texts(read, values, page)
    return read


def _values(page: str) -> Iterator[tuple[str, Value]]:
    """Each tag's first value; tags that stand inside a text are that text's."""
    seen: set[str] = set()
    at = previous = 0
    while opening := _TAG.search(page, at):
        name, at = opening[2].upper(), opening.end()
        if opening[1] or name in seen or name in ("RUBRIQUAGE", "TEXTES"):
            previous = opening.end()
            continue
        seen.add(name)
        before = page[max(previous, opening.start() - _LABEL_CHARACTERS):opening.start()]
        source, at = _content(page, name, opening.end())
        yield name, Value(source, before)
        previous = at


def _content(page: str, name: str, start: int) -> tuple[str, int]:
    """A value's source, and where to go on: at its end tag, else at the next of the layout's tags."""
    for tag in _TAG.finditer(page, start):
        if tag[2].upper() == name and tag[1]:
            return page[start:tag.start()], tag.end()
        if tag[2].upper() != name:
            return _without_next_cell(page[start:tag.start()], name), tag.start()
    return _without_next_cell(page[start:], name), len(page)


def _without_next_cell(source: str, name: str) -> str:
    """A value without its end tag runs into the visible words of the next one, which are not its own."""
    if name not in _TEXTS:
        return next((piece for piece in _BETWEEN_TAGS.split(source) if piece.strip()), "")
    heading = _ANSWER_HEADING.search(source)
    return markup.trimmed(source[:heading.start()], "b|u|t[adrh]\\w*") if heading else source


def _mark(told: dict[str, str], day: str, page: str) -> list[Mark]:
    mark = Mark(date=told.get(day, ""), page=told.get(page, ""))
    return [mark] if mark.date or mark.page else []


def _days(raw: str) -> list[Mark]:
    """One mark a day, whatever words stand around; digits that are no day make it unreadable, which is reported."""
    days = _DAY.findall(raw)
    if days and not any(sign.isdigit() for sign in _DAY.sub("", raw)):
        return [Mark(date=day) for day in days]
    return [Mark(date=raw)] if raw else []


def _withdrawal(told: dict[str, str]) -> list[Mark]:
    mark = Mark(date=told.get("DRET", ""), reason=told.get("CRET", ""))
    return [mark] if mark.date or mark.reason else []


def _read_reminders(sheet: Sheet, value: Value | None) -> None:
    """<DRAPS> is a recall in the Journal officiel, unless the page's visible words call it a renewal."""
    if value is None:
        return
    marks = _days(label(value.source) or "")
    if "renouvel" in f"{value.before} {value.source}".lower():
        sheet.renewals = marks
    else:
        sheet.reminders = marks


def _read_texts(sheet: Sheet, values: dict[str, Value], page: str) -> None:
    """A text's heading without its tag is an empty text: the page has the section, and nothing in it."""
    found = {name: values[name].source if name in values else None for name in _TEXTS}
    for name, heading in (("QUEST", _QUESTION_HEADING), ("REP", _ANSWER_HEADING)):
        if found[name] is None and heading.search(page):
            found[name] = ""
    sheet.question, sheet.answer, sheet.complement = (found[name] for name in _TEXTS)
    if not _END_OF_TEXTS.search(page):
        sheet.problems.append(("E241", CUT_SHORT))


READER = PageReader(form="page-a", marks=("<num>", "<quest>", "<nleg>"), sheet=sheet)
