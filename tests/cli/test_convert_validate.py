"""`convert --validate`: the verdict of `validate` on what was written, beside a conversion that is the same without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_convert import EXAMPLES, SEED, call

EVENTS = EXAMPLES / "events"
STRICT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix anq: <https://w3id.org/anq/ontology#> .
@prefix ex: <http://example.org/> .
ex:Few a sh:NodeShape ; sh:targetClass anq:Question ;
    sh:property ex:FewEvents , ex:Far .
ex:FewEvents sh:path anq:event ; sh:maxCount 1 ; sh:severity sh:Warning ; sh:message "Many events."@en .
ex:Far sh:path ( anq:answer [ sh:oneOrMorePath anq:answerTo ] ) ; sh:maxCount 0 ; sh:message "Answered."@en .
"""


def verdict(path: Path) -> list[dict[str, object]]:
    results: list[dict[str, object]] = json.loads(path.read_text())["results"]
    return results


@pytest.fixture
def strict(tmp_path: Path) -> Path:
    path = tmp_path / "strict.ttl"
    path.write_text(STRICT)
    return path


@pytest.mark.parametrize("options", [["-o", "out.nq.gz"], ["-o", "out.dat", "-t", "ttl", "--jobs", "2"], ["-t", "jsonld"]])
def test_the_verdict_is_that_on_the_finished_output(tmp_path: Path, strict: Path, options: list[str]) -> None:
    placed = [str(tmp_path / each) if each.startswith("out.") else each for each in options]
    beside = tmp_path / "beside.json"
    done = call("convert", EVENTS, *placed, "--validate", "-s", strict, "--verdict", beside)
    assert done.returncode == 1, done.stderr.decode()
    plain = call("convert", EVENTS, "-o", tmp_path / "plain.nt", "-q")
    assert plain.returncode == 0
    after = tmp_path / "after.json"
    call("validate", tmp_path / "plain.nt", "-s", strict, "-t", "json", "-o", after)
    assert verdict(beside) == verdict(after)
    shapes = {str(result["shape"]) for result in verdict(beside)}
    assert any("FewEvents" in shape for shape in shapes)
    assert any("Far" in shape for shape in shapes), "a shape that looks further than a record is not forgotten"


def test_the_output_is_the_same_with_and_without(tmp_path: Path) -> None:
    plain, judged = tmp_path / "plain.ttl", tmp_path / "judged.ttl"
    assert call("convert", EVENTS, "-o", plain).returncode == 0
    assert call("convert", EVENTS, "-o", judged, "--validate", "--fail-on", "none").returncode == 0
    assert plain.read_bytes() == judged.read_bytes()


def test_the_shipped_shapes_are_told_on_stderr_and_in_the_report(tmp_path: Path) -> None:
    report = tmp_path / "run.json"
    done = call("convert", SEED, "--validate", "--report", report, "--fail-on", "info")
    # Without the register the seed's author is a name alone: Q13 (no mandate) and Q16 (label only), both infos.
    assert done.returncode == 1
    assert b"Q13 info" in done.stderr
    assert b"0 violations, 0 warnings, 2 infos" in done.stderr
    told = json.loads(report.read_text())
    assert told["validation"] == {"Violation": 0, "Warning": 0, "Info": 2}
    assert told["exit_code"] == 1


def test_sparql_constraints_can_be_left_out_and_that_is_said(tmp_path: Path) -> None:
    done = call("convert", SEED, "--validate", "--no-sparql", "-o", tmp_path / "x.nt")
    assert done.returncode == 0
    assert b"SPARQL constraints were not run" in done.stderr


def test_a_dry_run_judges_too() -> None:
    done = call("convert", SEED, "--validate", "--dry-run")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"2 infos" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--validate", "-s", "nowhere.ttl"], b"nowhere.ttl"),
        (["--validate", "--verdict", "verdict.pdf"], b"verdict.pdf"),
        (["--verdict", "verdict.json"], b"goes with --validate"),
        (["--no-sparql"], b"goes with --validate"),
        (["-s", "mine.ttl"], b"goes with --validate"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    tmp_path: Path, options: list[str], words: bytes
) -> None:
    done = call("convert", SEED, "-o", tmp_path / "x.nt", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []
