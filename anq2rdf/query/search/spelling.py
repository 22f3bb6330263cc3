"""How words are spelt in the index, so that what is typed and what is written meet.

SQLite's unicode61 folds case and accents and takes every apostrophe but one for a blank. What it does not take apart
are letters in one: `cœur` would not be found by `coeur`. They are replaced before indexing, on both sides; a word stays
one word and keeps its place, so that a mark set by place in the folded text fits the text as written.
"""

from __future__ import annotations

from typing import Final

_LETTERS: Final = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS", "ʼ": "'"}

#: The tokenizer. U+02BC is a letter to Unicode, and an apostrophe to those who type it.
TOKENIZER: Final = "unicode61 remove_diacritics 2 separators 'ʼ'"


def folded(text: str | None) -> str | None:
    """The text as it is indexed; None stays None."""
    if text is not None and not text.isascii():
        for letter, spelt in _LETTERS.items():  # quicker by far than str.translate
            text = text.replace(letter, spelt)
    return text
