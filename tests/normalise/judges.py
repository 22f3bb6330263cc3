"""Independent readings of HTML: trees of full parsers, laid out by a few lines of their own."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import html5rdf
import lxml.html
from lxml import etree

BLOCKS = frozenset(["p", "div", "center", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "pre", "address", "hr"])
SKIPPED = frozenset(("script", "style"))


def tree_of_lxml(fragment: str) -> Any:
    """The tree libxml2 makes of a fragment."""
    return lxml.html.fragment_fromstring(fragment, create_parent="div")


def tree_of_html5(fragment: str) -> Any:
    """The tree the HTML standard's algorithm makes of a fragment."""
    return html5rdf.parseFragment(fragment, treebuilder="etree", namespaceHTMLElements=False)


def flow(node: Any) -> str:
    """A tree's text with its breaks, for elements that are inline or blocks."""
    if not isinstance(node.tag, str) or node.tag in SKIPPED:
        return ""
    inside = re.sub(r"\s+", " ", node.text or "")
    for child in node:
        inside += flow(child) + re.sub(r"\s+", " ", child.tail or "")
    if node.tag == "br":
        return "\n"
    return f"\n\n{inside}\n\n" if node.tag in BLOCKS else inside


def laid(flowing: str) -> str:
    """Breaks and blanks by the rule of `normalise.text`."""
    text = re.sub(r" {2,}", " ", unicodedata.normalize("NFC", flowing))
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def visible(text: str) -> str:
    """The characters that show, in order."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def parsed_xml(html: str) -> etree._Element:
    """The element an HTML literal is, as a strict XML parser reads it."""
    return etree.fromstring(html.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
