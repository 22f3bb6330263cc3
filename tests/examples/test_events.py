"""The invented records: every event, exactly where the graph is written by hand, and by their lives for the others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.examples.graphs import (
    ANQ,
    BASE,
    EXAMPLES,
    IDENTIFIER,
    TYPE,
    Graph,
    about,
    convert,
    difference,
    objects,
    said,
    without,
    written,
)

EVENTS = EXAMPLES / "events"
LIVES = tomllib.loads((EVENTS / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    records = sorted(path for path in EVENTS.iterdir() if path.suffix in (".json", ".xml"))
    return convert(tmp_path_factory.mktemp("events"), *records).graph


def test_the_rich_record_is_the_graph_written_by_hand(tmp_path: Path) -> None:
    found = convert(tmp_path, EVENTS / "QANR5L15QE900001.json")
    assert (found.exit, found.codes()) == (0, [])
    assert difference(said(found.graph), written("events/expected.ttl")) == ""


def test_the_exchange_is_the_graph_written_by_hand(tmp_path: Path) -> None:
    found = convert(tmp_path, EVENTS / "QANR5L15QG900006.json")
    own = about(said(found.graph), "id/question/")
    assert difference(without(own, "html"), written("events/expected-exchange.ttl")) == ""
    (html,) = objects(own, f"{BASE}id/question/QANR5L15QG900006/answer/1", "html")
    assert html.startswith('<div lang="fr">')
    assert "<strong>M. le président.</strong>" in html
    assert "<i>(Sourires.)</i>" in html


def test_the_joint_answer_is_the_graph_written_by_hand(everything: Graph) -> None:
    answers = ("id/question/QANR5L16QE900103/answer/", "id/question/QANR5L16QE900104/answer/")
    group = "id/answer-group/an-questions/2023-03-14/"
    assert difference(about(everything, *answers, group), written("events/expected-joint.ttl")) == ""


def test_every_record_has_its_life_written_down() -> None:
    assert set(LIVES) == {path.stem for path in EVENTS.iterdir() if path.suffix in (".json", ".xml")}


@pytest.mark.parametrize("uid", LIVES)
def test_lives(uid: str, tmp_path: Path) -> None:
    (record,) = EVENTS.glob(f"{uid}.[jx]*")
    found = convert(tmp_path, record)
    assert (found.exit, found.codes()) == (0, LIVES[uid]["codes"])
    graph, question = said(found.graph), f"{BASE}id/question/{uid}"
    assert objects(graph, question, "status") == [f"{BASE}code/status/{LIVES[uid]['status']}"]
    assert life(graph, question) == LIVES[uid]["events"]


def life(graph: Graph, question: str) -> list[str]:
    """The events of a question, "day name" each."""
    events = objects(graph, question, "event")
    return sorted(f"{objects(graph, event, 'eventDate')[0]} {event.rpartition('/')[2]}" for event in events)


def test_withdrawals_and_ends_keep_their_reasons(everything: Graph) -> None:
    reasons = {"QANR5L15QE900002": "AU", "QANR5L15QE900003": "FM", "QANR5L15QE900005": "motif-inv"}
    for uid, reason in reasons.items():
        closure = f"{BASE}id/question/{uid}/event/closure-1"
        assert objects(everything, closure, "closureReason") == [f"{BASE}code/closure-reason/{reason}"]
    raw = f"{BASE}code/closure-reason/motif-inv"
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    assert [s[2] for s in everything if s[:2] == (raw, notation)] == ["MOTIF_INV"]


def test_a_group_that_is_none_and_a_page_that_is_a_word(everything: Graph) -> None:
    question = f"{BASE}id/question/QANR5L15QE900005"
    assert objects(everything, question, "authorGroup") == []
    assert objects(everything, question, "groupLabelAsRecorded") == ["Non inscrit"]
    answer = f"{BASE}id/question/QANR5L16QG900101/answer/1"
    assert objects(everything, answer, "pageAsRecorded") == ["audi"]
    assert objects(everything, answer, "publicationPage") == objects(everything, answer, "publishedOnPage") == []


def test_a_table_is_text_and_markup(everything: Graph) -> None:
    answer = f"{BASE}id/question/QANR5L16QE900102/answer/1"
    assert objects(everything, answer, "text") == [
        "Exemple inventé. Le tableau demandé :\n\nannée\texemples\n2021\t12\n2022\t13"
    ]
    (html,) = objects(everything, answer, "html")
    assert "<th>année</th>" in html
    assert "<td>12</td>" in html
    assert "align" not in html


def test_a_list_in_xml_is_text_and_markup(everything: Graph) -> None:
    answer = f"{BASE}id/question/QANR5L17QE900203/answer/1"
    assert objects(everything, answer, "text") == ["Exemple inventé. Le voici, avec une liste :\n\n- un\n- deux"]


def test_an_oral_question_stands_in_two_editions(everything: Graph) -> None:
    question = f"{BASE}id/question/QANR5L16QOSD900106"
    assert objects(everything, question, "publishedOnPage") == [f"{BASE}id/jo/an-questions/2023-01-17/page/400"]
    answer = f"{question}/answer/1"
    assert objects(everything, answer, "publishedOnPage") == [f"{BASE}id/jo/an-debats/2023-01-25/page/512"]
    assert objects(everything, answer, "textScope") == [f"{BASE}code/text-scope/full-exchange"]
    assert (question, TYPE, f"{ANQ}OralQuestionWithoutDebate", "", "", "") in everything


def test_a_replaced_mandate(tmp_path: Path) -> None:
    folder = EXAMPLES / "replacement"
    found = convert(tmp_path, folder / "QANR5L16QE900321.json", register=folder / "register")
    assert (found.exit, found.codes("error", "warning")) == (0, [])
    assert difference(about(found.graph, "id/mandate/"), written("replacement/expected.ttl")) == ""


def test_every_made_up_question_says_so(everything: Graph) -> None:
    for uid in LIVES:
        record = next(EVENTS.glob(f"{uid}.[jx]*")).read_text(encoding="utf-8")
        assert "exemple inventé" in record.lower()
    assert {s[2] for s in everything if s[1] == IDENTIFIER and s[2].startswith("QANR")} == set(LIVES)
