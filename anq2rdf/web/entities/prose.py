"""The text of a question or an answer, for a page: text stays text, and what of its markup is kept cannot live."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup
from msgspec import Struct

from anq2rdf.normalise.elements import ALLOWED
from anq2rdf.rdf import vocabulary as v
from anq2rdf.web.entities.statements import Statements

if TYPE_CHECKING:
    from nh3 import Cleaner


# A table may be wider than its column: the keyboard reaches it, to move it.
_SCROLL: Final = '<div class="scroll" tabindex="0">'


class Said(Struct, frozen=True):
    """A text: its paragraphs, or markup where that says more."""

    paragraphs: list[str]
    markup: Markup | None
    digest: str | None


def read_said(told: Statements, of: str) -> Said | None:
    """The text of one thing; None where it has none."""
    plain, html = told.text(v.TEXT, of), told.text(v.HTML_TEXT, of)
    if plain is None and html is None:
        return None
    paragraphs = [each for each in (plain or "").split("\n\n") if each.strip()]
    return Said(paragraphs, None if html is None else sanitised(html), told.text(v.TEXT_DIGEST, of))


def sanitised(html: str) -> Markup:
    """HTML with the elements a text may have and nothing else (what the mapping wrote has no others; a store may)."""
    # What is marked as safe here has just been made so: the cleaner writes every element anew, in pairs of tags.
    return Markup(_cleaner().clean(html).replace("<table", f"{_SCROLL}<table").replace("</table>", "</table></div>"))  # noqa: S704


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(ALLOWED),
        clean_content_tags={"script", "style"},
        attributes={name: set(kept) for name, kept in ALLOWED.items() if kept} | {"*": set()},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )
