"""The examples, converted, loaded and served for real; and the same things with something hostile in every field."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.hostile import hostile_lines

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "examples/register"
EXAMPLES = [
    ROOT / "examples/seed/14-76935QE.md",
    *sorted((ROOT / "examples/events").glob("*.json")),
    *sorted((ROOT / "examples/pages").glob("*.html")),
    ROOT / "examples/giant/Questions_ecrites.json",
]


def call(*arguments: object) -> None:
    """The command line in a process of its own; findings (1) are no failure here."""
    done = subprocess.run([sys.executable, "-m", "anq2rdf", *map(str, arguments)], check=False, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr


@contextmanager
def served(store: Path) -> Iterator[str]:
    """`anq2rdf serve` on that store: http://127.0.0.1:PORT, without a slash at its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "anq2rdf", "serve", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = (re.search(r"http://127\.0\.0\.1:[0-9]+", line) for line in process.stderr)
    yield next(filter(None, said))[0]
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store with the examples, their register applied."""
    folder = tmp_path_factory.mktemp("web") / "store"
    call("load", *EXAMPLES, "--register", REGISTER, "--to", folder, "-q")
    return folder


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Where that store is served."""
    with served(store) as told:
        yield told


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store with the same things, every value of theirs hostile (see hostile.py)."""
    folder = tmp_path_factory.mktemp("hostile")
    call("convert", *EXAMPLES, "--register", REGISTER, "-o", folder / "examples.nq", "-q")
    call("load", hostile_lines(folder / "examples.nq", folder / "hostile.nq"), "--to", folder / "store", "-q")
    return folder / "store"


@pytest.fixture(scope="session")
def hostile_address(hostile_store: Path) -> Iterator[str]:
    """Where the hostile store is served."""
    with served(hostile_store) as told:
        yield told
