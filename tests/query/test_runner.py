"""Queries run apart, are stopped in time, and call nobody."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf.errors import QueryStopped, SourceError, UsageError
from anq2rdf.limits import Limits
from anq2rdf.query import ask

ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
PREFIX = "PREFIX anq: <https://w3id.org/anq/ontology#> "


def answer(
    store: str, text: str, format_: str = "tsv", limits: Limits | None = None, **terms: ox.NamedNode | ox.Literal
) -> bytes:
    return ask(store, text, format_, terms, limits or Limits()).content


def test_all_graphs_are_asked_together(store: str) -> None:
    text = PREFIX + "SELECT ?n { ?q anq:author ?d ; anq:number ?n . ?d a anq:Deputy } ORDER BY ?n"
    assert answer(store, text) == b"?n\n1\n22\n"


def test_from_narrows_what_is_asked(store: str) -> None:
    counted = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/anq/graph/actors> { ?s ?p ?o }"
    assert answer(store, counted) == b"?n\n4\n"  # two deputies, each a type and an identifier


@pytest.mark.parametrize("format_", ["csv", "json", "xml"])
def test_each_form_is_what_the_store_itself_would_write(store: str, format_: str) -> None:
    text = """SELECT ?a ?b ?c { VALUES (?a ?b ?c) {
      ("x\\ny\\t\\"é,;" 5 UNDEF) (1.5 "a"@fr true) (UNDEF UNDEF UNDEF) ("" <http://example.org/x> "5")
      ("2015-01-01"^^<http://www.w3.org/2001/XMLSchema#date> 1e3 "<b>&") } }"""
    direct = ox.Store().query(text).serialize(format=getattr(ox.QueryResultsFormat, format_.upper()))  # type: ignore[union-attr]
    assert answer(store, text, format_) == direct


def test_one_column_with_nothing_in_it_keeps_its_rows(store: str) -> None:
    found = json.loads(answer(store, "SELECT ?a { VALUES ?a { UNDEF 'x' UNDEF } }", "json"))
    assert found["results"]["bindings"] == [{}, {"a": {"type": "literal", "value": "x"}}, {}]


def test_triples_come_as_turtle(store: str) -> None:
    text = PREFIX + "CONSTRUCT { ?q a anq:Question } { ?q a anq:Question }"
    found = list(ox.parse(answer(store, text, "ttl"), format=ox.RdfFormat.TURTLE))
    assert len(found) == 2
    assert answer(store, text, "ttl").startswith(b"@prefix anq: ")


def test_yes_or_no_comes_as_json(store: str) -> None:
    assert json.loads(answer(store, "ASK { ?s ?p ?o }", "json"))["boolean"] is True


def test_terms_are_bound_beside_the_query(store: str) -> None:
    text = PREFIX + "SELECT ?d ?n { ?q anq:author ?d ; anq:number ?n }"
    assert answer(store, text, d=ox.NamedNode("https://w3id.org/anq/id/person/PA2")) == (
        b"?d\t?n\n<https://w3id.org/anq/id/person/PA2>\t22\n"
    )


@pytest.mark.parametrize(
    ("limits", "text", "said"),
    [
        (Limits(query_seconds=1.0), f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}", "more than 1 seconds"),
        (Limits(query_rows=5000), f"SELECT * {{ {ALL} }}", "more than 5,000 rows"),
        (Limits(query_memory_bytes=1 << 30), f"SELECT * {{ {ALL} }} ORDER BY ?c ?f", "more memory"),
    ],
)
def test_a_cross_join_stops_at_the_limit(store: str, limits: Limits, text: str, said: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryStopped, match=said):
        answer(store, text, limits=limits)
    assert time.monotonic() - start < 30


def test_too_many_triples_stop_too(store: str) -> None:
    with pytest.raises(QueryStopped, match="more than 100 rows"):
        answer(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "ttl", Limits(query_rows=100))


def test_exactly_the_limit_is_allowed(store: str) -> None:
    assert (
        answer(store, "SELECT * { ?s <http://example.org/p> ?o }", limits=Limits(query_rows=2000)).count(b"\n") == 2001
    )


@pytest.mark.parametrize(
    "template",
    [
        "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
        "PREFIX a: <{}> SELECT * {{ SERVICEa:b{{?s ?p ?o}} }}",
        "SELECT * {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
        "LOAD <{}>",
        "SELECT * FROM <{}> {{ ?s ?p ?o }}",
        "ASK {{ GRAPH <{}> {{ ?s ?p ?o }} }}",
    ],
)
def test_no_query_opens_a_connection(store: str, template: str) -> None:
    met: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.0)
        listener = threading.Thread(target=lambda: _meet(server, met))
        listener.start()
        with contextlib.suppress(UsageError):
            answer(store, template.format(f"http://127.0.0.1:{server.getsockname()[1]}/x"))
        listener.join()
    assert met == []


def _meet(server: socket.socket, met: list[object]) -> None:
    try:
        met.append(server.accept())
    except TimeoutError:
        return


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "SELECT * { ?s ?p ",
        "",
        "SELECT ?x { BIND(<http://example.org/f>(1) AS ?x) }",
    ],
)
def test_what_cannot_run_is_a_usage_error_in_one_line(store: str, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        answer(store, text)
    assert "\n" not in caught.value.message


def test_a_variable_that_is_not_projected_cannot_be_set(store: str) -> None:
    with pytest.raises(UsageError) as caught:
        answer(store, "SELECT ?s { ?s ?p ?o }", o=ox.Literal("x"))
    assert "projected" in caught.value.remedy


def test_no_store_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no store"):
        answer(str(tmp_path), "ASK {}")


def test_nothing_is_left_behind(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer(store, "ASK {}", "json")
    with pytest.raises(UsageError):
        answer(store, "SELECT * {")
    assert not list(tmp_path.iterdir())
