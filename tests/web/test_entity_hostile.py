"""The pages and data of things whose every value is hostile."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import requests
from lxml import html

from anq2rdf.normalise.elements import ALLOWED
from anq2rdf.sinks import open_store
from tests.web.hostile import ASTRAY, HOSTILE
from tests.web.test_hostile import OURS, check_harmless
from tests.web.things import QUESTION, THINGS

_DRAWN = frozenset(["svg", "title", "rect", "line", "circle", "text"])
_PAGES = OURS | _DRAWN | frozenset(re.findall(r"\w+", "script dl dt dd ol ul li section figure span bdi time code pre details summary br h4 strong"))
QUESTIONS = [f"QANR5L{n}" for n in ("14QE76935", "15QE900001", "15QE900002", "15QG900006", "16QE900102", ASTRAY[6:], "16QOSD900106", "17QE900201")]


def _page(address: str, path: str, language: str = "fr") -> html.HtmlElement:
    answer = requests.get(f"{address}/doc/{path}", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    check_harmless(answer.text, _PAGES | set(ALLOWED))
    return html.document_fromstring(answer.content.decode())


@pytest.mark.parametrize("path", [*THINGS.values(), *(f"question/{uid}" for uid in QUESTIONS)])
def test_no_page_of_a_thing_has_anything_live_in_it(hostile_address: str, path: str) -> None:
    page = _page(hostile_address, path, "en")
    text = page.text_content()
    assert "<script>alert(1)</script>" in text  # it is shown, as text
    assert "1337" not in text  # no template ran
    for script in page.iter("script"):
        assert script.get("type") == "application/ld+json"
        json.loads(script.text)  # nothing in it ends it early
    for svg in page.iter("svg"):
        assert svg.get("class") == "life"
    for inside in page.xpath("//*[contains(@class, 'prose')]//*"):
        assert inside.tag in ALLOWED
        assert set(inside.attrib) <= {"href", "rel", "colspan", "rowspan", "dir"}


def test_only_web_addresses_become_links_and_none_gets_our_name(hostile_address: str) -> None:
    page = _page(hostile_address, f"question/{ASTRAY}")
    assert "javascript:alert(1)" in page.text_content()
    for link in page.xpath("//main//a"):
        assert link.get("href", "").startswith(("/", "?", "#", "https://", "http://"))
        if link.get("href", "").startswith("http"):
            assert {"nofollow", "noopener"} <= set(link.get("rel", "").split())


def test_text_that_turns_the_direction_turns_nothing_but_itself(hostile_address: str) -> None:
    """Controls are fenced by their element (`bdi`, `dir`) or taken out of what has none: the title, a drawing."""
    page = _page(hostile_address, QUESTION)
    turning = re.compile("[\u202a-\u202e\u2066\u2067\u061c]")
    for element in page.iter():
        if isinstance(element.tag, str) and element.text and turning.search(element.text) and element.tag != "script":
            chain = [element, *element.iterancestors()]
            assert any(each.tag == "bdi" or each.get("dir") == "auto" for each in chain), html.tostring(element)[:200]


@pytest.mark.parametrize("path", [QUESTION, f"question/{ASTRAY}", "person/PA9000002", "code/rubrique/enseignement"])
def test_the_data_keep_every_hostile_value_exactly(
    hostile_address: str, hostile_store: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    iri = f"https://w3id.org/anq/{path if path.startswith('code/') else f'id/{path}'}"
    quads = open_store(str(hostile_store)).quads_for_pattern(ox.NamedNode(iri), None, None)
    held = {(quad.predicate.value, quad.object.value) for quad in quads}
    assert any(HOSTILE in value for _, value in held)
    for form, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")):
        answer = requests.get(f"{hostile_address}/doc/{path}.{form}")
        assert answer.headers["x-content-type-options"] == "nosniff"
        graph = rdflib.Graph().parse(data=answer.content.decode(), format=name)
        assert {(str(p), str(o)) for p, o in graph[rdflib.URIRef(iri)]} == held, form
