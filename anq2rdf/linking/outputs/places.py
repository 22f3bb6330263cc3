"""Which items the candidates' own data shows to be a legislature or a constituency; and what that data tells at all."""

from __future__ import annotations

from collections import defaultdict

from anq2rdf.linking.items import Candidates, Position
from anq2rdf.linking.subjects import Seat
from anq2rdf.normalise.legislatures import delimitation

_Place = tuple[int | None, str, int]  # delimitation, department, number


class Known:
    """Items by what they are. One that the data gives in two ways is not known: nothing is chosen."""

    def __init__(self, candidates: Candidates) -> None:
        self._terms: dict[int, set[str]] = defaultdict(set)
        self._named: dict[tuple[str, int], set[str]] = defaultdict(set)  # of constituencies, by their own labels
        self._held: dict[_Place, set[str]] = defaultdict(set)  # by the positions held there
        positions = [each for item in candidates.people for each in item.positions]
        for each in positions:
            self._take(each)
        for thing in candidates.things:
            if thing.kind == "legislature" and thing.legislature is not None:
                self._terms[thing.legislature].add(thing.id)
            if thing.kind == "constituency" and thing.department and thing.number is not None:
                self._named[thing.department, thing.number].add(thing.id)
        self.legislatures = {each.legislature for each in positions if each.legislature is not None}
        self.tells_identifiers = any(item.assembly_ids for item in candidates.people)
        self.tells_constituencies = any(each.constituency for each in positions)

    def _take(self, position: Position) -> None:
        if position.legislature is None:
            return
        if position.term:
            self._terms[position.legislature].add(position.term)
        if position.constituency and position.department and position.number is not None:
            place = (delimitation(position.legislature), position.department, position.number)
            self._held[place].add(position.constituency)

    def term(self, legislature: int) -> str | None:
        """The item of a legislature."""
        return _only(self._terms.get(legislature, set()))

    def constituency(self, seat: Seat) -> str | None:
        """The item of a mandate's constituency, on the map it was elected on."""
        if seat.legislature is None or seat.department is None or seat.number is None:
            return None
        held = self._held.get((delimitation(seat.legislature), seat.department, seat.number), set())
        named = self._named.get((seat.department, seat.number), set())
        found = _only(held or named)
        return found if not (held and named) or found in named else None


def _only(items: set[str]) -> str | None:
    return next(iter(items)) if len(items) == 1 else None
