"""The other published forms: old pages, the old XML, one file for a legislature, the archive of the Journal officiel."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.examples.graphs import BASE, EXAMPLES, Graph, about, convert, difference, objects, said, written
from tests.examples.test_events import life

PAGES = tomllib.loads((EXAMPLES / "pages" / "expected.toml").read_text(encoding="utf-8"))
LINES = ("https://w3id.org/anq/id/record/", "https://w3id.org/anq/id/file/", "https://w3id.org/anq/id/run/")


@pytest.mark.parametrize("page", PAGES)
def test_pages(page: str, tmp_path: Path) -> None:
    facts = dict(PAGES[page])
    found = convert(tmp_path, EXAMPLES / "pages" / f"{page}.html")
    assert (found.exit, found.codes("error", "warning")) == (0, [])
    assert found.report["records"]["by_form"] == {facts.pop("form"): 1}
    graph, question = said(found.graph), f"{BASE}id/question/{facts.pop('uid')}"
    assert with_pages(graph, question) == facts.pop("events")
    if answer := facts.pop("answerText", None):
        assert objects(graph, f"{question}/answer/1", "text") == [answer]
    else:
        assert objects(graph, question, "answer") == []
    for name, value in facts.items():
        assert [shortened(graph, each) for each in objects(graph, question, name)] == [value], name


def with_pages(graph: Graph, question: str) -> list[str]:
    """The events of a question, "day name" each, and the page where one is told."""
    lines = life(graph, question)
    pages = [objects(graph, f"{question}/event/{line.split()[1]}", "publishedOnPage") for line in lines]
    return [" ".join([line, *(page.rpartition("/")[2] for page in told)]) for line, told in zip(lines, pages, strict=True)]


def shortened(graph: Graph, value: str) -> str:
    """A concept's label, else the last part of an address (of a person all that follows "person/"), else the value."""
    for statement in graph:
        if statement[0] == value and statement[1].endswith("#prefLabel") and "/code/tete-analyse/" in value:
            return statement[2]
    if not value.startswith(BASE):
        return value
    return value.partition("/person/")[2] or value.rpartition("/")[2]


def test_the_old_xml(tmp_path: Path) -> None:
    found = convert(tmp_path, EXAMPLES / "legacy" / "15-900311QE.xml")
    assert (found.exit, found.codes()) == (0, ["E264"])
    graph, question = said(found.graph), f"{BASE}id/question/QANR5L15QE900311"
    assert life(graph, question) == [
        "2019-10-08 allocation-1", "2019-10-08 question-publication-1", "2020-01-14 renewal-1",
        "2020-07-07 reassignment-2", "2020-09-01 answer-publication-1", "2020-09-01 closure-1",
    ]
    assert objects(graph, question, "authorLabel") == ["Mme Claude Modèle-Inventé"]
    assert objects(graph, question, "author") == [f"{BASE}id/person/PA9000003"]
    assert objects(graph, question, "authorMandate") == [f"{BASE}id/mandate/PM9000016"]
    assert objects(graph, question, "authorCirconscription") == [f"{BASE}id/circonscription/2010/2A-02"]
    assert objects(graph, f"{question}/answer/1", "publicationPage") == ["5800"]
    assert objects(graph, f"{question}/answer/1", "text") == [
        "Exemple inventé. Le tableau suit :\n\nLIVRES\tNOMBRE en rayon\n1 200"
    ]


@pytest.mark.parametrize("register", [True, False])
def test_one_archive_in_json_and_xml_gives_the_same_bytes(register: bool, tmp_path: Path) -> None:
    known = EXAMPLES / "register" if register else None
    bytes_of = {}
    for form in ("json", "xml"):
        found = convert(tmp_path, EXAMPLES / "giant" / f"Questions_ecrites.{form}", register=known)
        assert (found.exit, found.report["records"]["converted"]) == (0, 3)
        lines = found.data.decode("utf-8").splitlines(keepends=True)
        bytes_of[form] = "".join(line for line in lines if not any(f"<{start}" in line for start in LINES))
    assert bytes_of["json"] == bytes_of["xml"]
    assert len(bytes_of["json"].splitlines()) > 300


def test_the_archive_of_one_legislature(tmp_path: Path) -> None:
    graph = said(convert(tmp_path, EXAMPLES / "giant" / "Questions_ecrites.json").graph)
    first, second, third = (f"{BASE}id/question/QANR5L15QE90005{n}" for n in (1, 2, 3))
    assert objects(graph, first, "text") == [
        "Exemple inventé. M. Claude Modèle-Inventé demande combien de haies nouvelles ont été plantées."
    ]
    assert objects(graph, f"{first}/answer/1", "text") == [
        "Exemple inventé. Trois cents, soit :\n- cent à l'est ;\n- deux cents à l'ouest. Coût < 5 €."
    ]
    assert life(graph, second) == [
        "2019-09-17 allocation-1", "2019-09-17 question-publication-1", "2019-12-24 renewal-1",
        "2020-07-07 reassignment-2",
    ]
    assert objects(graph, second, "status") == [f"{BASE}code/status/lapsed"]
    assert objects(graph, f"{third}/answer/1", "responseDays") == ["63"]


@pytest.mark.parametrize("name", ["REDIF_ANQ20990001.xml", "ANQ20990001.taz"])
def test_the_archive_of_the_journal(name: str, tmp_path: Path) -> None:
    found = convert(tmp_path, EXAMPLES / "joint" / name)
    assert (found.exit, found.codes("error", "warning")) == (1, ["E258"])
    records = found.report["records"]
    assert (records["read"], records["converted"], records["rejected"]) == (4, 3, 1)
    graph = said(found.graph)
    answers = ("id/question/QANR5L17QE900401/answer/", "id/question/QANR5L17QE900402/answer/", "id/answer-group/")
    assert difference(about(graph, *answers), written("joint/expected.ttl")) == ""
    assert life(graph, f"{BASE}id/question/QANR5L17QE900401") == [
        "2098-11-04 question-publication-1", "2099-01-06 answer-publication-1"
    ]
    new = f"{BASE}id/question/QANR5L17QE900403"
    assert objects(graph, new, "publicationPage") == ["12"]
    assert objects(graph, new, "status") == [f"{BASE}code/status/pending"]
    assert objects(graph, new, "author") == [f"{BASE}id/person/PA9000002"]


def test_bare_and_packed_say_the_same(tmp_path: Path) -> None:
    names = ("REDIF_ANQ20990001.xml", "ANQ20990001.taz")
    bare, packed = (said(convert(tmp_path, EXAMPLES / "joint" / name).graph) for name in names)
    assert difference(bare, packed) == ""
