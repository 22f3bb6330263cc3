"""A load that is killed, meets a full disk or another load: the store is the old one or the new one, for every reader."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf import sinks
from anq2rdf.sinks.generations import current
from tests.faults.processes import LINUX, Run, dice, seconds_of

pytestmark = pytest.mark.skipif(not LINUX, reason="processes are found in Linux's /proc")

RUNS = 25
OLD, NEW = 500, 40_000


def numbers(path: Path, count: int) -> Path:
    """A file of so many statements."""
    path.write_text("".join(f'<http://e/{n}> <http://e/p> "{n}" <http://e/g> .\n' for n in range(count)))
    return path


def loaded(store: Path, path: Path, *options: str) -> tuple[object, ...]:
    return ("load", path, "--to", store, "--replace", "-q", *options)


def held(store: Path) -> int:
    # Not by `open_store`, which keeps what it opened from being removed as long as this process lives.
    return len(ox.Store.read_only(str(current(store).store)))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store that holds the old statements."""
    store = tmp_path / "store"
    code, told = Run(*loaded(store, numbers(tmp_path / "old.nq", OLD))).end()
    assert code == 0, told
    return store


def test_a_killed_load_leaves_the_old_store_or_the_new(old: Path, tmp_path: Path) -> None:
    arguments = loaded(old, numbers(tmp_path / "new.nq", NEW))
    rest, moments, ends = seconds_of(*arguments), dice("load killed"), {OLD: 0, NEW: 0}
    for _ in range(RUNS):
        code, told = Run(*loaded(old, tmp_path / "old.nq")).end()
        assert code == 0, told
        run = Run(*arguments)
        time.sleep(moments.uniform(0.1, 1.05) * rest)
        run.process.kill()
        run.end()
        assert run.survivors() == []
        ends[held(old)] += 1  # KeyError: it is neither
    assert ends[OLD] > 0
    assert seconds_of(*arguments) > 0  # nothing to clean by hand
    assert held(old) == NEW
    assert len(list((old / "generations").iterdir())) <= 2


def test_a_reader_meets_whole_stores_only(old: Path, tmp_path: Path) -> None:
    path, seen = numbers(tmp_path / "new.nq", NEW), set()
    for source in (path, tmp_path / "old.nq", path):
        run = Run(*loaded(old, source))
        while run.process.poll() is None:
            seen.add(held(old))
        assert run.end()[0] == 0
        seen.add(held(old))
    assert seen == {OLD, NEW}


def test_a_second_load_names_the_first_and_changes_nothing(old: Path, tmp_path: Path) -> None:
    with sinks.StoreSink(str(old)):
        code, told = Run(*loaded(old, numbers(tmp_path / "new.nq", NEW))).end()
    assert code == 4
    assert "is being loaded by process" in told
    assert held(old) == OLD


def test_a_full_disk_leaves_the_old_store(old: Path, tmp_path: Path) -> None:
    path = numbers(tmp_path / "new.nq", NEW)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    code, told = Run(*loaded(old, path), preexec_fn=small).end()
    assert code == 4, told
    assert told.startswith("error: cannot write")
    assert held(old) == OLD
    assert len(list((old / "generations").iterdir())) == 1
