"""The invented archives: the same bytes twice, the shares they promise, and records that convert and are valid."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.cli import run
from bench import corpus, equality, questions, texts

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


def test_shares_are_those_of_real_archives() -> None:
    found: Counter[str] = Counter()
    for record in thousand():
        answered = record["textesReponse"] is not None
        texte = record["textesReponse"]["texteReponse"]["texte"] if answered else ""
        found["answered"] += answered
        found["withdrawn"] += bool(record["cloture"]) and record["cloture"]["codeCloture"] == "AU"
        found["reassigned"] += isinstance(record["minAttribs"]["minAttrib"], list)
        found["renewed"] += record["renouvellements"] is not None
        found["signalled"] += record["signalement"] is not None
        found["marked up"] += "<" in texte
        found["tables"] += "<table" in texte
        found["entities"] += "&#8364;" in texte
    assert 820 <= found["answered"] <= 880
    assert 10 <= found["withdrawn"] <= 32
    assert 75 <= found["reassigned"] <= 125
    assert 35 <= found["renewed"] <= 68
    assert 18 <= found["signalled"] <= 44
    assert 140 <= found["marked up"] <= 220
    assert 8 <= found["tables"] <= 30
    assert found["entities"] >= 300


def test_texts_are_as_long_as_real_ones() -> None:
    records = thousand()
    asked = [len(record["textesQuestion"]["texteQuestion"]["texte"]) for record in records]
    told = [len(r["textesReponse"]["texteReponse"]["texte"]) for r in records if r["textesReponse"]]
    assert 1_300 <= sum(asked) / len(asked) <= 2_100
    assert 3_500 <= sum(told) / len(told) <= 4_700


def test_two_of_a_hundred_share_their_answer() -> None:
    answers = Counter(
        json.dumps(record["textesReponse"], sort_keys=True) for record in thousand() if record["textesReponse"]
    )
    assert sorted(answers.values())[-11:] == [1] + [2] * 10


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
