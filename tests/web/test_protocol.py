"""SPARQL 1.1 Protocol: the W3C's cases (w3c/rdf-tests, sparql11/protocol), sent as they stand there.

Updates are refused here, so of the cases on updates only those remain that say what must not work.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.graphs import graph, make_store
from tests.web.served import Server, served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
PIECES = (
    "SELECT", "ASK", "*", "{", "}", "?s", "?p", "<x:y>", "'a'", "FILTER", "(", ")", "1", "/", "\\", "\\u007B", "\x00", "GRAPH",
    "INSERT", "FROM", "SERVICE", "VALUES", "BIND", "AS", "=", "regex", "'('", "BNODE()", "MIN", "GROUP BY", "#", '"""', "\ufffe",
)  # fmt: skip
BOTH = f"<{graph(1)}> a ?type . <{graph(2)}> a ?type ."
NAMED = f"GRAPH ?g1 {{ <{graph(1)}> a ?type }} GRAPH ?g2 {{ <{graph(2)}> a ?type }}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(make_store(tmp_path_factory.mktemp("protocol") / "store")) as running:
        yield running


def boolean(response: requests.Response) -> bool:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    return bool(response.json()["boolean"])


# ---- what must work


def test_query_post_form(server: Server) -> None:
    address = server.sparql + "/?default-graph-uri=" + requests.utils.quote(graph(0), safe="")
    assert boolean(requests.post(address, "query=ASK%20%7B%7D", headers=FORM))


def test_query_get(server: Server) -> None:
    assert boolean(requests.get(server.sparql, {"query": "ASK {}", "default-graph-uri": graph(0)}))


def test_query_post_direct(server: Server) -> None:
    assert boolean(requests.post(server.sparql, "ASK {}", headers=DIRECT))
    assert boolean(
        requests.post(server.sparql, "ASK {}", headers={"Content-Type": 'application/sparql-query; charset="UTF-8"'})
    )


def test_query_dataset_default_graphs(server: Server) -> None:
    query, dataset = f"ASK {{ {BOTH} }}", {"default-graph-uri": [graph(1), graph(2)]}
    assert boolean(requests.get(server.sparql, {"query": query, **dataset}))
    assert boolean(requests.post(server.sparql, query, params=dataset, headers=DIRECT))
    assert boolean(requests.post(server.sparql, {"query": query, **dataset}))
    assert not boolean(requests.get(server.sparql, {"query": query, "default-graph-uri": graph(1)}))


def test_query_dataset_named_graphs(server: Server) -> None:
    query, dataset = f"ASK {{ {NAMED} }}", {"named-graph-uri": [graph(1), graph(2)]}
    assert boolean(requests.get(server.sparql, {"query": query, **dataset}))
    assert boolean(requests.post(server.sparql, query, params=dataset, headers=DIRECT))
    assert not boolean(requests.get(server.sparql, {"query": query, "named-graph-uri": graph(1)}))


def test_only_named_graphs_leave_the_default_graph_empty(server: Server) -> None:
    assert not boolean(requests.get(server.sparql, {"query": f"ASK {{ {BOTH} }}", "named-graph-uri": graph(1)}))


def test_query_dataset_full(server: Server) -> None:
    query = f"ASK {{ <{graph(3)}> a ?type {NAMED} }}"
    dataset = {"default-graph-uri": graph(3), "named-graph-uri": [graph(1), graph(2)]}
    assert boolean(requests.post(server.sparql, query, params=dataset, headers=DIRECT))
    dataset["default-graph-uri"] = graph(1)
    assert not boolean(requests.post(server.sparql, query, params=dataset, headers=DIRECT))


def test_query_multiple_dataset_the_protocol_wins(server: Server) -> None:
    query = f"ASK FROM <{graph(3)}> {{ {NAMED} }}"
    dataset = {"named-graph-uri": [graph(1), graph(2)]}
    assert boolean(requests.post(server.sparql, query, params=dataset, headers=DIRECT))
    assert not boolean(requests.post(server.sparql, query, headers=DIRECT))


def test_without_a_dataset_all_graphs_are_asked_together(server: Server) -> None:
    assert boolean(requests.get(server.sparql, {"query": f"ASK {{ {BOTH} {NAMED} }}"}))


def test_from_is_taken_at_its_word(server: Server) -> None:
    assert boolean(requests.get(server.sparql, {"query": f"ASK FROM <{graph(1)}> {{ <{graph(1)}> a ?type }}"}))
    assert not boolean(requests.get(server.sparql, {"query": f"ASK FROM <{graph(1)}> {{ <{graph(2)}> a ?type }}"}))
    assert not boolean(requests.get(server.sparql, {"query": f"ASK FROM NAMED <{graph(1)}> {{ <{graph(1)}> a ?type }}"}))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (1 AS ?value) {}", {"application/sparql-results+xml", "application/sparql-results+json"}),
        ("ASK {}", {"application/sparql-results+xml", "application/sparql-results+json"}),
        ("DESCRIBE <http://example.org/>", {"application/rdf+xml", "text/turtle", "application/n-triples"}),
        ("CONSTRUCT { <s:s> <p:p> 1 } WHERE {}", {"application/rdf+xml", "text/turtle", "application/n-triples"}),
    ],
)
def test_query_content_type(server: Server, query: str, expected: set[str]) -> None:
    response = requests.post(server.sparql, query, headers=DIRECT)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] in expected


# ---- what must not


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("PUT", "?query=ASK%20%7B%7D", FORM, b"", 405),
        ("GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", {}, None, 400),
        ("POST", "", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("POST", "?query=ASK%20%7B%7D", DIRECT, b"ASK {}", 400),
        ("POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("POST", "", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ("POST", "", {}, b"query=ASK%20%7B%7D", 415),
        ("POST", "", {}, b"ASK {}", 415),
        ("POST", "", {"Content-Type": "application/sparql-query; charset=UTF-16"}, "ASK {}".encode("utf-16"), 415),
        ("POST", "", DIRECT, "ASK {}".encode("utf-16"), 400),
        ("POST", "", DIRECT, b"ASK { <a:b> <a:b> '\xe9' }", 400),
        ("GET", "?query=ASK%20%7B%20%22%E9%22%20%7D", {}, None, 400),
        ("GET", "?query=ASK%20%7B", {}, None, 400),
        ("GET", "?query=", {}, None, 400),
        ("POST", "", FORM, b"format=json", 400),
        ("POST", "", DIRECT, b"", 400),
        ("GET", "?query=ASK%7B%7D&default-graph-uri=relative", {}, None, 400),
        ("GET", "?update=CLEAR%20ALL", {}, None, 403),
        ("GET", "?query=CLEAR%20ALL", {}, None, 403),
        ("POST", "", FORM, b"update=CLEAR+ALL", 403),
        ("POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403),
        ("POST", "", FORM, b"update=CLEAR%20XYZ", 403),
        ("POST", "", FORM, b"query=\\u0049NSERT+DATA+%7B%7D", 403),
        ("POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", "?using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople", {"Content-Type": "application/sparql-update"},
         b"DELETE { ?p ?q 'Bill' } WHERE { ?p ?q 'Bill' }", 403),
        ("POST", "", {"Content-Type": "text/plain"}, b"CLEAR NAMED", 415),
        ("POST", "", {"Content-Type": "application/sparql-query"}, b"LOAD <http://127.0.0.1:9/x>", 403),
        ("GET", "?query=SELECT*FROM%3Cfile%3A%2F%2F%2Fetc%2Fpasswd%3E%7B%3Fs%3Fp%3Fo%7D", {}, None, 403),
        ("GET", "?query=ASK%7B%7D&default-graph-uri=file%3A%2F%2F%2Fetc%2Fpasswd", {}, None, 403),
        ("GET", "?query=ASK%7BSERVICE%20%3Chttp%3A%2F%2F127.0.0.1%3A9%2F%3E%7B%7D%7D", {}, None, 403),
        ("GET", "?query=ASK%7B%5Cu0053ERVICE%20SILENT%3Chttp%3A%2F%2F127.0.0.1%3A9%2F%3E%7B%7D%7D", {}, None, 403),
        ("GET", "?query=ASK%7B%7D&format=docx", {}, None, 406),
        ("GET", "?query=ASK%7B%7D&format=ttl", {}, None, 406),
        ("GET", "?query=ASK%7B%7D", {"Accept": "text/turtle"}, None, 406),
        ("GET", "?query=CONSTRUCT%20WHERE%7B%3Fs%20%3Fp%20%3Fo%7D", {"Accept": "text/csv"}, None, 406),
        ("POST", "", FORM, b"query=" + b"+" * (1 << 20), 413),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_status(
    server: Server, method: str, path: str, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    request = requests.Request(method, server.sparql + path, headers, data=body).prepare()
    if method == "POST" and "Content-Type" not in headers:
        request.headers.pop("Content-Type", None)
    response = requests.Session().send(request)
    assert response.status_code == status
    if status != 405:  # that one is a page
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert "Traceback" not in response.text


def test_a_method_that_is_not_there_names_those_that_are(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = requests.request(method, server.sparql)
        assert response.status_code == 405
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_syntax_error_names_its_line(server: Server) -> None:
    response = requests.get(server.sparql, {"query": "SELECT *\n{ ?s ?p\n ?o . ] }"})
    assert response.status_code == 400
    assert "3:" in response.text
    problem = requests.get(
        server.sparql, {"query": "SELECT *\n{ ?s ?p\n ?o . ] }"}, headers={"Accept": "application/problem+json, */*"}
    )
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 400
    assert "3:" in problem.json()["detail"]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join).map(str.encode),
    ),
    st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded", "text/plain", "", "\x7f;;charset"]),
    st.sampled_from(["", "?format=ttl", "?query=", "?default-graph-uri=%00", "?named-graph-uri=x:y", "?query=%FF", "?&&=="]),
    st.sampled_from(["*/*", "text/turtle", "text/html", ";q=x", "*;q=0", "application/json", "a/b,c/d;q=1e999"]),
)
def test_whatever_is_sent_is_answered_or_refused_but_never_a_failure(
    server: Server, body: bytes, kind: str, query: str, accept: str
) -> None:
    response = requests.post(server.sparql + query, body, headers={"Content-Type": kind, "Accept": accept})
    assert response.status_code < 500, response.text


# ---- forms of the answer


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/turtle, application/*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_accept_chooses_the_form_of_a_table(server: Server, accept: str | None, expected: str) -> None:
    response = requests.get(server.sparql, {"query": "SELECT (1 AS ?v) {}"}, headers={"Accept": accept})  # type: ignore[dict-item]
    assert response.headers["content-type"] == expected
    assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize(
    ("name", "media", "parser"),
    [
        ("ttl", "text/turtle", "turtle"),
        ("turtle", "text/turtle", "turtle"),
        ("nt", "application/n-triples", "nt"),
        ("jsonld", "application/ld+json", "json-ld"),
        ("trig", "application/trig", "trig"),
        ("nq", "application/n-quads", "nquads"),
        ("rdf", "application/rdf+xml", "xml"),
    ],
)
def test_a_graph_comes_in_every_form_by_format_and_by_accept(
    server: Server, name: str, media: str, parser: str
) -> None:
    query = f"CONSTRUCT {{ ?s a ?type }} WHERE {{ ?s a ?type FILTER(?s != <{graph(3)}>) }}"
    expected = {graph(1), graph(2)}
    for response in (
        requests.get(server.sparql, {"query": query, "format": name}),
        requests.post(server.sparql, {"query": query}, headers={"Accept": f"{media}, */*;q=0.1"}),
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == media
        read = rdflib.Dataset(default_union=True)
        read.parse(data=response.content, format=parser)
        assert {str(subject) for subject in read.subjects()} == expected


def test_a_browser_that_comes_with_a_query_gets_the_page_with_it(server: Server) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for parameters in ({}, {"query": "ASK { <a:b> a '<script>' }"}):
        response = requests.get(server.sparql, parameters, headers=browser)
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script>'" not in response.text
    assert "&lt;script&gt;" in response.text
    assert requests.get(server.sparql, {"query": "ASK {}", "format": "json"}, headers=browser).json()["boolean"] is True


# ---- HTTP around it


def test_head_says_what_get_would_without_it(server: Server) -> None:
    got, head = (requests.request(each, server.sparql, params={"query": "ASK {}"}) for each in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    assert {name: head.headers[name] for name in ("content-type", "content-length", "etag")} == {
        name: got.headers[name] for name in ("content-type", "content-length", "etag")
    }


def test_any_page_may_read(server: Server) -> None:
    foreign = {"Origin": "https://elsewhere.example"}
    assert requests.get(server.sparql, {"query": "ASK {}"}, headers=foreign).headers["access-control-allow-origin"] == "*"
    asked = {**foreign, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = requests.options(server.sparql, headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in preflight.headers
    assert requests.options(server.sparql).headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_what_the_client_has_is_not_computed_again(server: Server) -> None:
    query = {"query": "SELECT * { ?s a ?type }"}
    first = requests.get(server.sparql, query)
    again = requests.get(server.sparql, query, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other_form = requests.get(server.sparql, {**query, "format": "csv"}, headers={"If-None-Match": first.headers["etag"]})
    assert other_form.status_code == 200
    assert requests.post(server.sparql, query, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"])
def test_what_differs_each_time_bears_no_tag(server: Server, query: str) -> None:
    assert "etag" not in requests.get(server.sparql, {"query": query}).headers


def test_an_answer_is_packed_where_the_client_takes_that(server: Server) -> None:
    query = {"query": "SELECT * { ?s <http://example.org/next> ?o }", "format": "csv"}
    plain = requests.get(server.sparql, query, headers={"Accept-Encoding": "identity"})
    packed = requests.get(server.sparql, query, headers={"Accept-Encoding": "br, gzip"}, stream=True)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    raw = packed.raw.read()
    assert len(raw) < len(plain.content) / 4
    assert gzip.decompress(raw) == plain.content
    refusing = requests.get(server.sparql, query, headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refusing.headers


# ---- Service Description (w3c: returns-rdf, has-endpoint-triple, conforms-to-schema)

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.mark.parametrize(
    ("accept", "parser"), [(None, "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")]
)
def test_asked_nothing_it_describes_itself(server: Server, accept: str | None, parser: str) -> None:
    response = requests.get(server.sparql, headers={"Accept": accept})  # type: ignore[dict-item]
    assert response.status_code == 200
    told = rdflib.Graph().parse(data=response.content, format=parser)
    [service] = told.subjects(rdflib.RDF.type, SD.Service)
    assert list(told.objects(service, SD.endpoint)) == [rdflib.URIRef(server.sparql)]
    assert list(told.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert SD.UnionDefaultGraph in told.objects(service, SD.feature)
    [dataset] = told.objects(service, SD.defaultDataset)
    names = {str(told.value(named, SD.name)) for named in told.objects(dataset, SD.namedGraph)}
    assert names == {graph(1), graph(2), graph(3), "http://example.org/ring"}


def test_it_tells_its_limits_in_both_languages(server: Server) -> None:
    told = rdflib.Graph().parse(data=requests.get(server.sparql).content, format="turtle")
    texts = {text.language: str(text) for text in told.objects(None, rdflib.RDFS.comment)}  # type: ignore[union-attr]
    assert texts.keys() == {"en", "fr"}
    assert all("20 s" in text and "100000" in text and "64" in text for text in texts.values())


def test_the_description_in_a_form_it_does_not_have_is_refused(server: Server) -> None:
    assert requests.get(server.sparql, headers={"Accept": "image/png"}).status_code == 406


# ---- Graph Store Protocol, the side that reads


def test_a_graph_is_fetched_by_its_name(server: Server) -> None:
    response = requests.get(server.address + "/store", {"graph": graph(2)})
    assert response.status_code == 200
    read = rdflib.Graph().parse(data=response.content, format="turtle")
    assert [str(subject) for subject in read.subjects()] == [graph(2)]
    head = requests.head(server.address + "/store", params={"graph": graph(2)})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == response.headers["content-length"]


def test_the_default_graph_is_the_one_queries_see(server: Server) -> None:
    response = requests.get(server.address + "/store?default", headers={"Accept": "application/n-triples"})
    assert len(response.content.splitlines()) == 6_003


@pytest.mark.parametrize(
    ("parameters", "headers", "status"),
    [
        ({"graph": "http://example.org/nothing"}, {}, 404),
        ({}, {}, 400),
        ({"graph": graph(1), "default": ""}, {}, 400),
        ({"graph": [graph(1), graph(2)]}, {}, 400),
        ({"graph": "not an iri"}, {}, 400),
        ({"graph": graph(1)}, {"Accept": "text/csv"}, 406),
    ],
)
def test_a_graph_that_cannot_be_given_is_refused(
    server: Server, parameters: dict[str, object], headers: dict[str, str], status: int
) -> None:
    assert requests.get(server.address + "/store", parameters, headers=headers).status_code == status  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nobody_writes_a_graph(server: Server, method: str) -> None:
    response = requests.request(method, server.address + "/store", params={"graph": graph(1)}, data=b"")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert requests.get(server.address + "/store", {"graph": graph(1)}).status_code == 200


def test_the_store_is_what_it_was_after_all_that(server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    found = requests.get(server.sparql, {"query": query}).json()
    assert json.dumps(found["results"]["bindings"][0]["n"]["value"]) == '"6003"'


def test_a_path_that_no_store_has_is_not_there(server: Server, tmp_path: Path) -> None:
    assert requests.get(server.address + "/store/" + str(tmp_path)).status_code == 404
