"""Inputs that must be refused or reported: each ends as examples/counter/expected.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.examples.graphs import EXAMPLES, convert

COUNTER = EXAMPLES / "counter"
EXPECTED = tomllib.loads((COUNTER / "expected.toml").read_text(encoding="utf-8"))


def test_every_file_has_its_end_written_down() -> None:
    assert set(EXPECTED) == {path.name for path in COUNTER.iterdir()} - {"expected.toml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_counter_examples(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, end = convert(tmp_path, COUNTER / name), EXPECTED[name]
    assert (found.exit, found.codes("error", "warning")) == (end["exit"], end["codes"])
    records = found.report["records"]
    assert records["converted"] == end["converted"]
    assert records["read"] == records["converted"] + records["rejected"]
    assert "Traceback" not in capsys.readouterr().err
    assert bool(found.data) == bool(end["converted"])


def test_what_is_left_out_is_not_invented(tmp_path: Path) -> None:
    lines = convert(tmp_path, COUNTER / "impossible-date.json").data.decode("utf-8").splitlines()
    own = [line for line in lines if line.startswith("<https://w3id.org/anq/id/question/QANR5L17QE900905> ")]
    assert any("ontology#publicationPage> \"20\"" in line for line in own)
    assert not any("ontology#publicationDate>" in line for line in own)
    assert not any("question-publication" in line for line in lines)
