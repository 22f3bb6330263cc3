"""The HTML of a text that may stand in RDF: an allow-list of elements, well formed, nothing live in it.

Tags are nested (`nesting`) by HTML's rules of what ends what, from texts already escaped; then the sanitiser (nh3) has
the last word. Nothing of the source's own markup is ever copied.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from anq2rdf.normalise.elements import ALLOWED, CARRYING
from anq2rdf.normalise.entities import reveal
from anq2rdf.normalise.markup import Markup
from anq2rdf.normalise.nesting import Nesting, address_of

if TYPE_CHECKING:
    from nh3 import Cleaner

_BETWEEN = "\ufdef"     # a noncharacter: no text holds it, and nothing composes with it


def safe_html(markup: Markup) -> str | None:
    """`<div lang="fr">…</div>`, well formed, or None when the markup says nothing that the plain text loses."""
    if not _carries(markup):
        return None
    cleaned = _cleaner().clean(Nesting().nest(_escaped(markup.texts), markup.names, markup.attributes))
    # The sanitiser writes HTML: two elements without end tag, and one reference that XML does not know.
    closed = cleaned.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace("&nbsp;", "\u00a0")
    return f'<div lang="fr">{_unwrapped(closed.strip(" "))}</div>'


def _unwrapped(html: str) -> str:
    """The content of the one paragraph that is all there is: whether a text has its `p` is up to the form."""
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4].strip(" ")
    return html


def _carries(markup: Markup) -> bool:
    """Whether an element stands in it for which plain text has no equal; a link must lead somewhere."""
    said = CARRYING.intersection(markup.names)
    if said != {"a"}:
        return bool(said)
    pairs = zip(markup.names, markup.attributes, strict=True)
    return any(name == "a" and address_of(attributes) for name, attributes in pairs)


def _escaped(texts: list[str]) -> list[str]:
    """The texts in NFC as content of elements. They go through as one, for speed, and come apart where they were."""
    together = reveal(unicodedata.normalize("NFC", _BETWEEN.join(texts)))
    return together.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split(_BETWEEN)


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(ALLOWED),
        attributes={name: set(attributes) for name, attributes in ALLOWED.items() if attributes} | {"*": set()},
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
