"""Markdown, as pages are saved in it, read into the HTML it stands for.

Read are emphasis, links, escapes, line breaks, paragraphs, list items and tables by CommonMark's rules; HTML and
references in it pass as they are. Other marks (headings, quotes, code) do not occur within a text and stay characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_AUTOLINK = re.compile(r"<(https?://[^\s<>\"]+)>", re.IGNORECASE)
_LINK = re.compile(
    r"!?\[((?:[^\[\]\\<]|\\.|<[^<>]*+>)*+)\]\(\s*<?((?:[^\s()<>\\]|\([^\s()<>]*+\)|&#\d+;)*+)>?(?:\s+(?:\"[^\"]*+\"|'[^']*+'))?\s*\)"
)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")
_ITEM = re.compile(r" {0,3}([-*+])(?: +|$)")
_ROW = re.compile(r" {0,3}\|(.*)\|\s*")
_RULER = re.compile(r" {0,3}\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?\s*")
_MARKS = re.compile(r"(</?[A-Za-z][^<>]*+>)|(\*+|_+)")
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def html_of(markdown: str) -> str:
    """The HTML of a text in Markdown; every step is linear in its length."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_block(block) for block in _PARAGRAPHS.split(text) if block.strip())


def inline_html(markdown: str) -> str:
    """The HTML of one run of inline Markdown."""
    escaped = _ESCAPE.sub(lambda found: f"&#{ord(found[1])};", _HARD_BREAK.sub("<br>", markdown))
    linked = _LINK.sub(_link, _AUTOLINK.sub(r'<a href="\1">\1</a>', escaped))
    return _emphasis(linked)


def _block(block: str) -> str:
    """A paragraph, a list, a paragraph with a list behind it, or a table."""
    lines = block.strip("\n").split("\n")
    if len(lines) > 1 and _RULER.fullmatch(lines[1]) and _ROW.fullmatch(lines[0]):
        return _table(lines)
    return "".join(_listed(lines))


def _table(lines: list[str]) -> str:
    rows = ("".join(f"<td>{inline_html(cell.strip())}</td>" for cell in _cells(line)) for line in lines[:1] + lines[2:])
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _cells(line: str) -> list[str]:
    """The cells of a row; an escaped bar is a character of its cell."""
    found = _ROW.fullmatch(line)
    return re.split(r"(?<!\\)\|", found[1] if found else line)


def _listed(lines: list[str]) -> Iterator[str]:
    """A paragraph's lines: those before the first item, then the items, each with the lines that continue it."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if _ITEM.match(line):
            runs.append([])
        runs[-1].append(line)
    if runs[0]:
        yield f"<p>{inline_html(_flow(runs[0]))}</p>"
    if runs[1:]:
        items = (_ITEM.sub("", _flow(run), count=1) for run in runs[1:])
        yield "<ul>" + "".join(f"<li>{inline_html(item)}</li>" for item in items) + "</ul>"


def _flow(lines: list[str]) -> str:
    """Lines of one paragraph; blanks that begin a line say nothing, two that end it break it."""
    return "\n".join([lines[0], *(line.lstrip(" \t") for line in lines[1:])]).rstrip()


def _link(found: re.Match[str]) -> str:
    """A link as HTML, an image as the words that stand for it."""
    text, address = found.groups()
    return text if found[0][0] == "!" else f'<a href="{address}">{text}</a>'


class _Run:
    """A run of emphasis marks: where it stands among the pieces, how many marks are left, which way it may face."""

    __slots__ = ("at", "closes", "left", "length", "opens", "sign")

    def __init__(self, at: int, marks: str, before: str, after: str) -> None:
        self.at, self.sign, self.left, self.length = at, marks[0], len(marks), len(marks)
        left, right = _kind(before), _kind(after)
        leads = right == "word" or (right == "sign" and left != "word")
        trails = left == "word" or (left == "sign" and right != "word")
        free = self.sign == "*"  # "_" is no mark inside a word
        self.opens = leads and (free or not trails or left == "sign")
        self.closes = trails and (free or not leads or right == "sign")


def _emphasis(text: str) -> str:
    """The text with pairs of emphasis marks as tags; a mark without its pair is a character."""
    pieces = [piece for piece in _MARKS.split(text) if piece is not None]
    runs = list(_runs(pieces))
    tags: dict[int, tuple[list[str], list[str]]] = {run.at: ([], []) for run in runs}
    _pair(runs, tags)
    for run in runs:
        ends, begins = tags[run.at]
        pieces[run.at] = "".join(ends) + run.sign * run.left + "".join(reversed(begins))
    return "".join(pieces)


def _runs(pieces: list[str]) -> Iterator[_Run]:
    before = " "
    for at, piece in enumerate(pieces):
        if piece and piece[0] in "*_" and piece == piece[0] * len(piece):
            after = "".join(pieces[at + 1 : at + 3])[:1]
            yield _Run(at, piece, before, after or " ")
        before = piece[-1] if piece else before


def _pair(runs: list[_Run], tags: dict[int, tuple[list[str], list[str]]]) -> None:
    """Give each closing run the nearest run that it may close; what stands between them unpaired stays characters."""
    waiting: list[_Run] = []
    hopeless: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.sign, run.opens, run.length % 3)
        while run.closes and run.left:
            at = _opener(waiting, run, hopeless.get(key, 0))
            if at is None:
                hopeless[key] = len(waiting)
                break
            del waiting[at + 1 :]
            _mark(waiting[at], run, tags)
            if not waiting[at].left:
                waiting.pop()
            if hopeless:
                hopeless = {known: min(bottom, len(waiting)) for known, bottom in hopeless.items()}
        if run.opens and run.left:
            waiting.append(run)


def _opener(waiting: list[_Run], run: _Run, bottom: int) -> int | None:
    for at in range(len(waiting) - 1, bottom - 1, -1):
        opener = waiting[at]
        mixed = (opener.closes or run.opens) and (opener.length + run.length) % 3 == 0
        thirds = opener.length % 3 == 0 and run.length % 3 == 0
        if opener.sign == run.sign and (not mixed or thirds):
            return at
    return None


def _mark(opener: _Run, closer: _Run, tags: dict[int, tuple[list[str], list[str]]]) -> None:
    """Two marks of each are strong emphasis, one is emphasis."""
    width = 2 if opener.left >= 2 and closer.left >= 2 else 1
    name = "strong" if width == 2 else "em"
    opener.left -= width
    closer.left -= width
    tags[opener.at][1].append(f"<{name}>")
    tags[closer.at][0].append(f"</{name}>")


def _kind(character: str) -> str:
    """What CommonMark's rules ask of a character beside a mark: whether it is a blank, a sign or part of a word."""
    if character.isalnum():
        return "word"
    if character.isspace():
        return "blank"
    return "sign" if unicodedata.category(character)[0] in "PS" else "word"
