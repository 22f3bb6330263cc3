"""Every thing in every form: which one is sent, under which headers, and that it says what the store holds."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import requests

from anq2rdf.sinks import open_store
from tests.web.things import QUESTION, THINGS

BASE = "https://w3id.org/anq/"
ANQ = BASE + "ontology#"
MEDIA = {
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
}
#: What a client may say it wants, and what it gets (RFC 9110 §12.5.1).
ACCEPTS = [
    ("", "html"),
    ("*/*", "html"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ("text/turtle", "ttl"),
    ("application/n-triples", "nt"),
    ("application/ld+json;q=0.9, text/html;q=0.8", "jsonld"),
    ("text/html;q=0.1, application/trig", "trig"),
    ("application/rdf+xml, text/turtle;q=0.5, */*;q=0.1", "ttl"),
]


def _get(url: str, accept: str | None = None, **headers: str) -> requests.Response:
    sent = {"Accept": accept} if accept is not None else {}
    return requests.get(url, headers=sent | headers, allow_redirects=False)


@pytest.mark.parametrize(("accept", "form"), ACCEPTS)
def test_each_accept_header_gets_its_form_of_every_kind(address: str, accept: str, form: str) -> None:
    for kind, path in THINGS.items():
        answer = _get(f"{address}/doc/{path}", accept)
        if kind == "answer" and form == "html":  # shown on the page of its question
            assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{QUESTION}#answer-1")
            continue
        assert answer.status_code == 200, kind
        assert answer.headers["content-type"] == MEDIA[form]
        assert answer.headers["content-location"] == f"/doc/{path}.{form}"
        assert "Accept" in answer.headers["vary"]


def test_the_name_of_a_thing_leads_to_a_document_about_it(address: str) -> None:
    for path in THINGS.values():
        name = path if path.startswith("code/") else f"id/{path}"
        for accept, form in ACCEPTS:
            answer = _get(f"{address}/{name}", accept)
            suffix = "" if form == "html" else f".{form}"
            assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{path}{suffix}")
            assert answer.headers["vary"] == "Accept"


def test_a_suffix_or_a_parameter_names_the_form_whatever_is_accepted(address: str) -> None:
    for form, media in MEDIA.items():
        for asked in (f"/doc/{QUESTION}.{form}", f"/doc/{QUESTION}?format={form}"):
            answer = _get(address + asked, "application/pdf")
            assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert _get(f"{address}/doc/{QUESTION}?format=pdf").status_code == 400


def test_what_no_form_suits_is_told_the_forms_there_are(address: str) -> None:
    for path in (f"/doc/{QUESTION}", f"/id/{QUESTION}"):
        answer = _get(address + path, "application/pdf")
        assert answer.status_code == 406
        assert "application/ld+json" in answer.text


def test_every_form_names_the_others_and_the_thing_itself(address: str) -> None:
    for form in MEDIA:
        links = requests.utils.parse_header_links(_get(f"{address}/doc/{QUESTION}.{form}").headers["link"])
        found = {(link["rel"], link["url"]) for link in links}
        assert {("canonical", BASE + "id/" + QUESTION), ("describes", BASE + "id/" + QUESTION)} <= found
        assert {url for rel, url in found if rel == "alternate"} == {f"/doc/{QUESTION}.{each}" for each in MEDIA}


def test_what_the_client_has_is_not_sent_again_and_each_form_has_a_tag_of_its_own(address: str) -> None:
    tags = {}
    for form in MEDIA:
        url = f"{address}/doc/{QUESTION}.{form}"
        tags[form] = _get(url).headers["etag"]
        again = _get(url, **{"If-None-Match": tags[form]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["content-location"] == f"/doc/{QUESTION}.{form}"
        assert "Accept" in again.headers["vary"]
        assert requests.head(url).headers["etag"] == tags[form]
        assert requests.head(url).content == b""
    assert len(set(tags.values())) == len(MEDIA)


# ---- what the data say


def _terms(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    return {tuple(map(_term, triple)) for triple in graph}


def _term(term: rdflib.term.Node) -> str:
    if isinstance(term, rdflib.Literal):
        kind = term.language or str(term.datatype or rdflib.XSD.string)
        return f'"{term}" {kind}'
    return str(term)


def _held(store: ox.Store, subjects: list[str]) -> set[tuple[str, ...]]:
    found = set()
    for subject in subjects:
        for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None):
            value = quad.object
            told = f'"{value.value}" {value.language or value.datatype.value}' if isinstance(value, ox.Literal) else value.value
            found.add((subject, quad.predicate.value, told))
    return found


def _parts(store: ox.Store, subject: str) -> list[str]:
    """The question, its answers and events, its record, and the file and run that record comes from."""
    wanted = {ANQ + "answer", ANQ + "event", "http://www.w3.org/ns/prov#wasDerivedFrom", "http://www.w3.org/ns/prov#wasGeneratedBy"}
    met = [subject]
    for one in met:
        if one == subject or "/id/record/" in one:
            objects = [q.object.value for q in store.quads_for_pattern(ox.NamedNode(one), None, None) if q.predicate.value in wanted]
            met += [each for each in objects if each not in met]
    return met


@pytest.mark.parametrize("kind", list(THINGS))
def test_every_form_of_data_says_what_the_store_holds_and_nothing_else(
    address: str, store: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    path = THINGS[kind]
    iri = BASE + (path if path.startswith("code/") else f"id/{path}")
    opened = open_store(str(store))
    held = _held(opened, _parts(opened, iri))
    assert len(held) > 2 or kind == "answer group"
    for form, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("trig", "trig")):
        text = _get(f"{address}/doc/{path}.{form}").text
        graph = rdflib.Dataset(default_union=True) if form == "trig" else rdflib.Graph()
        graph.parse(data=text, format=name)
        told = {triple[:3] for triple in map(tuple, (map(_term, quad[:3]) for quad in graph.quads()))} if form == "trig" else _terms(graph)
        assert told == held, form


def test_trig_keeps_every_statement_in_its_graph(address: str, store: Path) -> None:
    opened = open_store(str(store))
    quads = list(ox.parse(_get(f"{address}/doc/{QUESTION}.trig").content, format=ox.RdfFormat.TRIG))
    assert len(quads) > 100
    assert all(quad in opened for quad in quads)
    assert {quad.graph_name.value.removeprefix(BASE) for quad in quads} == {"graph/questions/L15/QE", "graph/provenance"}


def test_the_data_are_laid_out_for_people(address: str) -> None:
    turtle = _get(f"{address}/doc/{QUESTION}.ttl").text
    assert turtle.startswith("@base <https://w3id.org/anq/> .\n@prefix anq: <https://w3id.org/anq/ontology#> .\n")
    assert f"\n<id/{QUESTION}>\n    a anq:Question, anq:WrittenQuestion ;\n" in turtle
    document = _get(f"{address}/doc/{QUESTION}.jsonld").json()
    question = document["@graph"][0]
    assert document["@context"]["author"] == {"@id": ANQ + "author", "@type": "@id"}
    assert (question["id"], question["number"], question["publicationDate"]) == (f"{BASE}id/{QUESTION}", 900001, "2019-01-15")


# ---- what is not there, and what nobody should ask


def test_what_there_is_not_is_told_with_what_there_is_beside_it(address: str) -> None:
    answer = _get(f"{address}/doc/question/QANR5L15QE90000", "text/html")
    assert answer.status_code == 404
    near = re.findall(r'href="/doc/question/(\w+)"', answer.text)
    assert near == [f"QANR5L15QE90000{n}" for n in range(1, 6)]
    answer = _get(f"{address}/doc/{QUESTION}/answer/7", "text/html")
    assert f'href="/doc/{QUESTION}"' in answer.text
    answer = _get(f"{address}/doc/code/rubrique/enseignements-du-second-degre", "text/html")
    assert 'href="/doc/code/rubrique/enseignement"' in answer.text
    assert _get(f"{address}/doc/person/nobody.ttl").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/doc/../../../../etc/passwd",
        "/doc/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/doc/question%2F..%2F..%2Fetc%2Fpasswd",
        "/doc//etc/passwd",
        "/doc/file:%2F%2F%2Fetc%2Fpasswd",
        "/doc/question/a%00b",
        "/doc/question/a%0d%0aSet-Cookie:%20x=1",
        "/doc/question/%3E%20%3Fs%20%3Fp%20%3Fo%20%7D%20%23",
        "/doc/question/%22%3E%3Cscript%3E",
        "/doc/question/%ff%fe%c0%af",
        "/doc/question/%ED%A0%80",
        "/doc/question/%25zz",
        "/doc/",
        "/doc/.ttl",
        "/doc/code/",
        "/doc/question/" + "a" * 5000,
    ],
)
def test_an_address_that_is_none_of_ours_is_not_found(address: str, path: str) -> None:
    with requests.Session() as session:
        request = requests.Request("GET", address, headers={"Accept": "text/html"}).prepare()
        request.url = address + path  # as it stands: a client would tidy it up
        answer = session.send(request, allow_redirects=False)
    assert answer.status_code == 404
    assert "set-cookie" not in {each.lower() for each in answer.headers}
    assert "root:" not in answer.text


@pytest.mark.parametrize("tail", ["a%0d%0aSet-Cookie:%20x=1", "a%0aLocation:%20//evil.example", "/evil.example/", "%5cevil.example", "a%00"])
def test_a_redirect_stays_on_this_site_and_in_its_line(address: str, tail: str) -> None:
    for root in ("/id/", "/code/"):
        with requests.Session() as session:
            request = requests.Request("GET", address).prepare()
            request.url = address + root + tail
            answer = session.send(request, allow_redirects=False)
        assert answer.status_code in (303, 404)
        assert re.fullmatch(r"|/doc/[!-~]+", answer.headers.get("location", ""))
        assert "set-cookie" not in {each.lower() for each in answer.headers}


def test_an_address_without_end_is_refused(address: str) -> None:
    assert _get(f"{address}/doc/{'a/' * 5000}").status_code == 414
