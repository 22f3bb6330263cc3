"""The memory of a process and of the workers it starts, over time. Linux only: it reads /proc.

Resident memory counts a page that two processes share in each of them, so the figures are upper bounds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from bench.processes import ROOT, Measured

PARENT = "parent"
_HELPER = b"resource_tracker"      # multiprocessing's own; it does nothing


class Look(NamedTuple):
    """One look at one process: bytes now and at most so far, and whether its command line is still its parent's."""

    now: int
    highest: int
    like_root: bool


class Watched(NamedTuple):
    """What a run took, and the memory of each of its processes: "parent", "worker 1", …"""

    measured: Measured
    times: list[float]                    # seconds since the start
    series: dict[str, list[int | None]]   # bytes at these times; None while a process is not there
    peaks: dict[str, int]                 # the highest the kernel knows of (VmHWM)

    @property
    def worker_peak(self) -> int | None:
        """The highest of any worker, None when there was none."""
        return max((peak for name, peak in self.peaks.items() if name != PARENT), default=None)


def available() -> bool:
    """Whether this system can be watched."""
    return sys.platform == "linux"


def watch(command: Sequence[str], interval: float, output: int | IO[bytes] = subprocess.DEVNULL) -> Watched:
    """Run to the end, looking every `interval` seconds. Raises `SystemExit` when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=output)
    names: dict[int, str] = {}
    times: list[float] = []
    looks: list[Mapping[str, Look]] = []
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        times.append(time.perf_counter() - begun)
        looks.append(_look(process.pid, names))
        time.sleep(interval)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"exit code {process.returncode} of {' '.join(command)}")
    measured = Measured(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
    return Watched(measured, times, *_sorted(looks))


def _sorted(looks: Sequence[Mapping[str, Look]]) -> tuple[dict[str, list[int | None]], dict[str, int]]:
    series: dict[str, list[int | None]] = {}
    peaks: dict[str, int] = {}
    for name in dict.fromkeys(name for look in looks for name in look):
        seen = [look.get(name) for look in looks]
        # Between its fork and its exec a new process is a copy of its parent, memory and command line; the kernel's
        # count begins anew at the exec, so the last look tells the highest of the process itself.
        own = [look is not None and not look.like_root for look in seen]
        kept = own if name != PARENT and any(own) else [look is not None for look in seen]
        series[name] = [look.now if look is not None and keep else None for look, keep in zip(seen, kept, strict=True)]
        peaks[name] = [look.highest for look in seen if look is not None][-1]
    return series, peaks


def _look(root: int, names: dict[int, str]) -> dict[str, Look]:
    """The memory of every process there is, by its name."""
    found = {}
    command = _command(root)
    for pid in _tree(root):
        own, memory = _command(pid), _memory(pid)
        if memory is None or _HELPER in own:
            continue        # it has just ended, or is nothing of ours
        name = PARENT if pid == root else names.setdefault(pid, f"worker {len(names) + 1}")
        found[name] = Look(*memory, own == command)
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _memory(pid: int) -> tuple[int, int] | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    sizes = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)
             if name in ("VmRSS", "VmHWM")}
    return (sizes["VmRSS"], sizes["VmHWM"]) if len(sizes) == 2 else None
