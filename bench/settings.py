"""How much is measured, and where the bench keeps its things."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
WORK = HERE / "work"
PLOTS = HERE / "plots"


class Settings(NamedTuple):
    """Numbers of questions, and of runs. The goals are about these very numbers; smaller ones only try it out."""

    small: int = 1_000
    questions: int = 10_000
    middle: int = 30_000
    large: int = 100_000
    huge: int = 1_000_000
    runs: int = 5

    def folder(self, count: int) -> Path:
        """Where the corpus of that many questions lies."""
        return WORK / str(count)

    def scaled(self, questions: int) -> Settings:
        """The same proportions around another main number."""
        return Settings(*(max(10, count * questions // self.questions) for count in self[:5]), self.runs)
