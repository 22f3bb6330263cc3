"""Text that a page or a drawing may hold."""

from __future__ import annotations

import re
from typing import Final

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with a blank for each character that no page and no XML may hold."""
    return _CONTROLS.sub(" ", text)
