"""Standard output carries the bytes, and its faults end in one line."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap

import pytest

from anq2rdf.sinks import open_target


def run(code: str, *redirections: str) -> subprocess.CompletedProcess[bytes]:
    """A small program in a shell of its own."""
    program = textwrap.dedent(code)
    command = f'"$0" -c "$1" {" ".join(redirections)}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command, sys.executable, program], capture_output=True, timeout=60, check=False
    )


TO_STDOUT = """
import sys
from anq2rdf.errors import SinkError
from anq2rdf.sinks import open_target
try:
    with open_target({path!r}) as target:
        for _ in range(40):
            target.write(b"x" * 65536)
except BrokenPipeError:
    sys.exit(141)
except SinkError as error:
    print(error.message, file=sys.stderr)
    sys.exit(error.exit_code)
"""


@pytest.mark.parametrize("path", [None, "-", "/dev/stdout"])
def test_standard_output_gets_the_bytes_uncompressed(path: str | None) -> None:
    done = run(TO_STDOUT.format(path=path))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"x" * 65536 * 40, b"")


@pytest.mark.parametrize("path", [None, "/dev/stdout"])
def test_a_full_standard_output_is_one_line_and_exit_4(path: str | None) -> None:
    done = run(TO_STDOUT.format(path=path), "> /dev/full")
    assert (done.returncode, done.stderr) == (4, b"cannot write standard output: no space left on device\n")


def test_a_closed_standard_output_is_one_line_and_exit_4() -> None:
    done = run(TO_STDOUT.format(path="-"), ">&-")
    assert (done.returncode, done.stderr) == (4, b"standard output is closed\n")


def test_a_pipe_that_closes_early_is_silent() -> None:
    done = run(TO_STDOUT.format(path="-"), "| head -c 10")
    assert (done.returncode, done.stdout, done.stderr) == (141, b"x" * 10, b"")


def test_standard_output_that_was_replaced_in_memory_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(memory, encoding="utf-8"))
    with open_target("-") as target:
        target.write("é".encode())
    assert memory.getvalue() == b"\xc3\xa9"
