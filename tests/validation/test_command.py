"""`anq2rdf validate` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anq2rdf.cli import run
from tests.validation.made_up import PREFIXES, QUESTIONS

GOOD = "ex:c a ex:C ; ex:p 1 ."
SHAPES = """ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .
ex:P a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "one p"@en , "un p"@fr ."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, turtle in (("good", GOOD), ("bad", "ex:c a ex:C ."), ("shapes", SHAPES), ("questions", QUESTIONS)):
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return tmp_path


def call(files: Path, *arguments: str) -> int:
    return run(["validate", *(str(files / each) if each.endswith(".ttl") else each for each in arguments)])


def test_data_that_conforms_is_zero(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(files, "good.ttl", "-s", "shapes.ttl", "--fail-on", "info") == 0
    assert capfd.readouterr().out == "conforms: no result\n"


@pytest.mark.parametrize(("threshold", "code"), [("violation", 0), ("warning", 1), ("info", 1), ("none", 0)])
def test_the_exit_code_follows_fail_on_and_the_report_is_there(
    files: Path, threshold: str, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(files, "bad.ttl", "-s", "shapes.ttl", "--fail-on", threshold, "--lang", "fr") == code
    assert "P avertissement ×1  un p" in capfd.readouterr().out


def test_shipped_shapes_find_violations_in_a_bare_graph(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(files, "questions.ttl", "-t", "json") == 1
    content = json.loads(capfd.readouterr().out)
    assert "S02" in [each["name"] for each in content["shapes"]]


@pytest.mark.parametrize("form", ["text", "json", "ttl", "html"])
def test_the_report_goes_to_a_file_whole(files: Path, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    target = files / f"report.{form}"
    assert (
        run(["validate", str(files / "bad.ttl"), "-s", str(files / "shapes.ttl"), "-t", form, "-o", str(target)]) == 0
    )
    assert "one p" in target.read_text(encoding="utf-8")
    assert capfd.readouterr().out == ""
    assert not list(files.glob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none.ttl"], 3),
        (["good.ttl", "-s", "none.ttl"], 2),
        (["good.ttl", "-t", "pdf"], 2),
        ([], 2),
        (["good.ttl", "-o", "/nowhere/at/all"], 4),
    ],
)
def test_each_fault_has_its_exit_code_and_no_traceback(
    files: Path, arguments: list[str], code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(files, *arguments) == code
    said = capfd.readouterr().err
    assert said
    assert "Traceback" not in said
