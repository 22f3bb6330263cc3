"""`anq2rdf query` as a person calls it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf.cli import run

NUMBERS = "PREFIX anq: <https://w3id.org/anq/ontology#> SELECT ?d ?n { ?q anq:author ?d ; anq:number ?n } ORDER BY ?n"


def test_the_library_is_listed_in_both_languages(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "--list"]) == 0
    english = capfd.readouterr().out
    assert run(["query", "--list", "--lang", "fr"]) == 0
    french = capfd.readouterr().out
    assert re.search(r"(?m)^CQ09  journal-citation +What a citation", english)
    assert re.search(r"(?m)^CQ09  journal-citation +Ce que désigne", french)
    assert re.search(r"(?m)^ +-p page=5446 -p day=2016-06-14$", french)
    assert re.search(r"(?m)^ +-p legislature=…$", english)
    assert re.search(r"(?m)^CQ12 .*\n +calls Wikidata: for an endpoint of yours$", english)


@pytest.mark.parametrize("call", [["query"], ["query", "/nowhere"]])
def test_without_a_name_the_library_is_listed(call: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(call) == 0
    assert capfd.readouterr().out.startswith("CQ01  question-record")


def test_the_text_of_a_query_is_shown_as_it_is_shipped(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "--show", "journal-citation"]) == 0
    assert capfd.readouterr().out == (root / "queries" / "cq09.rq").read_text(encoding="utf-8")
    assert run(["query", "--show", "nothing-like-it"]) == 2


def test_a_query_of_the_library_takes_a_parameter(store: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", store, "cq02", "-p", "deputy=PA1", "-t", "csv"]) == 0
    assert capfd.readouterr().out.startswith("deputy,legislature,")


def test_ones_own_query_comes_from_a_file_or_from_stdin(
    store: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.rq").write_text(NUMBERS)
    assert run(["query", store, "-q", str(tmp_path / "mine.rq"), "-p", "d=PA2", "-t", "json"]) == 0
    found = json.loads(capfd.readouterr().out)["results"]["bindings"]
    assert [row["n"]["value"] for row in found] == ["22"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NUMBERS.encode())))
    assert run(["query", store, "-"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        "d" + " " * 38 + "n",
        "-" * 36 + "  --",
        "<https://w3id.org/anq/id/person/PA1>   1",
        "<https://w3id.org/anq/id/person/PA2>  22",
    ]


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_triples_come_in_each_form(form: str, store: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.rq").write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/anq/ontology#Deputy> ; ?p ?o }")
    assert run(["query", store, "-q", str(tmp_path / "mine.rq"), "-t", form]) == 0
    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    assert len(list(ox.parse(capfd.readouterr().out, format=formats[form]))) == 4


def test_no_row_is_said_on_stderr_and_is_no_failure(store: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", store, "cq01", "-p", "uid=QANR5L99QE1"]) == 0
    assert capfd.readouterr().err == "no row\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ftp://example.org/sparql", "cq01"], 2, "not an http or https address"),
        (["STORE", "cq01", "--all-graphs"], 2, "for an endpoint"),
        (["-q", "x.rq"], 2, "STORE is missing"),
        (["STORE", "cq99"], 2, "no query called cq99"),
        (["STORE", "cq12"], 2, "ask an endpoint of yours that may"),
        (["STORE", "--max-rows", "1", "-q", "TWO"], 6, "more than 1 rows"),
        (["STORE", "cq01", "-q", "x.rq"], 2, "either"),
        (["STORE", "cq01", "-p", "nope=1"], 2, "it has uid"),
        (["STORE", "cq01", "-t", "ttl"], 2, "cannot be given as ttl"),
        (["STORE", "-q", "/nowhere.rq"], 3, "could not be read"),
        (["/nowhere", "cq01"], 3, "no store in /nowhere"),
        (["STORE", "--timeout", "0.5", "-q", "JOIN"], 6, "more than 0.5 seconds"),
    ],
)
def test_each_fault_has_its_exit_code_and_one_clear_line(
    store: str, tmp_path: Path, arguments: list[str], code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    join = tmp_path / "join.rq"
    join.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    two = tmp_path / "two.rq"
    two.write_text(NUMBERS)
    names = {"STORE": store, "JOIN": str(join), "TWO": str(two)}
    assert run(["query", *(names.get(each, each) for each in arguments)]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err
