"""`anq2rdf ontology` and `anq2rdf explain`: data on stdout only, unknown names answered with close ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from anq2rdf.cli import run
from anq2rdf.cli.explain import explain
from anq2rdf.cli.ontology import find
from anq2rdf.errors import UsageError
from anq2rdf.problems import catalogue
from tests.shapes import ROOT
from tests.shapes.runner import name, rules, shapes

Captured = pytest.CaptureFixture[bytes]


def called(capsysbinary: Captured, *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def test_ontology_alone_prints_the_ontology_as_shipped(capsysbinary: Captured) -> None:
    code, out, err = called(capsysbinary, "ontology")
    assert (code, out, err) == (0, (ROOT / "ontology" / "anq.ttl").read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("given", ["codes", "CODES", "codes.ttl", "anq-shapes", "context.jsonld", "rubriques", "cq09"])
def test_ontology_prints_any_file_by_its_name(capsysbinary: Captured, given: str) -> None:
    code, out, _ = called(capsysbinary, "ontology", given)
    stem = given.lower().split(".")[0]
    path = next(p for folder in ("ontology", "shapes", "queries") for p in (ROOT / folder).glob(f"{stem}.*"))
    assert code == 0
    assert out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("xml", "xml")])
@pytest.mark.parametrize("file", ["anq", "codes"])
def test_ontology_converts_without_loss_and_always_alike(
    capsysbinary: Captured, file: str, form: str, parser: str
) -> None:
    code, out, err = called(capsysbinary, "ontology", file, "-t", form)
    assert (code, err) == (0, "")
    assert isomorphic(Graph().parse(data=out, format=parser), Graph().parse(ROOT / "ontology" / f"{file}.ttl"))
    assert called(capsysbinary, "ontology", file, "-t", form)[1] == out


def test_ontology_lists_everything_that_is_shipped(capsysbinary: Captured) -> None:
    code, out, _ = called(capsysbinary, "ontology", "--list")
    rows = [line.split("\t") for line in out.splitlines()]
    folders = [ROOT / folder for folder in ("ontology", "shapes", "queries")]
    files = {path.name.split(".")[0] for folder in folders for path in folder.rglob("[a-z]*.*")}
    assert code == 0
    assert {row[0] for row in rows} == files
    assert all(len(row) == 3 and all(row) for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ontology", "code"], "close to it: codes"),
        (["ontology", "../../etc/passwd"], "anq2rdf ontology --list"),
        (["ontology", "\x1b[31m"], "\\x1b[31m"),
        (["ontology", "rubriques", "-t", "nt"], "is not RDF"),
        (["ontology", "--list", "anq"], "either --list or a name"),
        (["explain", "Q99"], "Q09"),
        (["explain", "E1114"], "E114"),
        (["explain", "\x1b[31m"], "\\x1b[31m"),
        (["explain", ""], "lists them all"),
    ],
)
def test_what_does_not_exist_is_a_wrong_call_in_one_line(
    capsysbinary: Captured, arguments: list[str], said: str
) -> None:
    code, out, err = called(capsysbinary, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) <= 2
    assert "\x1b[31m" not in err


def test_explain_a_problem_in_both_languages(capsysbinary: Captured) -> None:
    code, out, err = called(capsysbinary, "explain", "e250")
    assert (code, err) == (0, "")
    assert out == (
        "E250  info\n"
        "  en  The same question stood in the input before; the first one is kept.\n"
        "      Nothing to do.\n"
        "  fr  La même question figurait déjà dans l'entrée ; la première est conservée.\n"
        "      Rien à faire.\n"
    )


def test_explain_a_core_shape_in_one_language(capsysbinary: Captured) -> None:
    code, out, _ = called(capsysbinary, "explain", "D07", "--lang", "fr")
    assert code == 0
    assert out == (
        "D07  Violation  Government, Mandate, Ministry, ParliamentaryGroup\n"
        "  fr  Date de début après la date de fin.\n"
        "      | sh:path anq:startDate ; sh:lessThanOrEquals anq:endDate\n"
    )


def test_explain_several_with_the_query_of_a_constraint(capsysbinary: Captured) -> None:
    code, out, _ = called(capsysbinary, "explain", "S02", "G03")
    assert code == 0
    assert "S02  Violation  Answer\n  en  Answer published on {?value}, before its question.\n" in out
    assert "      |     $this anq:publicationDate ?value ; anq:answerTo/anq:publicationDate ?d .\n" in out
    assert "\n\nG03  Violation  the whole store\n" in out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_explain_alone_lists_every_code_once(capsysbinary: Captured, language: str) -> None:
    code, out, _ = called(capsysbinary, "explain", "--lang", language)
    codes = [line.split("\t")[0] for line in out.splitlines()]
    assert code == 0
    assert sorted(codes) == sorted([*catalogue(), *map(name, rules(shapes()))])

    assert ("Un seul auteur, député." in out) == (language == "fr")


def test_every_code_can_be_explained(capsysbinary: Captured) -> None:
    codes = [*catalogue(), *map(name, rules(shapes()))]
    code, out, _ = called(capsysbinary, "explain", *codes)
    assert code == 0
    blocks = re.split(r"\n\n(?=[A-Z]\d)", out)
    assert [block.split(" ")[0] for block in blocks] == codes
    assert all("\n  en  " in block and "\n  fr  " in block for block in blocks)


def test_the_context_is_printed_as_json(capsysbinary: Captured) -> None:
    _, out, _ = called(capsysbinary, "ontology", "context")
    assert json.loads(out)["@context"]["author"]["@type"] == "@id"
    document = json.dumps(json.loads(out) | {"id": "urn:x", "title": "phares"})
    read = [str(quad) for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD)]
    assert read == ['<urn:x> <http://purl.org/dc/terms/title> "phares"@fr']


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_name_is_found_or_refused_in_printable_lines(given: str) -> None:
    for ask in (explain, find):
        said = _refusal(ask, given)
        assert said is None or (said.message.isprintable() and said.remedy.isprintable() and said.remedy)


def _refusal(ask: Callable[[str], object], given: str) -> UsageError | None:
    try:
        ask(given)
    except UsageError as refusal:
        return refusal
    return None
