"""Invented archives, and converters that some records are poison to."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from anq2rdf import sinks
from anq2rdf.problems import Problem
from anq2rdf.rdf import DEFAULT_BASE, Mapping, Run
from anq2rdf.records import Reading
from anq2rdf.register import EmptyRegister
from anq2rdf.units import Batch, Converter, Outcome, Selection
from bench import corpus


def archive(folder: Path, count: int) -> Path:
    """Written questions in the official JSON layout, one file each."""
    return corpus.make(count, folder, ["json"]).json


def _bug() -> None:
    raise KeyError("a bug")


def _no_memory() -> None:
    raise MemoryError


def _leave() -> None:
    raise SystemExit(7)


def _loop() -> None:
    while True:
        time.sleep(0.01)


def _loop_in_c() -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")  # years, and not one instruction of Python


MANNERS: dict[str, Callable[[], object]] = {
    "exit": lambda: os._exit(3),
    "exit 0": lambda: os._exit(0),
    "segfault": lambda: ctypes.string_at(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "abort": os.abort,
    "bug": _bug,
    "memory": _no_memory,
    "leave": _leave,
    "loop": _loop,
    "loop in C": _loop_in_c,
}


class Poisoned(Converter):
    """A converter that meets its end at some records, always."""

    manners: dict[str, str]

    def convert(self, some: Iterable[Reading | Problem]) -> Batch:
        met = list(some)
        for reading in met:
            if isinstance(reading, Reading) and reading.question and reading.question.uid in self.manners:
                MANNERS[self.manners[reading.question.uid]]()
        return super().convert(met)


def converter(**manners: str) -> Poisoned:
    """A converter to N-Quads without a register."""
    register = EmptyRegister()
    mapping = Mapping(DEFAULT_BASE, register, Run("run", "0"))
    made = Poisoned(register, mapping, sinks.writer("nq"), Selection())
    made.manners = manners
    return made


def outcomes(batches: Iterable[Batch]) -> list[Outcome]:
    """All of them, in order."""
    return [outcome for batch in batches for outcome in batch.outcomes]
