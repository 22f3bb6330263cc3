"""What there is to say about one record while it is read."""

from __future__ import annotations

from collections.abc import Iterable

from anq2rdf.problems import Place, Problem


class Findings:
    """Collects problems, each with the record's place, once each and in order."""

    def __init__(self, place: Place, known: Iterable[tuple[str, str]] = ()) -> None:
        self._place = place
        self._found: dict[tuple[str, str], None] = dict.fromkeys(known)

    def add(self, code: str, detail: str = "") -> None:
        """Note a problem."""
        self._found[code, detail] = None

    def problems(self, uid: str | None = None) -> tuple[Problem, ...]:
        """Everything noted; the question's identifier is given once it is known."""
        place = Place(file=self._place.file, member=self._place.member, pointer=self._place.pointer, uid=uid)
        return tuple(Problem(code=code, place=place, detail=detail) for code, detail in self._found)
