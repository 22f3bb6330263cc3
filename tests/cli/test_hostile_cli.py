"""Every hostile input through `anq2rdf convert`: the exit code, the report, and nothing half written anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest

from anq2rdf import limits
from anq2rdf.problems import catalogue
from anq2rdf.sources import readers
from tests.cli.calls import Call, convert
from tests.hostile.outcome import watched
from tests.hostile.test_hostile import CASES, HERE, arguments_of, time_limit

# Without a register every author is known by name or number alone; that is no matter of the input's health.
UNREGISTERED = {"E114", "E115", "E116", "E117", "E118", "E122"}
DOUBLES = {"E250", "E252"}
PACKAGE = Path(limits.__file__).parent


def called(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Call:
    """The case's call; files may be written in the output folder and the spool alone, and no socket opened."""
    folder, out, spool = tmp_path / "made", tmp_path / "out", tmp_path / "spool"
    for each in (folder, out, spool):
        each.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    # No option sets the caps: what the command starts from is changed instead.
    caps = msgspec.structs.replace(limits.DEFAULT, **case.get("limits", {}))
    monkeypatch.setattr(limits, "DEFAULT", caps)
    arguments = arguments_of(case, folder)
    piped = Path(arguments[0]).read_bytes() if case.get("stdin") else None
    readers(), catalogue()
    with time_limit(case.get("seconds", 10) + 5), watched() as events:
        given = ["-"] if piped is not None else arguments
        done = convert(out, *given, *case.get("options", ()), capsys=capsys, monkeypatch=monkeypatch, stdin=piped)
    assert [event for event in events if event[0] != "open"] == []
    assert [path for event, path, wrote in events if wrote and not inside(path, out, spool, PACKAGE)] == []
    assert list(spool.iterdir()) == []
    return done


def inside(path: str, *folders: Path) -> bool:
    """Also a descriptor, whose file was named when it was opened."""
    return path.isdecimal() or any(Path(path).absolute().is_relative_to(folder) for folder in folders)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_a_hostile_input_converts_as_far_as_it_can(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = called(case, tmp_path, capsys, monkeypatch)
    assert done.exit == case["exit"] == done.report["exit_code"], done.stderr
    assert "Traceback" not in done.stderr
    assert all(line.isprintable() for line in done.stderr.splitlines())
    assert done.codes - UNREGISTERED - DOUBLES == set(case["codes"]) - UNREGISTERED - DOUBLES
    assert set(case["codes"]) <= done.codes
    records = done.report["records"]
    assert records["read"] == records["converted"] + records["rejected"]
    assert len(done.questions) == records["converted"] == case.get("questions", 0)
    assert done.left == ["out.nq", "report.json"]
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in done.quads or ())


def test_a_rejected_record_and_an_unreadable_input_name_their_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for case in CASES:
        if case["name"] in {"an HTML error page saved as zip", "an encrypted member", "a zip cut short"}:
            (tmp_path / case["name"]).mkdir()
            done = called(case, tmp_path / case["name"], capsys, monkeypatch)
            remedies = [catalogue()[code].remedy for code in case["codes"]]
            assert all(remedy in done.stderr for remedy in remedies), done.stderr


PROCESSES = ("a zip bomb beside two questions", "JSON nested 100,000 deep", "a gzip bomb on standard input",
             "an empty file", "a giant XML that is cut", "an XML entity that reads a file",
             "a member's name that drives the terminal", "a device without end")


@pytest.mark.parametrize("name", PROCESSES, ids=lambda name: name.replace(" ", "-"))
def test_as_a_process_it_ends_the_same(name: str, tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case["name"] == name)
    (tmp_path / "made").mkdir()
    (tmp_path / "spool").mkdir()
    arguments = arguments_of(case, tmp_path / "made")
    piped = Path(arguments[0]).read_bytes() if case.get("stdin") else b""
    given = ["-"] if case.get("stdin") else arguments
    done = subprocess.run(
        [sys.executable, "-m", "anq2rdf", "convert", *given, "-t", "nq"],
        input=piped, capture_output=True, check=False, timeout=60,
        env={**os.environ, "TMPDIR": str(tmp_path / "spool"), "LC_ALL": "C"},
    )
    assert done.returncode == case["exit"], done.stderr
    assert b"Traceback" not in done.stderr
    quads = list(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))
    assert bool(quads) == bool(case.get("questions"))
    assert all(code.encode() in done.stderr or case["exit"] == 3 for code in case["codes"])
    assert list((tmp_path / "spool").iterdir()) == []


def test_every_case_of_the_processes_is_in_the_table() -> None:
    assert set(PROCESSES) <= {case["name"] for case in CASES}
    assert HERE.is_dir()
