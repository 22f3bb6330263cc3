"""The head of a page that is one file: its style in it, and a policy under which nothing else can load or run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

_CSS: Final = Path(__file__).parent / "css"


class Style(Struct, frozen=True):
    """A style sheet, and the policy of a page that holds this one and nothing else."""

    text: str
    policy: str


@cache
def style(*sheets: str, further: str = "") -> Style:
    """Some sheets of `css/` by their names, and further rules after them."""
    text = "".join((_CSS / f"{name}.css").read_text(encoding="utf-8") for name in sheets) + further
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Style(text, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
