"""Conversions in processes of their own, and every process that came of them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROC = Path("/proc")
LINUX = (PROC / "self" / "environ").exists()
_MARK = "ANQ2RDF_TEST_RUN"


class Run:
    """One `anq2rdf convert`, started in a session of its own so that signals meet only it and its workers."""

    def __init__(self, *arguments: object, **options: object) -> None:
        self._mark = uuid.uuid4().hex
        call = [sys.executable, "-m", "anq2rdf", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), _MARK: self._mark}
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        self.process = subprocess.Popen(call, env=environment, start_new_session=True, **given)  # type: ignore[call-overload]

    def end(self) -> tuple[int, str]:
        """The exit code and what was said on stderr."""
        _, told = self.process.communicate(timeout=120)
        return self.process.returncode, told.decode()

    def members(self) -> list[int]:
        """Every living process of the run, by the mark in its environment."""
        mark = f"{_MARK}={self._mark}".encode()
        return [int(each.name) for each in PROC.iterdir() if each.name.isdigit() and mark in _content(each / "environ")]

    def workers(self) -> list[int]:
        """Those that convert."""
        return [each for each in self.members() if b"spawn_main" in _content(PROC / str(each) / "cmdline")]

    def wait_for_workers(self, count: int) -> list[int]:
        """Until that many live, or the run is over."""
        while len(found := self.workers()) < count and self.process.poll() is None:
            time.sleep(0.005)
        return found

    def survivors(self, seconds: float = 20.0) -> list[int]:
        """Who still lives after that time; returns as soon as nobody does."""
        end = time.monotonic() + seconds
        while (left := self.members()) and time.monotonic() < end:
            time.sleep(0.01)
        return left


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended meanwhile
        return b""


def seconds_of(*arguments: object) -> float:
    """How long the run takes undisturbed, just now."""
    start = time.monotonic()
    code, told = Run(*arguments).end()
    assert code == 0, told
    return time.monotonic() - start


def dice(test: str) -> random.Random:
    """Random moments, with the seed on the screen; ANQ2RDF_SEED repeats those of an earlier run."""
    seed = int(os.environ.get("ANQ2RDF_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
    sys.stderr.write(f"\n{test}: ANQ2RDF_SEED={seed}\n")
    return random.Random(seed)
