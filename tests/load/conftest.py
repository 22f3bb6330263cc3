"""One Oxigraph and one Virtuoso for all tests here, and the command as people run it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from anq2rdf.cli import run
from tests.load import servers


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Oxigraph."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "store") as (address, _):
        yield address


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Virtuoso."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


@pytest.fixture
def environment(tmp_path: Path, root: Path) -> dict[str, str]:
    """An environment with a state folder of its own and nobody's credentials."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ANQ2RDF_")}
    state = {"XDG_STATE_HOME": str(tmp_path / "state"), "NETRC": str(tmp_path / "netrc"), "NO_PROXY": "*"}
    return ours | state | {"PYTHONPATH": str(root)}


@pytest.fixture
def load(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """`anq2rdf load …`, as from a shell."""
    for name in list(os.environ):
        if name.startswith("ANQ2RDF_"):
            monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run_load(*arguments: str | Path, **variables: str) -> Done:
        line = ["load", *map(str, arguments)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["anq2rdf", *line])
            for name, value in variables.items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = run(line)
            told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return run_load
