"""A name, a legislature, a day and a constituency → the one deputy; or nobody.

Rules, all of which must leave exactly one person (PA…):
1. The mandate is of the question's legislature and covers the publication day, where that day is known.
2. Département and number of the constituency are the mandate's, as far as the form tells them.
3. The name is the register's, word for word, in any order: accents, case, hyphens, œ and ’ do not count, words do. What
   stands in brackets ("Martin (Gironde)") tells homonyms apart and is not part of the name.
4. Nobody else of rules 1 and 2 has all those words and more: "Philippe Martin" alone may be Philippe Armand Martin.
5. If several people remain, those who ever sat in the group the question records.
6. If nobody has the very name: the one deputy of that constituency (département and number both told), provided one
   name holds every word of the other, the whole surname and a first name: "Jean Pierre Dupont" for "Jean Dupont".
   A maiden name for a married name is not found: no rule tells it from somebody else's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from anq2rdf.normalise import departments, names
from anq2rdf.records import Constituency, Mandate, Person, Question
from anq2rdf.register.groups import Groups
from anq2rdf.register.index import Index
from anq2rdf.register.spans import covers, standing

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
        self._longer: dict[int, list[tuple[frozenset[str], Mandate]]] = defaultdict(list)
        self._seats: dict[tuple[int, str, int], list[Mandate]] = defaultdict(list)
        for mandate in index.mandates:
            self._enter(mandate)

    def _enter(self, mandate: Mandate) -> None:
        person = self._persons.get(mandate.person)
        self._mandates[mandate.person].append(mandate)
        if person is None or mandate.legislature is None:
            return
        words = _words(f"{person.given} {person.family}")
        self._named[mandate.legislature, words].append(mandate)
        if len(words) > 2:
            self._longer[mandate.legislature].append((frozenset(words), mandate))
        if mandate.department and mandate.number is not None:
            self._seats[mandate.legislature, mandate.department, mandate.number].append(mandate)

    def mandate(self, person: str, legislature: int, day: dt.date | None) -> Mandate | None:
        """The one mandate of the person in the legislature that covers the day (any day, where it is unknown)."""
        held = [m for m in self._mandates.get(person, ()) if m.legislature == legislature]
        return _only(standing(held, day) if day else held)

    def find(self, question: Question, day: dt.date | None, group: str | None) -> str | None:
        """The person who asked; None when nobody is certain."""
        name = question.author.name or question.author.label or ""
        told, legislature, words = question.constituency, question.legislature, _words(name)
        found = _possible(self._named.get((legislature, words), ()), told, day)
        if found:
            fewer = set(words)
            rivals = [m for more, m in self._longer.get(legislature, ()) if more > fewer]
            remaining = self._distinguished(found + _possible(rivals, told, day), name, group)
            found = [m for m in found if m in remaining] if _people(remaining) == 1 else []
        else:
            found = self._by_seat(legislature, told, words, day)
        return found[0].person if _people(found) == 1 else None

    def _distinguished(self, found: list[Mandate], name: str, group: str | None) -> list[Mandate]:
        """Homonyms told apart by what stands in brackets, else by the group."""
        if _people(found) > 1 and (hint := _hint(name)):
            found = [m for m in found if self._is_meant(m, hint)]
        if _people(found) > 1 and group:
            found = [m for m in found if self._groups.ever(m.person, group)]
        return found

    def _is_meant(self, mandate: Mandate, hint: str) -> bool:
        """Whether brackets mean this one: they name the département, or the register writes the same brackets."""
        code = departments.code_of(hint)
        return hint == _hint(self._persons[mandate.person].family) or (code is not None and code == mandate.department)

    def _by_seat(self, legislature: int, told: Constituency, words: _Words, day: dt.date | None) -> list[Mandate]:
        if told.department is None or told.number is None:
            return []
        held = _possible(self._seats.get((legislature, told.department, told.number), ()), told, day)
        return [m for m in held if _contains(words, self._persons[m.person])]


def _possible(mandates: Iterable[Mandate], told: Constituency, day: dt.date | None) -> list[Mandate]:
    """The mandates that cover the day and lie in the constituency told, as far as day and constituency are known."""
    return [
        m for m in mandates
        if (day is None or covers(m, day))
        and told.department in (None, m.department)
        and told.number in (None, m.number)
    ]


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
