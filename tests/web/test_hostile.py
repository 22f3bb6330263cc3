"""What strangers wrote stays text: no page of a store full of hostile values has anything live in it."""

from __future__ import annotations

import re

import pytest
import requests
from lxml import html

from anq2rdf import sinks
from tests.web.hostile import ASTRAY

#: What a page of ours may consist of.
OURS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title link body a header nav form label input p main h1 h2 h3 table caption thead tbody tr th td "
        "footer div section button ul li pre code abbr svg rect time span sup tfoot",
    )
)


def check_harmless(page: str, allowed: frozenset[str] = OURS) -> None:
    """Nothing in the page is live or leads anywhere but to http(s), and no element is one that we did not write."""
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            assert element.tag is not html.etree.Comment, element.text
            continue
        assert element.tag in allowed, html.tostring(element)[:300]
        for name, value in element.attrib.items():
            assert not name.startswith("on"), html.tostring(element)[:300]
            assert name not in ("style", "srcdoc", "background", "xlink:href"), html.tostring(element)[:300]
            if name in ("href", "src", "action"):
                assert re.match(r"(https?://[\w.-]+/|[/?#])", value), value


@pytest.mark.parametrize("path", ["/", "/nothing/%3Cscript%3Ealert(1)%3C/script%3E"])
def test_no_page_has_anything_live_in_it(hostile_address: str, path: str) -> None:
    answer = requests.get(hostile_address + path)
    assert answer.status_code == (404 if "nothing" in path else 200)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    check_harmless(answer.text)


def test_the_hostile_store_is_hostile_in_every_literal(hostile_store: object) -> None:
    import pyoxigraph as ox

    store = sinks.open_store(str(hostile_store))
    quads = list(store)
    assert len(quads) > 1000
    literals = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
    free = [each for each in literals if each.language or each.datatype.value.endswith(("#string", "#HTML"))]
    assert len(free) > 300
    assert all("<script>alert(1)</script>" in each.value for each in free)
    astray = [quad for quad in quads if str(quad.subject).endswith(f"{ASTRAY}>")]
    assert {str(quad.object) for quad in astray if quad.predicate.value.endswith("#author")} == {"<javascript:alert(1)>"}
