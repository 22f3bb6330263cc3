"""Ctrl-C, SIGTERM and SIGHUP at random moments, a reader who goes away, a full disk: nothing half written, nobody left."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crew.made import archive
from tests.faults.processes import LINUX, Run, dice, seconds_of

pytestmark = pytest.mark.skipif(not LINUX, reason="processes are found in Linux's /proc")

RUNS = 6
OLD = b"the old output"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive"), 500)


def to_all(run: Run, number: int) -> None:
    """As a terminal does: to the run and all its workers."""
    os.killpg(run.process.pid, number)


def to_one(run: Run, number: int) -> None:
    """As `kill` does."""
    run.process.send_signal(number)


@pytest.mark.parametrize(
    ("number", "send"),
    [(signal.SIGINT, to_all), (signal.SIGTERM, to_one), (signal.SIGTERM, to_all), (signal.SIGHUP, to_all)],
    ids=["Ctrl-C", "kill", "kill the group", "the terminal closes"],
)
def test_a_stopped_run_leaves_nothing(number: int, send: object, source: Path, tmp_path: Path) -> None:
    """From the first worker's start to the last record; before that nothing runs that could be left."""
    target = tmp_path / "out.nq.zst"
    arguments = ("convert", source, "-o", target, "--jobs", "2")
    seconds, moments, stopped = seconds_of(*arguments), dice(f"stopped by {number}"), 0
    new = target.read_bytes()
    for _ in range(RUNS):
        target.write_bytes(OLD)
        run = Run(*arguments)
        run.wait_for_workers(1)
        time.sleep(moments.uniform(0, 0.6) * seconds)
        send(run, number)  # type: ignore[operator]
        code, told = run.end()
        assert run.survivors() == []
        assert [each.name for each in tmp_path.iterdir()] == [target.name]
        assert "Traceback" not in told
        left = target.read_bytes()
        assert left in (OLD, new)  # it may come after the file was whole
        if left == OLD:
            stopped += 1
            assert (code, told) == (130, "interrupted; nothing half-written was left\n")
        else:
            assert code in (0, 130)
    assert stopped > 0


def test_a_reader_who_goes_away_ends_the_run_quietly(source: Path) -> None:
    run = Run("convert", source, "-t", "nt", "-q", "--jobs", "2")
    with subprocess.Popen(["head", "-1"], stdin=run.process.stdout, stdout=subprocess.PIPE) as head:
        run.process.stdout.close()  # type: ignore[union-attr]
        assert head.communicate()[0].startswith(b"<https://w3id.org/anq/")
    run.process.stdout = None
    assert run.end() == (141, "")
    assert run.survivors() == []


def test_a_file_that_grows_beyond_what_is_allowed(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.nt"
    target.write_bytes(OLD)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    run = Run("convert", source, "-o", target, "-q", "--jobs", "2", preexec_fn=small)
    code, told = run.end()
    assert code == 4
    assert "file too large" in told
    assert_old_alone(run, target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("name", ["out.nt", "out.trig", "out.nt.gz"])
def test_a_full_disk(name: str, source: Path, small_disk: Path) -> None:
    target = small_disk / name
    target.write_bytes(OLD)
    (small_disk / "filler").write_bytes(b"x" * 700_000)
    run = Run("convert", source, "-o", target, "-q", "--jobs", "2")
    code, told = run.end()
    assert code == 4
    assert "no space left on device" in told
    (small_disk / "filler").unlink()
    assert_old_alone(run, target)


def assert_old_alone(run: Run, target: Path) -> None:
    assert target.read_bytes() == OLD
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert run.survivors() == []
