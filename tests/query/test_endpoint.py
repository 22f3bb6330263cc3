"""Endpoints asked over HTTP: Oxigraph's server gives what the embedded store gives; bad servers are told from good ones."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf.cli import run
from anq2rdf.errors import Anq2rdfError, QueryStopped, RemoteError, SourceError, UsageError
from anq2rdf.limits import Limits
from anq2rdf.query import ask, find_query
from anq2rdf.query.endpoint import ask_endpoint
from anq2rdf.query.parameters import bind_parameters
from tests.query.servers import OXIGRAPH, oxigraph, reply, scripted

RESULTS = "application/sparql-results+json"
ONE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
NONE = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
ASK = "SELECT ?x { ?s ?p ?x }"
QUICK = Limits(query_seconds=10.0, retries=2)
needs_oxigraph = pytest.mark.skipif(not OXIGRAPH.exists(), reason="the oxigraph server is not installed beside this Python")


@pytest.fixture(scope="module")
def dump(store: str) -> bytes:
    return ox.Store.read_only(store).dump(format=ox.RdfFormat.N_QUADS)  # type: ignore[return-value]


@pytest.fixture(scope="module")
def union(dump: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose default graph is the union of its graphs."""
    with oxigraph(dump, tmp_path_factory.mktemp("union"), "--union-default-graph") as address:
        yield address


@pytest.fixture(scope="module")
def apart(dump: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose default graph is empty."""
    with oxigraph(dump, tmp_path_factory.mktemp("apart")) as address:
        yield address


@needs_oxigraph
@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_a_server_and_the_embedded_store_give_the_same_bytes(union: str, store: str, form: str) -> None:
    query = find_query("cq02")
    terms = bind_parameters(query, {"deputy": "PA1"})
    there = ask_endpoint(union, query.text, form, terms)
    assert there.content == ask(store, query.text, form, terms).content
    assert there.rows == 1


@needs_oxigraph
@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_graphs_come_in_each_form(union: str, form: str) -> None:
    text = "CONSTRUCT { ?s <http://example.org/q> ?o } { ?s <http://example.org/p> ?o FILTER(?o < 3) }"
    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    found = ask_endpoint(union, text, form)
    assert found.rows == 3
    assert len(list(ox.parse(found.content, format=formats[form]))) == 3


@needs_oxigraph
def test_a_yes_or_no(union: str) -> None:
    assert json.loads(ask_endpoint(union, "ASK { ?s ?p ?o }", "json").content)["boolean"] is True


@needs_oxigraph
def test_named_graphs_are_asked_together_when_wished(apart: str, capfd: pytest.CaptureFixture[str]) -> None:
    call = ["query", apart, "cq02", "-p", "deputy=PA1", "-t", "csv"]
    assert run(call) == 0
    out, err = capfd.readouterr()
    assert out.splitlines() == ["deputy,legislature,type,number,date,constituency,title"]
    assert "--all-graphs" in err
    assert run([*call, "--all-graphs"]) == 0
    assert "PA1,,,1,2014-03-04" in capfd.readouterr().out


@needs_oxigraph
@pytest.mark.parametrize("value", ['PA1" } UNION { ?d ?p ?o } #', "PA1\\u0022 } #", "\\", '"""', "PA1' OR '1'='1"])
def test_no_value_finds_more_than_itself(union: str, value: str) -> None:
    query = find_query("cq02")
    assert ask_endpoint(union, query.text, "tsv", bind_parameters(query, {"deputy": value})).rows == 0


@needs_oxigraph
def test_what_the_server_cannot_read_is_told_in_one_line(union: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="400 Bad Request: ") as caught:
        ask_endpoint(union, "SELECT ?x { ?s ?p ")
    assert "\n" not in caught.value.message


@needs_oxigraph
def test_rows_have_a_limit_there_too(union: str) -> None:
    text = "SELECT * { ?s <http://example.org/p> ?o }"
    assert ask_endpoint(union, text, limits=Limits(query_rows=2000)).rows == 2000
    with pytest.raises(QueryStopped, match="more than 1,999 rows"):
        ask_endpoint(union, text, limits=Limits(query_rows=1999))
    with pytest.raises(QueryStopped, match="more than 1,000 bytes"):
        ask_endpoint(union, text, limits=Limits(query_bytes=1000))


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, UsageError, 2), (401, SourceError, 3), (403, SourceError, 3), (404, SourceError, 3), (405, SourceError, 3),
        (301, SourceError, 3), (307, SourceError, 3), (408, QueryStopped, 6), (413, QueryStopped, 6), (504, QueryStopped, 6),
        (507, QueryStopped, 6), (500, RemoteError, 5), (501, RemoteError, 5), (503, RemoteError, 5), (429, RemoteError, 5),
    ],
)  # fmt: skip
def test_each_status_has_its_exit_code_and_the_first_line_of_the_body(
    status: int, kind: type[Anq2rdfError], code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    said = b"<html><head><title>no</title></head><body>\n\n<h1>Of a limit\x1b[2J</h1>\nand more</body></html>"
    with scripted(lambda handler, _: reply(handler, status, said, Retry_After="0", Location="http://x.example/")) as (at, _):
        with pytest.raises(kind, match=f": {status} .*: Of a limit"):
            ask_endpoint(at, ASK, limits=QUICK)
        assert run(["query", at, "cq06"]) == code
    error = capfd.readouterr().err
    assert "\x1b[2J" not in error
    assert "and more" not in error
    assert len(error.splitlines()) <= 2


def test_a_busy_server_is_asked_again() -> None:
    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        reply(handler, 200, ONE, RESULTS) if number == 3 else reply(handler, 503, Retry_After="0")

    with scripted(script) as (address, asked):
        assert ask_endpoint(address, ASK, limits=QUICK).content == b'?x\n"1"\n'
    assert len(asked.fields) == 3


@pytest.mark.parametrize(
    ("media_type", "body", "kind", "said"),
    [
        ("text/html; charset=utf-8", b"<h1>Welcome</h1>", SourceError, "text/html"),
        (RESULTS, ONE[:-20], RemoteError, "less than an answer"),
        (RESULTS, ONE + b"The SPARQL operation has been cancelled", RemoteError, "less than an answer"),
        (RESULTS, b"", RemoteError, "less than an answer"),
        (RESULTS, b'{"error": "stack overflow"}', RemoteError, "less than an answer"),
        ("", ONE, SourceError, "nothing that says what it is"),
    ],
)
def test_two_hundred_and_no_answer(media_type: str, body: bytes, kind: type[Anq2rdfError], said: str) -> None:
    with (
        scripted(lambda handler, _: reply(handler, 200, body, media_type)) as (address, _),
        pytest.raises(kind, match=said),
    ):
        ask_endpoint(address, ASK, limits=QUICK)


def test_half_a_graph_is_no_graph() -> None:
    body = b"<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n<http://example.org/s> <http"
    with (
        scripted(lambda handler, _: reply(handler, 200, body, "application/n-triples")) as (address, _),
        pytest.raises(RemoteError, match="less than an answer"),
    ):
        ask_endpoint(address, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "nt", limits=QUICK)


def test_an_answer_that_breaks_off_is_asked_for_again_and_then_given_up() -> None:
    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", RESULTS)
        handler.send_header("Content-Length", str(len(ONE)))
        handler.end_headers()
        handler.wfile.write(ONE[:30])
        handler.close_connection = True

    with scripted(script) as (address, asked), pytest.raises(RemoteError, match=r"IncompleteRead|[Cc]onnection"):
        ask_endpoint(address, ASK, limits=QUICK)
    assert len(asked.fields) == 3


def test_nobody_there_is_the_networks_fault(capfd: pytest.CaptureFixture[str]) -> None:
    with scripted(lambda handler, _: None) as (address, _):
        pass
    assert run(["query", address, "cq06"]) == 5
    assert "refused" in capfd.readouterr().err


@pytest.mark.parametrize("drop", [b"", b" "], ids=["silence", "drops"])
def test_silence_and_a_byte_at_a_time_end_at_the_timeout(drop: bytes) -> None:
    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        if drop:
            handler.send_response(200)
            handler.send_header("Content-Type", RESULTS)
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
        for _ in range(200):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)

    with scripted(script) as (address, _), pytest.raises(QueryStopped, match="took more than"):
        ask_endpoint(address, ASK, limits=Limits(query_seconds=0.5))


def test_credentials_come_from_the_environment_and_go_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANQ2RDF_TOKEN", "secret-token")
    with scripted(lambda handler, _: reply(handler, 200, ONE, RESULTS)) as (other, others):
        elsewhere = scripted(lambda handler, _: reply(handler, 307, Location=other))
        with elsewhere as (address, asked), pytest.raises(SourceError, match="307") as caught:
            ask_endpoint(address, ASK, limits=QUICK)
        assert asked.headers[0]["Authorization"] == "Bearer secret-token"
        assert others.headers == []
        assert "secret" not in caught.value.message + caught.value.remedy
        monkeypatch.delenv("ANQ2RDF_TOKEN")
        monkeypatch.setenv("ANQ2RDF_USER", "jeanne")
        monkeypatch.setenv("ANQ2RDF_PASSWORD", "secret-word")
        ask_endpoint(other, ASK)  # nobody asked who we are
        assert "Authorization" not in others.headers[0]


def test_a_refusal_that_sends_our_secrets_back_is_shown_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANQ2RDF_TOKEN", "secret-token")

    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        reply(handler, 403, f"no {handler.headers['Authorization']}".encode())

    with scripted(script) as (address, _), pytest.raises(SourceError, match="403 Forbidden: no Bearer") as caught:
        ask_endpoint(address, ASK, limits=QUICK)
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("challenge", "given"),
    [('Digest realm="anq", nonce="n0", qop="auth", algorithm=MD5', "Digest "), ('Basic realm="anq"', "Basic amVhbm5lOng=")],
)
def test_a_password_is_given_as_it_is_asked_for(challenge: str, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANQ2RDF_USER", "jeanne")
    monkeypatch.setenv("ANQ2RDF_PASSWORD", "x")

    def script(handler: BaseHTTPRequestHandler, number: int) -> None:
        if handler.headers.get("Authorization", "").startswith(given):
            reply(handler, 200, ONE, RESULTS)
        else:
            reply(handler, 401, WWW_Authenticate=challenge)

    with scripted(script) as (address, _):
        assert ask_endpoint(address, ASK, limits=QUICK).rows == 1


@pytest.mark.parametrize(
    "address", ["ftp://example.org/q", "http://", "http://jeanne:secret@127.0.0.1/q", "http://[::1", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_refused_without_its_secrets(address: str) -> None:
    with pytest.raises(UsageError, match="address") as caught:
        ask_endpoint(address, ASK)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["INSERT DATA { <a:b> <a:b> 1 }", "CLEAR ALL", "", "LOAD <http://example.org/>"])
def test_nothing_but_reading_is_sent(text: str) -> None:
    listening = scripted(lambda handler, _: reply(handler, 200, NONE, RESULTS))
    with listening as (address, asked), pytest.raises(UsageError, match="updates are refused"):
        ask_endpoint(address, text)
    assert asked.fields == []


def test_a_federated_query_goes_to_an_endpoint(tmp_path: Path) -> None:
    with scripted(lambda handler, _: reply(handler, 200, NONE, RESULTS)) as (address, asked):
        assert run(["query", address, "wikidata-gender", "-t", "json"]) == 0
    assert "SERVICE <https://query.wikidata.org/sparql>" in asked.fields[0]["query"][0]
