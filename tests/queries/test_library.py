"""Every query of the library on the clean data of tests/shapes; the rows are worked out by hand from base.ttl."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Literal, Variable
from rdflib.plugins.sparql import prepareQuery

from tests.queries.test_examples import CASES
from tests.shapes import ROOT, base, words

QUERIES = sorted((ROOT / "queries").glob("*.rq"))
FEDERATED = {"cq12", "cq45", "cq46"}
XSD = "http://www.w3.org/2001/XMLSchema#"
QUESTION = "https://w3id.org/anq/id/question/"
ANQ = "https://w3id.org/anq/ontology#"
ORGAN = "https://w3id.org/anq/id/organ/"
FILE = "sha256:b77ad2edf199a4b4479347afaf387d435a12480d0dc5b8e042c4c8991587d080"     # SHA-256 of "exemple"

PHARES = "Mme Jeanne Exemple interroge M. le ministre sur l'entretien des équipements des phares."
ANSWER = "Les phares sont entretenus chaque année.\n\n- lampes\n- lentilles"
RHONE = "Rhône (4e circonscription)"
FIRST, SECOND = "Ministère de la défense (1)", "Ministère de la défense (2)"

Rows = list[list[str | None]]

# name of the query, parameters, rows without the parameters' own columns; None where a value is not bound.
EXPECTED: list[tuple[str, dict[str, Any], Rows]] = [
    ("cq01", {"uid": "QANR5L14QE90001"}, [
        ["14", "entretien des phares", PHARES, ANSWER, "Mme Jeanne Exemple", "https://w3id.org/anq/id/person/PA900001",
         RHONE, "Groupe des phares", "QE", "90001", "mer et littoral", FIRST, SECOND, "2014-01-07", "25", "2014-05-13",
         "3800"]]),
    ("cq01", {"uid": "QANR5L17QE90003"}, [
        ["17", "relève des gardiens",
         "Mme Jeanne Exemple appelle l'attention de M. le ministre sur la relève des gardiens.", None, None,
         "https://w3id.org/anq/id/person/PA900001", RHONE, None, "QE", "90003", "défense", "Ministère des armées",
         "Ministère des armées", "2025-03-04", "1300", None, None]]),
    ("cq01", {"uid": "QANR5L14QE1"}, []),
    ("cq02", {"deputy": "PA900001"}, [
        ["14", "QE", "90001", "2014-01-07", RHONE, "entretien des phares"],
        ["14", "QE", "90006", "2014-05-13", RHONE, None],
        ["16", "QG", "101", "2023-01-11", RHONE, "Numérique et fibre"],
        ["16", "QG", "102", "2023-01-11", RHONE, "Réseaux"],
        ["16", "QG", "103", "2023-01-11", RHONE, "Antennes"],
        ["17", "QE", "90003", "2025-03-04", RHONE, "relève des gardiens"]]),
    ("cq03", {"question": "QANR5L14QE90001"}, [
        ["2014-01-07", "0", ANQ + "Allocation", FIRST, "JO, Débats AN, Questions, 7 janvier 2014"],
        ["2014-01-07", "0", ANQ + "QuestionPublication", None, "JO, Débats AN, Questions, 7 janvier 2014"],
        ["2014-03-11", "63", ANQ + "Reminder", None, "JO, Débats AN, Questions, 11 mars 2014"],
        ["2014-04-03", "86", ANQ + "Reassignment", SECOND, "JO, Lois et décrets, 3 avril 2014"],
        ["2014-04-15", "98", ANQ + "Renewal", None, "JO, Débats AN, Questions, 15 avril 2014"],
        ["2014-05-06", "119", ANQ + "Signalement", None, "JO, Débats AN, Questions, 6 mai 2014"],
        ["2014-05-13", "126", ANQ + "AnswerPublication", None, "JO, Débats AN, Questions, 13 mai 2014"],
        ["2014-05-13", "126", ANQ + "Closure", None, None],
        ["2014-05-20", "133", ANQ + "Erratum", None, "JO, Débats AN, Questions, 20 mai 2014"]]),
    # (126 + 119) / 2; 119 days are half of the two, 126 nine tenths and all; 7 January to 13 May is over two months.
    ("cq04", {}, [["14", "Défense", "2", "122.5", "119", "126", "2", "100"]]),
    # Two months after 4 March are over on 5 May, not on 4 May.
    ("cq05", {"day": ("2025-05-05", "date")}, [["QANR5L17QE90003", "2025-03-04", "Ministère des armées"]]),
    ("cq05", {"day": ("2025-05-04", "date")}, []),
    ("cq06", {}, [["QANR5L14QE90001", "2", "2014-04-03", FIRST, SECOND]]),
    ("cq07", {}, [["QANR5L14QE90001", "2014-05-06", "2014-05-13", "7", "yes"]]),
    ("cq08", {}, [["https://w3id.org/anq/id/answer-group/an-questions/2014-05-13/0d434770", "2",
                   "QANR5L14QE90001 QANR5L14QE90002"]]),
    ("cq09", {"page": (3800, "integer"), "day": ("2014-05-13", "date")}, [
        [QUESTION + "QANR5L14QE90001/answer/1", ANQ + "Answer", "QANR5L14QE90001"],
        [QUESTION + "QANR5L14QE90002/answer/1", ANQ + "Answer", "QANR5L14QE90002"]]),
    ("cq09", {"page": (25, "integer"), "day": ("2014-01-07", "date")}, [
        [QUESTION + "QANR5L14QE90001", ANQ + "Question", "QANR5L14QE90001"]]),
    ("cq09", {"page": (25, "integer"), "day": ("2014-05-13", "date")}, []),
    ("cq10", {"constituency": "099-01"}, [["14", "Paul Modèle", "3"]]),
    ("cq11", {}, [
        ["2014", "mer et littoral", "2"], ["2014", "défense", "1"], ["2016", "défense", "1"], ["2017", "défense", "1"],
        ["2023", "défense", "3"], ["2025", "défense", "1"]]),
    ("cq13", {}, [["14", "Groupe des balises", "1"]]),
    ("cq14", {"portfolio": "defense"}, [
        [ORGAN + "PO900020", FIRST, "2014-01-07", "2014-01-07", "1"],
        [ORGAN + "PO900021", SECOND, "2014-04-03", "2014-04-03", "1"],
        [ORGAN + "PO900022", "Ministère des armées", "2025-03-04", "2025-03-04", "1"]]),
    ("cq14", {"portfolio": "numerique"}, []),       # never allocated on a known day
    ("cq15", {"uid": "QANR5L14QE90001"}, [
        ["exemple-invente.zip", FILE, "json/QANR5L14QE90001.json",
         "https://questions.assemblee-nationale.fr/q14/14-90001QE.htm", "https://w3id.org/anq/id/run/00000000c0ffee00"]]),
    ("cq16", {}, [["QANR5L14QE90002", "Groupe des balises", "Groupe des phares"]]),
    ("cq17", {"word": "ÉQUIPEMENTS"}, [["QANR5L14QE90001", "question"]]),
    ("cq17", {"word": "phares"}, [
        ["QANR5L14QE90001", "answer"], ["QANR5L14QE90001", "question"],
        ["QANR5L14QE90002", "answer"], ["QANR5L14QE90002", "question"]]),
    ("cq18", {}, [["https://w3id.org/anq/id/person/PA900001", "Jeanne Exemple", "1", "1"]]),
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The data in two named graphs, nothing in the default one: as `load` leaves a store."""
    found = ox.Store()
    for triple in ox.parse(base(), format=ox.RdfFormat.N_TRIPLES):
        graph = "questions" if "/id/question/" in str(triple.subject) else "rest"
        name = ox.NamedNode(f"https://w3id.org/anq/graph/{graph}")
        found.add(ox.Quad(triple.subject, triple.predicate, triple.object, name))
    return found


def header(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    return dict(line[2:].split(": ", 1) for line in lines if re.match(r"# [a-z-]+: ", line))


def test_each_says_in_both_languages_what_it_answers() -> None:
    assert [path.stem for path in QUERIES] == [f"cq{number:02}" for number in range(1, len(QUERIES) + 1)]
    assert len(QUERIES) >= 30
    for path in QUERIES:
        said = header(path)
        assert said["id"] == path.stem.upper()
        assert words("name title-en title-fr explanation-en explanation-fr") <= set(said)
        assert set(said) <= words("id name title-en title-fr explanation-en explanation-fr parameters federated")
        assert all(said.values())
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", said["name"])
        assert said["title-en"] != said["title-fr"]
    assert len({header(path)["name"] for path in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_both_engines_parse_it_and_nothing_is_left_to_a_prefix_of_theirs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prepareQuery(text)
    declared = re.findall(r"(?m)^PREFIX (\w+): ", text)
    body = re.sub(r"(?m)^(#|PREFIX).*$|<[^<>\s]*>|\"[^\"]*\"|\s#.*$", "", text)
    assert set(re.findall(r"(?<![\w?])([a-z]+):\w", body)) == set(declared)
    assert declared == sorted(declared)
    if "SERVICE" not in text:
        ox.Store().query(text)


def test_those_that_call_another_endpoint_say_so() -> None:
    marked = {path.stem for path in QUERIES if header(path).get("federated") == "yes"}
    assert marked == {path.stem for path in QUERIES if "SERVICE" in path.read_text(encoding="utf-8")} == FEDERATED


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_parameters_are_variables_it_shows(path: Path) -> None:
    """pyoxigraph substitutes only what the outer SELECT projects (SPARQL-dev SEP-0007)."""
    text = path.read_text(encoding="utf-8")
    told = header(path).get("parameters", "").split()
    parameters = [re.fullmatch(r"(\w+):(?:iri|string|integer|date)(?:=\S+)?", each) for each in told]
    shown = {str(variable) for variable in prepareQuery(text).algebra["PV"]}
    assert {each[1] if each else None for each in parameters} <= shown


def test_every_query_that_runs_here_has_rows_to_give() -> None:
    answered = {name for name, _, rows in EXPECTED if rows} | {case.id for case in CASES if case.rows}
    assert answered == {path.stem for path in QUERIES} - FEDERATED


@pytest.mark.parametrize(("name", "given", "expected"), EXPECTED)
def test_rows_in_the_store(store: ox.Store, name: str, given: dict[str, Any], expected: Rows) -> None:
    text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(key): _term(value) for key, value in given.items()
    }
    found = store.query(text, substitutions=values, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    columns = [variable for variable in found.variables if variable.value not in given]
    rows = [[None if row[c] is None else row[c].value for c in columns] for row in found]
    assert _settled(name, rows) == expected


@pytest.mark.parametrize(("name", "given", "expected"), EXPECTED)
def test_rows_in_rdflib(dataset: Dataset, name: str, given: dict[str, Any], expected: Rows) -> None:
    text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    found = dataset.query(text, initBindings={Variable(key): _literal(value) for key, value in given.items()})
    assert found.vars is not None
    columns = [variable for variable in found.vars if str(variable) not in given]
    rows = [[None if row[c] is None else str(row[c]) for c in columns] for row in found]  # type: ignore[index,call-overload]
    assert _settled(name, rows) == expected


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    found = Dataset(default_union=True)
    found.parse(data=base(), format="nt")
    return found


def _settled(name: str, rows: Rows) -> Rows:
    if name == "cq08":       # SPARQL leaves the order inside GROUP_CONCAT open
        return [[*row[:2], " ".join(sorted(str(row[2]).split()))] for row in rows]
    return rows


def _term(value: Any) -> ox.Literal:
    text, kind = value if isinstance(value, tuple) else (value, "string")
    return ox.Literal(str(text), datatype=ox.NamedNode(XSD + kind))


def _literal(value: Any) -> Literal:
    from rdflib import XSD as KINDS

    text, kind = value if isinstance(value, tuple) else (value, None)
    return Literal(text, datatype=KINDS[kind] if kind else None)
