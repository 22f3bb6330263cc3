"""What a person types, taken apart: words, "phrases", a beginning*, -without.

Nothing typed is ever syntax of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax): each piece becomes a
quoted string there, in which a quote is doubled and nothing else has a meaning. Everything can be typed; what holds no
letter and no digit looks for nothing.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from anq2rdf.look.clean import clean
from anq2rdf.query.search.spelling import folded

CHARACTERS: Final = 400  # of what is typed
PIECES: Final = 24

_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"'})
_PIECE: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))(?P<star>\*?)')


class Piece(Struct, frozen=True):
    """Words that follow each other; `begun` where the last one may go on."""

    text: str
    begun: bool = False

    def expression(self) -> str:
        """The piece as a string of FTS5."""
        return '"' + self.text.replace('"', '""') + '"' + ("*" if self.begun else "")


class Wording(Struct, frozen=True):
    """All the pieces are in what is found, and none of the refused."""

    wanted: tuple[Piece, ...] = ()
    refused: tuple[Piece, ...] = ()

    def match(self) -> str:
        """The FTS5 expression that finds the wanted; empty for none."""
        return " AND ".join(piece.expression() for piece in self.wanted)

    def without(self) -> str:
        """The FTS5 expression that finds the refused; empty for none."""
        return " OR ".join(piece.expression() for piece in self.refused)


def read_wording(typed: str) -> Wording:
    """The pieces of what is typed; what goes beyond the caps is left out."""
    text = clean(typed[:CHARACTERS]).translate(_QUOTES)
    wanted: list[Piece] = []
    refused: list[Piece] = []
    for found in _PIECE.finditer(text):
        piece = _piece(found)
        if piece is not None and len(wanted) + len(refused) < PIECES:
            (refused if found["minus"] else wanted).append(piece)
    return Wording(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(refused)))


def _piece(found: re.Match[str]) -> Piece | None:
    phrase, word = found["phrase"], found["word"] or ""
    text = (folded(phrase if phrase is not None else word) or "").strip()
    begun = bool(found["star"]) or (phrase is None and word.endswith("*"))
    text = text.rstrip("*") if phrase is None else text
    return Piece(text, begun) if any(sign.isalnum() for sign in text) else None
