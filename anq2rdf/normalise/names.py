"""Names and labels made comparable: of people, ministries, groups and subject headings.

Nothing here decides that two names are the same person; it only makes equal what differs by typography.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, and signs that are written in several ways.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_CIVILITY = re.compile(
    r"((?:m|mm)(?:\.\s*|\s+)|(?:mmes?|mlles?)(?:\.\s*|\s+)|(?:monsieur|messieurs|madame|mesdames|mademoiselle)\s+)(?=\S)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"ministere (?:de la |de l'|des |du |de )")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """The label in lower case, without accents, with œ as oe and æ as ae, one apostrophe, one hyphen, single blanks."""
    # The table comes first (NFKD would make a blank and a combining mark of ´), and again for what NFKD uncovers.
    opened = unicodedata.normalize("NFKD", label.lower().translate(_LETTERS))
    bare = "".join(c for c in opened if not unicodedata.combining(c)) if not opened.isascii() else opened
    return " ".join(bare.lower().translate(_LETTERS).split())


def slug(label: str) -> str:
    """The folded label as one word of a-z, 0-9 and single hyphens; empty when nothing of that kind is in it."""
    return _NOT_WORD.sub("-", fold(label)).strip("-")


def split_civility(label: str) -> tuple[str | None, str]:
    """A leading civility, as written, and the rest: "M. Frédéric Lefebvre" → ("M.", "Frédéric Lefebvre").

    A civility ends with a full stop or a blank: "M'jid El Guerrab" has none.
    """
    text = label.strip()
    found = _CIVILITY.match(text)
    if found is None:
        return None, text
    return found[1].strip(), text[found.end() :]


def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, in order, without civility: "Mme Sarah El Haïry" → sarah, el, hairy.

    Hyphens and apostrophes part words, particles stay: "Olivier Dassault d'Ettore" → olivier, dassault, d, ettore.
    """
    bare = split_civility(name)[1]
    return tuple(word for word in _NOT_WORD.split(fold(bare)) if word)


def ministry_key(label: str) -> str:
    """What labels of one ministry share: folded, without a leading "ministère de", "du", "de la", "des", "de l'"."""
    folded = fold(label)
    return _MINISTRY.sub("", folded, count=1) if _MINISTRY.match(folded) else folded
