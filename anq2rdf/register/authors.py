"""A name, a legislature, a day and a constituency → the one deputy; or nobody.

Rules, all of which must leave exactly one person (PA…):
1. The mandate is of the question's legislature and covers the publication day, where that day is known.
2. Département and number of the constituency are the mandate's, as far as the form tells them.
3. The name is the register's, word for word, in any order: accents, case, hyphens, œ and ’ do not count, words do. What
   stands in brackets ("Martin (Gironde)") tells homonyms apart and is not part of the name.
4. If several people remain, those who ever sat in the group the question records.
5. If nobody has the very name: the one deputy of that constituency (département and number both told), provided one
   name holds every word of the other, the whole surname and a first name: "Jean Pierre Dupont" for "Jean Dupont".
   A maiden name for a married name is not found: no rule tells it from somebody else's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from anq2rdf.normalise import departments, names
from anq2rdf.records import Constituency, Mandate, Person, Question
from anq2rdf.register.groups import Groups
from anq2rdf.register.index import Index
from anq2rdf.register.spans import covers

_BRACKETS = re.compile(r"\(([^)]*)\)")
_PARTICLES = frozenset({"d", "de", "des", "du", "l", "la", "le"})

_Words = tuple[str, ...]


class Authors:
    """The deputies of a register by mandate, by name and by constituency."""

    def __init__(self, index: Index, groups: Groups) -> None:
        self._groups = groups
        self._persons = {person.id: person for person in index.persons}
        self._mandates: dict[str, list[Mandate]] = defaultdict(list)
        self._named: dict[tuple[int, _Words], list[Mandate]] = defaultdict(list)
        self._seats: dict[tuple[int, str, int], list[Mandate]] = defaultdict(list)
        for mandate in index.mandates:
            self._enter(mandate)

    def _enter(self, mandate: Mandate) -> None:
        person = self._persons.get(mandate.person)
        self._mandates[mandate.person].append(mandate)
        if person is None or mandate.legislature is None:
            return
        self._named[mandate.legislature, _words(f"{person.given} {person.family}")].append(mandate)
        if mandate.department and mandate.number is not None:
            self._seats[mandate.legislature, mandate.department, mandate.number].append(mandate)

    def mandate(self, person: str, legislature: int, day: dt.date | None) -> Mandate | None:
        """The one mandate of the person in the legislature that covers the day (any day, where it is unknown)."""
        held = [m for m in self._mandates.get(person, ()) if m.legislature == legislature]
        return _only(_on(held, day))

    def find(self, question: Question, day: dt.date | None, group: str | None) -> tuple[str, Mandate | None] | None:
        """The person who asked, with the mandate where it is the only one left; None when nobody is certain."""
        name = question.author.name or question.author.label or ""
        told = question.constituency
        named = self._named.get((question.legislature, _words(name)), [])
        found = [m for m in _on(named, day) if _agrees(m, told)]
        if _people(found) > 1:
            found = self._distinguished(found, name, group)
        found = found or self._by_seat(question.legislature, told, name, day)
        return (found[0].person, _only(found)) if _people(found) == 1 else None

    def _distinguished(self, found: list[Mandate], name: str, group: str | None) -> list[Mandate]:
        """Homonyms told apart by what stands in brackets, else by the group."""
        if hint := _hint(name):
            code = departments.code_of(hint)
            found = [m for m in found if code == m.department or _hint(self._persons[m.person].family) == hint]
        if _people(found) > 1 and group:
            found = [m for m in found if self._groups.ever(m.person, group)]
        return found

    def _by_seat(self, legislature: int, told: Constituency, name: str, day: dt.date | None) -> list[Mandate]:
        if told.department is None or told.number is None:
            return []
        held = _on(self._seats.get((legislature, told.department, told.number), []), day)
        matching = [m for m in held if _contains(_words(name), self._persons[m.person])]
        return matching if _people(matching) == 1 else []


def _on(mandates: Sequence[Mandate], day: dt.date | None) -> list[Mandate]:
    return [m for m in mandates if day is None or covers(m, day)]


def _agrees(mandate: Mandate, told: Constituency) -> bool:
    """Whether the mandate's constituency is the one told, as far as it is told."""
    return told.department in (None, mandate.department) and told.number in (None, mandate.number)


def _people(mandates: Iterable[Mandate]) -> int:
    return len({mandate.person for mandate in mandates})


def _only(mandates: list[Mandate]) -> Mandate | None:
    return mandates[0] if len(mandates) == 1 else None


def _words(name: str) -> _Words:
    """The words of a name in order of the alphabet; of brackets only particles: "Gaulle (de)"."""
    return tuple(sorted(names.tokens(_BRACKETS.sub(_particle, name))))


def _particle(brackets: re.Match[str]) -> str:
    words = names.tokens(brackets[1])
    return f" {' '.join(words)} " if words and set(words) <= _PARTICLES else " "


def _hint(name: str) -> str | None:
    """What brackets tell beside the name: "Gironde"."""
    found = [names.fold(inner) for inner in _BRACKETS.findall(name) if not set(names.tokens(inner)) <= _PARTICLES]
    return found[0] if len(found) == 1 else None


def _contains(name: _Words, person: Person) -> bool:
    """Whether one name holds every word of the other, and the shared words are the surname and a first name."""
    family, given = Counter(_words(person.family)), Counter(_words(person.given))
    asked, known = Counter(name), family + given
    within = asked <= known or known <= asked
    return within and bool(family) and family <= asked and bool((asked - family) & given)
