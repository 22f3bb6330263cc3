"""What reading has to say about its inputs: each thing once, and not more than a person reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from anq2rdf.problems import Place, Problem

_MOST: Final = 20  # of one code and file; the rest is counted

OnProblem = Callable[[Problem], None]


class Notices:
    """Findings of a run, gathered and then told in order."""

    def __init__(self) -> None:
        self.file = ""  # the input being read
        self._found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        self._more: dict[tuple[str, str], int] = {}

    def add(self, code: str, detail: str, pointer: str = "") -> None:
        """Note a finding in the file at hand; the same at the same place once."""
        key = (self.file, code)
        found = self._found.setdefault(key, {})
        if len(found) < _MOST or (detail, pointer) in found:
            found[detail, pointer] = None
        else:
            self._more[key] = self._more.get(key, 0) + 1

    def tell(self, on_problem: OnProblem) -> None:
        """Hand over everything, once."""
        for (file, code), found in self._found.items():
            for detail, pointer in found:
                on_problem(Problem(code=code, place=Place(file=file, pointer=pointer or None), detail=detail))
            if more := self._more.get((file, code)):
                on_problem(Problem(code=code, place=Place(file=file), detail=f"and {more} more like these"))
        self._found, self._more = {}, {}
