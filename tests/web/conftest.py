"""The examples, converted, loaded and served for real."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded store with the examples, their register applied."""
    folder = tmp_path_factory.mktemp("web") / "store"
    call("load", *EXAMPLES, "--register", ROOT / "examples/register", "--to", folder, "-q")
    return folder


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Where `anq2rdf serve` serves that store: http://127.0.0.1:PORT, without a slash at its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "anq2rdf", "serve", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    told = re.search(r"http://127\.0\.0\.1:[0-9]+", process.stderr.readline())
    assert told
    yield told[0]
    process.terminate()
    process.wait(10)
