"""`anq2rdf serve` as a person starts it: a process, the address it tells, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

ADDRESS = re.compile(r"http://(?:[0-9.]+|\[[0-9a-f:]+\]):[0-9]+")


class Serving:
    """A context manager; `stderr` holds what was said until the address came, and all of it after the end."""

    def __init__(self, *arguments: object, folder: Path, stdin: int | None = subprocess.DEVNULL, **environment: str) -> None:
        self._log = folder / "stderr"
        with self._log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "anq2rdf", "serve", *map(str, arguments)],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=os.environ | environment,
                start_new_session=True,
            )

    @property
    def stderr(self) -> str:
        return self._log.read_text("utf-8")

    def wait_for(self, pattern: str | re.Pattern[str]) -> str:
        """What of stderr matches, as soon as it is there; the process ending first is an error."""
        while not (found := re.search(pattern, self.stderr)):
            try:
                self.process.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            found = re.search(pattern, self.stderr)
            assert found, self.stderr
        return found[0]

    @property
    def address(self) -> str:
        """Where it serves, without a slash at the end."""
        return self.wait_for(ADDRESS)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Its exit code after that signal, which all its processes get, as from a terminal."""
        os.killpg(self.process.pid, number)
        return self.process.wait(20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        assert self.process.stdout is not None
        self.process.stdout.close()
