"""Every hostile input of `cases.toml` ends as its line says: these codes, this exit, nothing else raised, soon, small.

While reading, no socket is opened, no process started, no file touched but the inputs and the private spool.
"""

from __future__ import annotations

import importlib
import resource
import signal
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.limits import Limits
from anq2rdf.problems import catalogue
from anq2rdf.sources import readers

from .outcome import Outcome, outcome_of, strange, watched

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
KEYS = {"name", "input", "make", "codes", "exit", "questions", "says", "limits", "stdin", "seconds"}
MAKERS = [importlib.import_module(f"{__package__}.{path.stem}") for path in sorted(HERE.glob("make*.py"))]
MEMORY = 256 << 10      # kB that one case may add to the process's peak


def arguments_of(case: dict[str, Any], folder: Path) -> list[str]:
    """What a case gives to the command."""
    if "input" in case:
        return [str(HERE / "inputs" / case["input"])]
    (make,) = (getattr(module, case["make"]) for module in MAKERS if hasattr(module, case["make"]))
    made = make(folder)
    return [made] if isinstance(made, str) else list(made)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"still running after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "spool"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def read(case: dict[str, Any], folder: Path) -> Outcome:
    """The outcome of one case, with everything that must not happen on the way looked for."""
    arguments = arguments_of(case, folder)
    piped = Path(arguments[0]).read_bytes() if case.get("stdin") else None
    readers(), catalogue()      # loaded before anybody watches
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with time_limit(case.get("seconds", 10)), watched() as events:
        outcome = outcome_of(["-"] if piped is not None else arguments, Limits(**case.get("limits", {})), piped)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
    assert strange(events, [folder, HERE / "inputs", *map(Path, arguments)]) == []
    return outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_a_hostile_input_ends_as_it_must(case: dict[str, Any], tmp_path: Path, spool: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    outcome = read(case, folder)
    assert outcome.codes == set(case["codes"]), outcome.lines
    assert outcome.exit == case["exit"]
    assert len(outcome.questions) == case.get("questions", 0)
    assert case.get("says", "") in "\n".join(outcome.lines)
    assert all(line.isprintable() and len(line) < 2000 for line in outcome.lines)
    assert list(spool.iterdir()) == []


def test_the_table_is_sound() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names))
    for case in CASES:
        assert set(case) <= KEYS, case["name"]
        assert ("input" in case) != ("make" in case), case["name"]
        assert set(case["codes"]) <= set(catalogue()), case["name"]
        assert case["exit"] in {0, 1, 3, 70}, case["name"]


def test_every_input_is_in_the_table() -> None:
    assert {path.name for path in (HERE / "inputs").iterdir()} == {case["input"] for case in CASES if "input" in case}


def test_the_watch_sees_what_it_must(tmp_path: Path) -> None:
    import socket

    with watched() as events:
        socket.socket().close()
        Path("/etc/hostname").exists()
        Path("/etc/passwd").read_bytes()
        (tmp_path / "x").write_bytes(b"")
    told = [(event, path) for event, path, _ in strange(events, [tmp_path])]
    assert ("open", "/etc/passwd") in told
    assert any(event == "socket.__new__" for event, _ in told)
    assert all("hostname" not in path for _, path in told)
