"""All examples together: every term of the ontology is shown, every format says the same, the shapes find what they must."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from anq2rdf.cli import run
from tests.examples.graphs import ANQ, BASE, EXAMPLES, REGISTER, TYPE, Converted, Graph, convert, link
from tests.judges import JUDGES, judge, parse_with_pyoxigraph
from tests.ontology.test_terms import CLASSES, PROPERTIES

# Each question once: of the seed its JSON, of the archives the JSON and the packed one.
SOURCES = (
    EXAMPLES / "seed" / "QANR5L14QE76935.json",
    *sorted(path for path in (EXAMPLES / "events").iterdir() if path.suffix in (".json", ".xml")),
    *sorted((EXAMPLES / "pages").glob("*.html")),
    EXAMPLES / "legacy" / "15-900311QE.xml",
    EXAMPLES / "giant" / "Questions_ecrites.json",
    EXAMPLES / "joint" / "ANQ20990001.taz",
)
# By hand: which rule must find what (none of them a violation).
FINDINGS = {
    "A09": ["QANR5L16QG900101/answer/1"],                               # a page that is a word
    "E07": ["QANR5L11QE900301/event/erratum-1"],                        # a page tells the day of an erratum, not its text
    "Q11": ["QANR5L17QE900401", "QANR5L17QE900402", "QANR5L17QE900403"],      # the JO archive has no rubriques,
    "Q22": ["QANR5L17QE900401", "QANR5L17QE900402"],                    # and beside an answer not the question's page
    "Q13": ["QANR5L11QE900301", "QANR5L13QE900302"],                    # deputies of before the register,
    "Q16": ["QANR5L11QE900301", "QANR5L13QE900302"],                    # known by name only
    "S10": ["QANR5L16QE900105", "QANR5L17QE900202"],                    # closed as answered: never, and another day
    "S15": ["QANR5L14QE76935"],                                         # the group of a later day
}
FORMS = ("nt", "nq", "ttl", "trig", "jsonld")
GRAPHS = {"nq", "trig"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Converted]:
    folder = tmp_path_factory.mktemp("whole")
    return {form: convert(folder, *SOURCES, form=form) for form in FORMS}


@pytest.fixture(scope="module")
def shown(documents: dict[str, Converted], tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Everything the examples say, the replaced mandate of examples/replacement and the links included."""
    folder = EXAMPLES / "replacement"
    more = convert(tmp_path_factory.mktemp("more"), folder / "QANR5L16QE900321.json", register=folder / "register")
    page = convert(tmp_path_factory.mktemp("page"), EXAMPLES / "seed" / "14-76935QE.md", register=None)
    links = parse_with_pyoxigraph((link(tmp_path_factory.mktemp("links")) / "links.nq").read_bytes(), "nq")
    return documents["nt"].graph | more.graph | page.graph | links


def test_every_declared_term_is_shown_and_every_shown_term_declared(shown: Graph) -> None:
    classes = {s[2].removeprefix(ANQ) for s in shown if s[1] == TYPE and s[2].startswith(ANQ)}
    properties = {s[1].removeprefix(ANQ) for s in shown if s[1].startswith(ANQ)}
    assert classes == CLASSES
    assert properties == PROPERTIES


def test_there_is_no_blank_node_and_no_empty_literal(documents: dict[str, Converted], shown: Graph) -> None:
    assert b"_:" not in re.sub(rb'"(?:[^"\\]|\\.)*"', b"", documents["nq"].data)
    assert all(s[2] for s in shown)


@pytest.mark.parametrize(("name", "form"), [(name, form) for name in JUDGES for form in FORMS if form in JUDGES[name][1]])
def test_every_judge_reads_the_same_in_every_format(documents: dict[str, Converted], name: str, form: str) -> None:
    whole = parse_with_pyoxigraph(documents["nq"].data, "nq")
    expected = whole if form in GRAPHS else {(*statement[:5], "") for statement in whole}
    assert judge(name, documents[form].data, form) == expected


def test_each_statement_is_in_one_graph(documents: dict[str, Converted]) -> None:
    whole = parse_with_pyoxigraph(documents["nq"].data, "nq")
    assert len({statement[:5] for statement in whole}) == len(whole)
    assert all(statement[5].startswith("https://w3id.org/anq/graph/") for statement in whole)


def test_the_shapes_find_the_faults_of_the_examples_and_nothing_else(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    sources = [*map(str, SOURCES), "--register", str(REGISTER)]
    code = run(["validate", "-q", *sources, "-t", "json", "-o", str(report)])
    assert code == 1     # the archive of the Journal officiel holds a question of the Senate
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    found = sorted((result["shape"]["value"].rpartition("#")[2], result["focus"]["value"]) for result in results)
    assert found == sorted((shape, f"{BASE}id/question/{focus}") for shape, foci in FINDINGS.items() for focus in foci)
