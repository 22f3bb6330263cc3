"""A load that is killed, meets a full disk or another load: the store is the old one or the new one, for every reader."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf import sinks
from anq2rdf.sinks.generations import current
from tests.faults.processes import LINUX, Run, dice, seconds_of

pytestmark = pytest.mark.skipif(not LINUX, reason="processes are found in Linux's /proc")

RUNS = 12
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
        if held(old) != OLD:
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("mode", ["--add", "--replace"])
def test_a_full_disk_leaves_the_old_store_and_no_more(mode: str, small_disk: Path, tmp_path: Path) -> None:
    store, path = small_disk / "store", numbers(tmp_path / "new.nq", NEW)
    code, told = Run("load", numbers(tmp_path / "old.nq", OLD), "--to", store, "-q").end()
    assert code == 0, told
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - 300_000))
    code, told = Run("load", path, "--to", store, "-q", mode).end()
    assert code == 4, told
    assert "no space left on device" in told.lower()
    assert held(store) == OLD
    assert len(list((store / "generations").iterdir())) == 1
    (small_disk / "filler").unlink()
    assert Run("load", path, "--to", store, "-q", mode).end() == (0, "")
    assert held(store) == NEW


def test_queries_during_loads_see_one_whole_generation_each(old: Path, tmp_path: Path) -> None:
    """A reader that asks twice of what it opened gets the same; one that opens again, the old or the new."""
    path, seen = numbers(tmp_path / "new.nq", NEW), set()
    for source in (path, tmp_path / "old.nq", path):
        run = Run(*loaded(old, source))
        while run.process.poll() is None:
            code, told = asked(old)
            assert code == 0
            seen.add(told)
        assert run.end()[0] == 0
    seen.add(asked(old)[1])
    assert seen == {f"{OLD} {OLD}\n", f"{NEW} {NEW}\n"}


def asked(store: Path) -> tuple[int, str]:
    """Two counts by one process, some time apart."""
    call = [sys.executable, "-c", ASKING, str(store)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout or done.stderr


ASKING = """
import sys, time
from anq2rdf.sinks import open_store
store = open_store(sys.argv[1])
count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
first = next(iter(store.query(count)))[0].value
time.sleep(0.3)
print(first, next(iter(store.query(count)))[0].value)
"""


def test_a_first_load_that_is_killed_leaves_no_store_and_the_next_one_works(tmp_path: Path) -> None:
    store, path = tmp_path / "store", numbers(tmp_path / "new.nq", NEW)
    run = Run("load", path, "--to", store, "-q")
    while not list(store.glob("generations/*/data/CURRENT")) and run.process.poll() is None:
        time.sleep(0.002)
    run.process.kill()
    run.end()
    if not (store / "current.json").exists():  # it may have been quicker
        code, told = Run("query", store, "cq01").end()
        assert (code, "no store in" in told) == (3, True)
    assert Run("load", path, "--to", store, "-q").end() == (0, "")
    assert held(store) == NEW
    assert len(list((store / "generations").iterdir())) <= 2


def test_ctrl_c_leaves_the_old_store_and_nothing_else(old: Path, tmp_path: Path) -> None:
    path, before = numbers(tmp_path / "new.nq", NEW), sorted(each.name for each in (old / "generations").iterdir())
    run = Run(*loaded(old, path))
    while len(list((old / "generations").iterdir())) == 1 and run.process.poll() is None:
        time.sleep(0.002)
    run.process.send_signal(signal.SIGINT)
    code, told = run.end()
    if code == 130:  # it may have been quicker
        assert sorted(each.name for each in (old / "generations").iterdir()) == before
        assert held(old) == OLD
        assert "Traceback" not in told
    assert held(old) in (OLD, NEW)
