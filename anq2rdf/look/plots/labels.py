"""How wide a text is, about, and how a long one is broken or shortened.

The drawing is made where no font is known. The widths are those of common sans-serif fonts, the wider ones; a text set
in a narrower font leaves some room.
"""

from __future__ import annotations

from typing import Final

SIZE: Final = 12  # pixels: what the style sheet sets
LINE: Final = 14  # from one line of a label to the next
LINES: Final = 3  # of a label, at most
_NARROW: Final = frozenset("iljtfrIJ.,;:'’!|()[]-‐‑/ \u00a0\u202f")
_WIDE: Final = frozenset("mwMW@—…%&æœÆŒ")


def width_of(text: str) -> float:
    """The width of one line of text, in pixels."""
    return SIZE * sum(_em(sign) for sign in text)


def _em(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE or ord(sign) >= 0x1100:
        return 1.0
    if sign.isdigit():
        return 0.65
    return 0.75 if sign.isupper() else 0.62


def broken(text: str, room: float, lines: int = LINES) -> list[str]:
    """The text in at most so many lines of that width, broken at blanks; the last one is shortened where it must be."""
    words, made = text.split(), [""]
    for place, word in enumerate(words):
        longer = f"{made[-1]} {word}".strip()
        if width_of(longer) <= room or not made[-1]:
            made[-1] = longer
        elif len(made) < lines:
            made.append(word)
        else:
            made[-1] = " ".join([made[-1], *words[place:]])
            break
    return [shortened(line, room) for line in made]


def height_of(label: str, room: float) -> float:
    """What the label needs from the top of its first line to the bottom of its last one."""
    return LINE * len(broken(label, room))


def shortened(text: str, room: float) -> str:
    """The text, or its beginning with an ellipsis where it is too wide."""
    if width_of(text) <= room:
        return text
    while text and width_of(text + "…") > room:
        text = text[:-1]
    return text.rstrip(" ,-") + "…"
