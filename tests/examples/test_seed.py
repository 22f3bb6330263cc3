"""The user's own question in its four forms: exactly the graphs written by hand, and the same things said."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from tests.examples.graphs import ANQ, EXAMPLES, Graph, about, convert, difference, objects, said, without, written

SEED = EXAMPLES / "seed"
PAGE_TEXT, PAGE, JSON, XML = "14-76935QE.md", "14-76935QE.html", "QANR5L14QE76935.json", "QANR5L14QE76935.xml"
FORMS = (PAGE_TEXT, PAGE, JSON, XML)
QUESTION = "https://w3id.org/anq/id/question/QANR5L14QE76935"
# What a question may have several of; of everything else it has one.
MANY = {ANQ + name for name in ("event", "allocation", "analysis")}


def test_the_page_text_alone(tmp_path: Path) -> None:
    found = convert(tmp_path, SEED / PAGE_TEXT, register=None)
    assert (found.exit, found.codes()) == (0, ["E116"])
    assert difference(said(found.graph), written("seed/expected.ttl")) == ""


def expected(form: str) -> Graph:
    """The graph of one form, put together from the hand-written parts."""
    whole = written("seed/expected-register.ttl")
    if form != PAGE_TEXT:
        whole |= written("seed/expected-headings.ttl")
    if form in (JSON, XML):
        whole = without(whole | written("seed/expected-structured.ttl"), "authorLabel")
    return whole


@pytest.mark.parametrize("form", FORMS)
def test_every_form_with_the_register(form: str, tmp_path: Path) -> None:
    found = convert(tmp_path, SEED / form)
    assert (found.exit, found.codes()) == (0, [])
    assert difference(said(found.graph), expected(form)) == ""


@pytest.mark.parametrize("register", [True, False])
def test_json_and_xml_say_the_same(register: bool, tmp_path: Path) -> None:
    known = EXAMPLES / "register" if register else None
    one, other = (said(convert(tmp_path, SEED / form, register=known).graph) for form in (JSON, XML))
    assert difference(one, other) == ""
    assert one


def test_no_form_contradicts_another(tmp_path: Path) -> None:
    together: Graph = set()
    for form in FORMS:
        together |= said(convert(tmp_path, SEED / form).graph)
    values = defaultdict(set)
    for subject, predicate, *rest in about(together, "id/question/"):
        if predicate.startswith(ANQ) and predicate not in MANY:
            values[subject, predicate].add(tuple(rest))
    assert {key: found for key, found in values.items() if len(found) > 1} == {}
    assert len(values) > 40


@pytest.mark.parametrize("form", FORMS)
def test_what_needs_no_register_is_the_same_without_one(form: str, tmp_path: Path) -> None:
    alone = said(convert(tmp_path, SEED / form, register=None).graph)
    facts = ["number", "publicationDate", "publicationPage", "publishedIn", "publishedOnPage", "rubric", "text", "html", "textDigest", "status"]
    for name in facts:
        assert objects(alone, QUESTION, name) == objects(expected(form), QUESTION, name) != []
        if name not in ("number", "rubric", "status"):
            answer = f"{QUESTION}/answer/1"
            assert objects(alone, answer, name) == objects(expected(form), answer, name) != []
    by_identifier = form != PAGE_TEXT
    author = "PA346886" if by_identifier else "L14/frederic-lefebvre-1143040f"
    assert objects(alone, QUESTION, "author") == [f"https://w3id.org/anq/id/person/{author}"]


def test_provenance_leads_to_the_very_bytes(tmp_path: Path) -> None:
    graph = convert(tmp_path, SEED / PAGE_TEXT).graph
    digest = sha256((SEED / PAGE_TEXT).read_bytes()).hexdigest()
    derived = "http://www.w3.org/ns/prov#wasDerivedFrom"
    (record,) = [s[2] for s in graph if s[:2] == (QUESTION, derived)]
    assert record == f"https://w3id.org/anq/id/record/QANR5L14QE76935/{digest[:12]}"
    assert [s[2] for s in graph if s[:2] == (record, derived)] == [f"https://w3id.org/anq/id/file/sha256/{digest}"]
    (run,) = [s[2] for s in graph if s[:2] == (record, "http://www.w3.org/ns/prov#wasGeneratedBy")]
    assert (run, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{ANQ}ConversionRun", "", "", "") in graph
