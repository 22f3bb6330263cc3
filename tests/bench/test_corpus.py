"""The invented archives: the same bytes twice, the shares they promise, and records that convert and are valid.

The shares are those the modules `questions` and `texts` promise; bounds are four standard deviations of a thousand draws.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.cli import run
from anq2rdf.records import Reading
from anq2rdf.register import load
from anq2rdf.sources import open_sources, readings
from bench import corpus, equality, questions, texts, zipping
from bench import register as bench_register

COUNT = 50


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> corpus.Archives:
    return corpus.make(COUNT, tmp_path_factory.mktemp("archives"))


@cache
def thousand() -> list[dict[str, Any]]:
    return list(corpus.records(1_000))


def test_the_same_bytes_twice(made: corpus.Archives, tmp_path: Path) -> None:
    again = corpus.make(COUNT, tmp_path)
    assert [path.name for path in again] == [path.name for path in made]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]


def test_archives_of_another_count_are_replaced(tmp_path: Path) -> None:
    corpus.make(3, tmp_path)
    with zipfile.ZipFile(corpus.make(2, tmp_path).json) as archive:
        assert archive.namelist() == ["LISEZMOI.txt", "json/QANR5L16QE1.json", "json/QANR5L16QE2.json"]


def test_every_archive_of_questions_says_that_they_are_invented(made: corpus.Archives) -> None:
    for path in (made.json, made.xml, made.giant_json, made.giant_xml):
        with zipfile.ZipFile(path) as archive:
            assert "EXEMPLE INVENTÉ" in archive.read("LISEZMOI.txt").decode()


def test_the_giant_json_is_the_layout_of_the_xiv_legislature(made: corpus.Archives) -> None:
    with zipfile.ZipFile(made.giant_json) as archive:
        found = json.loads(archive.read("Questions_ecrites.json"))["questionsEcrites"]["question"]
    assert len(found) == COUNT
    assert isinstance(found[0]["indexationAN"]["ANALYSE"]["ANA"], str)


def test_shares_are_those_promised() -> None:
    found: Counter[str] = Counter()
    for record in thousand():
        answered = record["textesReponse"] is not None
        texte = record["textesReponse"]["texteReponse"]["texte"] if answered else ""
        closing = (record["cloture"] or {}).get("codeCloture")
        attributions = record["minAttribs"]["minAttrib"]
        found["answered"] += answered
        found[f"closed {closing}"] += 1
        found["reassigned"] += isinstance(attributions, list)
        found["reassigned twice"] += len(attributions) == 3 if isinstance(attributions, list) else 0
        found["renewed"] += record["renouvellements"] is not None
        found["renewed twice"] += isinstance((record["renouvellements"] or {}).get("renouvellement"), list)
        found["signalled"] += record["signalement"] is not None
        found["marked up"] += "<" in texte
        found["tables"] += "<table" in texte
        found["lists"] += "<li>" in texte
        found["entities"] += "&#8364;" in texte
        found["question marked up"] += "<em>" in record["textesQuestion"]["texteQuestion"]["texte"]
    assert 805 <= found["answered"] == found["closed REP_PUB"] <= 895
    assert 1 <= found["closed AU"] <= 23
    assert 1 <= found["closed FM"] <= 23
    assert 34 <= found["closed FL"] <= 96
    assert 34 <= found["closed None"] <= 96
    assert 79 <= found["reassigned"] <= 161
    assert 4 <= found["reassigned twice"] <= 38
    assert 23 <= found["renewed"] <= 77
    assert 1 <= found["renewed twice"] <= 23
    assert 9 <= found["signalled"] <= 51
    assert 16 <= found["marked up"] <= 64
    assert 1 <= found["tables"] <= 26
    assert 1 <= found["lists"] <= 20
    assert found["entities"] >= 300
    assert 120 <= found["question marked up"] <= 240


def test_texts_are_as_long_as_real_ones() -> None:
    records = thousand()
    asked = [len(record["textesQuestion"]["texteQuestion"]["texte"]) for record in records]
    told = [len(r["textesReponse"]["texteReponse"]["texte"]) for r in records if r["textesReponse"]]
    assert 1_600 <= sum(asked) / len(asked) <= 2_200       # 279 real ones: 1,894
    assert 3_000 <= sum(told) / len(told) <= 3_900         # 178 real ones: 3,436


def test_answers_are_shared_by_pairs_and_fives() -> None:
    answers = Counter(
        json.dumps(record["textesReponse"], sort_keys=True) for record in thousand() if record["textesReponse"]
    )
    assert sorted(answers.values())[-13:] == [1] + [2] * 10 + [5] * 2


def test_events_come_in_order_and_before_the_answer() -> None:
    for record in thousand():
        asked = record["textesQuestion"]["texteQuestion"]["infoJO"]["dateJO"]
        given = record["minAttribs"]["minAttrib"]
        days = [each["infoJO"]["dateJO"] for each in (given if isinstance(given, list) else [given])]
        assert days == sorted(set(days))
        assert days[0] == asked
        if record["textesReponse"]:
            assert days[-1] < record["textesReponse"]["texteReponse"]["infoJO"]["dateJO"]


def test_a_record_depends_on_its_number_alone() -> None:
    assert questions.question(7, COUNT) == questions.question(7, COUNT)
    assert questions.question(7, COUNT) != questions.question(8, COUNT)


def test_no_slot_of_a_phrase_is_left_open() -> None:
    everything = json.dumps(thousand(), ensure_ascii=False).replace("{", "").count("}")
    structure = sum(_objects(record) for record in thousand())
    assert everything == structure
    assert texts.QUESTION_CHARACTERS < texts.ANSWER_CHARACTERS


def _objects(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_objects, value.values()))
    return sum(map(_objects, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("layout", ["json", "xml", "giant_json", "giant_xml"])
def test_every_record_of_every_layout_converts(made: corpus.Archives, layout: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code = run([
        "convert", str(getattr(made, layout)), "-o", str(tmp_path / "out.nt"), "--report", str(report), "--quiet",
    ])
    assert code == 0
    records = json.loads(report.read_bytes())["records"]
    assert (records["read"], records["converted"], records["rejected"]) == (COUNT, COUNT, 0)


def test_layouts_say_the_same_apart_from_provenance(made: corpus.Archives, tmp_path: Path) -> None:
    outputs = []
    for path in (made.json, made.xml, made.giant_json, made.giant_xml):
        outputs.append(tmp_path / f"{path.name}.nt")
        assert run(["convert", str(path), "-o", str(outputs[-1]), "--quiet"]) == 0
    found = equality.compare(outputs, whole=False)
    assert {(each["missing"], each["added"]) for each in found.values()} == {(0, 0)}
    assert found["QE.json.zip.nt"]["statements"] > 50 * COUNT


def test_records_are_valid_with_and_without_the_register(made: corpus.Archives, tmp_path: Path) -> None:
    results = {}
    for name, options in (("without", []), ("with", ["--register", str(made.register)])):
        output = tmp_path / f"{name}.json"
        assert run(["validate", str(made.json), "-t", "json", "-o", str(output), "--quiet", *options]) == 0
        results[name] = json.loads(output.read_bytes())
    assert _fired(results["without"]) == {"D02"}      # deputies are nameless without the register, and nothing else
    assert _fired(results["with"]) == set()


def _fired(report: dict[str, Any]) -> set[str]:
    return {shape["name"] for shape in report["shapes"]}


def test_the_parts_of_several_processes_are_the_same_archive(tmp_path: Path) -> None:
    alone = corpus.make(corpus.CHUNK + 1, tmp_path / "1", ["json", "giant-xml"])
    several = corpus.make(corpus.CHUNK + 1, tmp_path / "2", ["giant-xml", "json"], processes=2)
    assert alone.json.read_bytes() == several.json.read_bytes()
    assert alone.giant_xml.read_bytes() == several.giant_xml.read_bytes()
    assert not alone.xml.exists()


def test_archives_are_sound_for_zipfile(made: corpus.Archives) -> None:
    for path in made:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


def test_an_archive_of_more_members_than_a_plain_zip_holds(tmp_path: Path) -> None:
    with zipping.Packed(tmp_path / "many.zip") as archive:
        for start in range(0, 70_000, 10_000):
            archive.add(zipping.pack((f"{number}.txt", b"%d" % number) for number in range(start, start + 10_000)))
    with zipfile.ZipFile(tmp_path / "many.zip") as found:
        assert len(found.namelist()) == 70_000
        assert found.read("69999.txt") == b"69999"


def test_a_member_far_into_a_large_archive_says_where_it_is() -> None:
    line = zipping.Entry(b"a", 1, 2, 3).listed(5_000_000_000)
    assert line[42:46] == b"\xff\xff\xff\xff"                              # APPNOTE 4.4.16: look in the extra field
    assert line[46:] == b"a\x01\x00\x08\x00" + (5_000_000_000).to_bytes(8, "little")      # 4.5.3


def test_authors_groups_and_ministries_resolve_in_the_register(made: corpus.Archives) -> None:
    register = load(made.register)
    with open_sources([str(made.json)]) as sources:
        read = [each for document in sources for each in readings(document) if isinstance(each, Reading)]
    resolved = [register.resolve(each.question) for each in read if each.question is not None]
    assert len(resolved) == COUNT
    for each in resolved:
        question, membership = each.question, each.membership
        assert each.problems == ()
        assert register.person(str(question.author.id)) is not None
        assert register.mandate(str(question.author.mandate)) is not None
        assert membership is not None
        assert membership.organ == question.group.id
        assert all(ministry.id and register.organ(ministry.id) for ministry in _ministries(question))


def test_a_name_borne_by_two_ministries_is_told_apart_by_the_day() -> None:
    named = [name for name, _, _ in bench_register.ministries()]
    labels = Counter(each.label for each in named)
    assert sorted(labels.values()) == [1] * 12 + [2] * 8
    assert len({each.id for each in named}) == 28


def _ministries(question: Any) -> list[Any]:
    return [question.interrogated, *(each.ministry for each in question.attributions)]
