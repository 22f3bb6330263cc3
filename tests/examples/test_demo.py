"""The demonstration: it runs from any folder, twice to the same bytes, and stops at the first real error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.graphs import EXAMPLES

BIN = Path(sys.executable).parent
OUTPUTS = {"questions.nq", "questions.ttl", "questions.jsonld", "report.json", "validation.html", "store", "links"}


def demo(folder: Path, path: Path = BIN) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(folder / "cache")}
    command = ["sh", str(EXAMPLES / "demo.sh"), str(folder / "demo")]
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.skipif(not (BIN / "anq2rdf").exists(), reason="the program is not installed beside this Python")
def test_the_demonstration_shows_what_it_promises_twice(tmp_path: Path) -> None:
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    assert {path.name for path in (tmp_path / "demo").iterdir()} == OUTPUTS
    statements = (tmp_path / "demo" / "questions.nq").read_bytes()
    records = json.loads((tmp_path / "demo" / "report.json").read_text(encoding="utf-8"))["records"]
    # 15 records of events, 3 pages, the old XML, 3 of the archive, 3 of the JO archive, the seed; one of the Senate.
    assert (records["read"], records["converted"], records["rejected"]) == (27, 26, 1)
    assert len(records["by_form"]) == 8
    for row in ("Jeux inventés", "QANR5L15QE900001  2020-09-15  2020-09-22      7  yes", "Union pour un Mouvement"):
        assert row in first.stdout
    assert "0 violations" in first.stdout
    assert "Traceback" not in first.stderr
    second = demo(tmp_path)
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert (tmp_path / "demo" / "questions.nq").read_bytes() == statements


@pytest.mark.parametrize("code", [2, 3, 4, 70])
def test_an_error_ends_the_demonstration(code: int, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "anq2rdf"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    ended = demo(tmp_path, program.parent)
    assert ended.returncode == code
    assert "Ask" not in ended.stdout
