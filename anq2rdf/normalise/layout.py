"""Texts and tags laid out as plain text: paragraphs, lines, list items, tables.

`br` is a line break, a block a blank line, a list item a line with "- ", a cell a tab, a row a line. Blanks at the
edges of a line go, and there is never more than one blank line in a row.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from anq2rdf.normalise.characters import shortened
from anq2rdf.normalise.elements import BREAK, CELLS, FLAT, PARAGRAPH
from anq2rdf.normalise.markup import Markup

LISTS = frozenset(("ul", "ol", "dir", "menu"))
_ROW_END = re.compile(r"[ \t]+(?=\n|\Z)")
_CELL_EDGE = re.compile(r" *\t *")


def lay_out(markup: Markup) -> str:
    """The plain text, not yet normalised (NFC) and still with stand-ins."""
    if not markup.names:
        return markup.texts[0].strip(" ")
    flat = [FLAT.get(name) for name in markup.names]
    return tidy(_joined(markup.texts, flat)) if None not in flat else lay_out_fully(markup)


def lay_out_fully(markup: Markup) -> str:
    """The same for any element; what `lay_out` does quickly for texts without tables and lists is equal to this."""
    sheet = Sheet()
    for text, name in zip_longest(markup.texts, markup.names, fillvalue=""):
        sheet.write(text)
        sheet.obey(name)
    laid = "".join(sheet.pieces)
    if "\t" in laid:
        laid = _ROW_END.sub("", _CELL_EDGE.sub("\t", laid))
    return tidy(laid)


def tidy(text: str) -> str:
    """The text with single blanks, none at the edge of a line, and single blank lines, none of them outermost."""
    text = "\n".join([line.strip(" ") for line in shortened(text, " ").split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _joined(texts: list[str], breaks: list[str | None]) -> str:
    parts: list[str | None] = [None] * (2 * len(breaks) + 1)
    parts[0::2], parts[1::2] = texts, breaks
    return "".join(parts)  # type: ignore[arg-type]  # breaks were found to hold no None


class Sheet:
    """A page being written: pieces of text, the breaks due before the next, and where in lists and tables it stands."""

    __slots__ = ("breaks", "bullet", "in_cell", "lists", "outer", "pieces", "row_begun")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.breaks = 0
        self.bullet = False
        self.lists = 0
        self.in_cell = False
        self.row_begun = False
        self.outer: list[tuple[bool, bool]] = []

    def write(self, text: str) -> None:
        """Text, after the breaks and the bullet that wait for it."""
        if text in ("", " "):
            self.pieces.append(text if not self.breaks else "")
            return
        self._flush()
        if self.bullet:
            self.pieces.append("- ")
            self.bullet = False
        self.pieces.append(text)

    def obey(self, name: str) -> None:
        """What a tag does to the flow."""
        bare = name.lstrip("/")
        if bare in CELLS or bare in ("tr", "table", "tbody", "thead", "tfoot"):
            self._table(name)
        elif bare in LISTS:
            self._list(name)
        elif bare == "li":
            self._break(1)
            self.bullet = name == "li"
        elif FLAT[name] == BREAK:
            self._break(min(2, self.breaks + 1))
        elif FLAT[name] == PARAGRAPH:
            self._break(2)

    def _break(self, lines: int) -> None:
        """At least so many line breaks before the next text: one after a bullet's line, none inside a cell."""
        if self.in_cell:
            self.pieces.append(" ")
        else:
            self.breaks = max(self.breaks, 1 if self.bullet else lines)

    def _flush(self) -> None:
        if self.breaks:
            self.pieces.append(BREAK * self.breaks)
            self.breaks = 0

    def _list(self, name: str) -> None:
        """A list stands apart from the text around it, but not from the item it belongs to."""
        if name[0] == "/":
            self.lists = max(0, self.lists - 1)
        self._break(1 if self.lists else 2)
        self.lists += name[0] != "/"

    def _table(self, name: str) -> None:
        if name == "table":
            self._break(1 if self.in_cell else 2)
            self.outer.append((self.in_cell, self.row_begun))
            self.in_cell = self.row_begun = False
        elif name == "/table":
            self.in_cell, self.row_begun = self.outer.pop() if self.outer else (False, False)
            self._break(2)
        elif name in CELLS:
            self._cell()
        else:
            self.in_cell = False
            self.row_begun = name[1:] in CELLS  # a fragment may begin in the middle of a row
            if not self.row_begun:
                self._break(1)

    def _cell(self) -> None:
        """A new cell: a tab parts it from the one before it in its row."""
        if self.row_begun:
            self._flush()
            self.pieces.append("\t")
        self.in_cell = self.row_begun = True
        self.bullet = False
