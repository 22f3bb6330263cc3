"""A real Dask cluster on this machine: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Dask(NamedTuple):
    """Where it listens, and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def dask(folder: Path, *, nanny: bool = False) -> Iterator[Dask]:
    """Up when this yields. With a nanny a worker that ends is started again."""
    known = folder / "scheduler.json"
    common = ["--scheduler-file", str(known), "--no-dashboard"]
    with (folder / "log").open("wb") as log:
        scheduler = _start("scheduler", log.fileno(), *common, "--host", "127.0.0.1", "--port", "0")
        given = [*common, "--nthreads", "1", "--host", "127.0.0.1", "--nanny" if nanny else "--no-nanny"]
        workers: list[subprocess.Popen[bytes]] = []
        try:
            address = _address(known, scheduler)
            workers += [_start("worker", log.fileno(), *given) for _ in range(2)]
            yield Dask(address.replace("tcp://", "dask://"), workers)
        finally:
            for process in (*workers, scheduler):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # a nanny's worker as well
                process.wait()


def _start(what: str, log: int, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false",
    }
    call = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
    return subprocess.Popen(call, env=environment, stdout=log, stderr=log, cwd=ROOT, start_new_session=True)


def _address(known: Path, scheduler: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            address: str = json.loads(known.read_text())["address"]
        except (OSError, ValueError):  # not yet written, or not to its end
            time.sleep(0.05)
        else:
            return address
    raise AssertionError(f"the scheduler did not start: {(known.parent / 'log').read_text()}")
