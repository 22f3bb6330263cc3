"""kill -9 of the run or of a worker, at random moments: the old output or the new, never half, and nobody left over."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

from tests.crew.made import archive
from tests.faults.processes import LINUX, Run, dice, seconds_of

pytestmark = pytest.mark.skipif(not LINUX, reason="processes are found in Linux's /proc")

RUNS = 50
WORKER_RUNS = 20
OLD = b"the old output"


def converted(path: Path, folder: Path) -> bytes:
    """The output of an undisturbed run in this one process."""
    target = folder / "expected.nq"
    code, told = Run("convert", path, "-o", target, "-q").end()
    assert code == 0, told
    return target.read_bytes()


def test_a_killed_run_leaves_the_old_output_or_the_new(tmp_path: Path) -> None:
    path = archive(tmp_path / "archive", 150)
    new, target = converted(path, tmp_path), tmp_path / "out" / "out.nq"
    target.parent.mkdir()
    arguments = ("convert", path, "-o", target, "-q", "--jobs", "2")
    rest, moments = seconds_of(*arguments), dice("main killed")
    ends = {OLD: 0, new: 0}
    for _ in range(RUNS):
        target.write_bytes(OLD)
        run = Run(*arguments)
        time.sleep(moments.uniform(0.1, 1.05) * rest)
        run.process.kill()
        run.end()
        assert run.survivors() == []
        ends[target.read_bytes()] += 1  # KeyError: it is neither
    assert sum(ends.values()) == RUNS
    assert ends[OLD] > 0
    # Nothing to clean by hand: the next run takes away what the killed ones left.
    assert seconds_of(*arguments) > 0
    assert [each.name for each in target.parent.iterdir()] == ["out.nq"]
    assert target.read_bytes() == new


def test_a_killed_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    path = archive(tmp_path / "archive", 350)
    new, target, report = converted(path, tmp_path), tmp_path / "out.nq", tmp_path / "report.json"
    arguments = ("convert", path, "-o", target, "--report", report, "-q", "--jobs", "2")
    moments, lost = dice("worker killed"), 0
    rest = seconds_of(*arguments) / 2
    for _ in range(WORKER_RUNS):
        run = Run(*arguments)
        run.wait_for_workers(moments.choice([1, 2]))
        time.sleep(moments.uniform(0, 1) * rest)
        for worker in moments.sample(run.workers(), k=len(run.workers()))[:1]:
            os.kill(worker, signal.SIGKILL)
        code, told = run.end()
        assert (code, told) == (0, "")
        assert run.survivors() == []
        assert target.read_bytes() == new
        lost += "E903" in [problem["code"] for problem in json.loads(report.read_bytes())["problems"]]
    assert lost > 0  # else no worker was killed while it had work
