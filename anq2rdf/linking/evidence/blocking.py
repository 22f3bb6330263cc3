"""Which deputies an item is compared with: those that share an identifier, a word of the surname, a seat or a birth.

No pair is left out that could reach a review: a first name alone is worth less than nothing, and what could outweigh
that is a key here (but for groups and days of mandates without a constituency, which are not asked for beside a first
name alone). Words are found by their slips, too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from anq2rdf.linking.evidence.names import OwnName, Words, deletions
from anq2rdf.linking.evidence.profiles import Deputy, Person, exact_births

_Place = tuple[int | None, str, int | None]


class Blocks:
    """The deputies by everything an item may share with them."""

    def __init__(self, deputies: Sequence[Deputy]) -> None:
        self._digits: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        self._spelt: set[str] = set()
        self._slips: dict[str, list[str]] = defaultdict(list)  # words, each once, whoever bears them
        self._given: dict[str, set[int]] = defaultdict(set)
        self._births: dict[dt.date, set[int]] = defaultdict(set)
        self._aged: dict[tuple[str, int], set[int]] = defaultdict(set)      # first name and year of birth
        self._places: dict[_Place, set[int]] = defaultdict(set)
        for index, deputy in enumerate(deputies):
            self._enter(index, deputy)

    def _enter(self, index: int, deputy: Deputy) -> None:
        if deputy.digits:
            self._digits[deputy.digits].add(index)
        name = deputy.name
        for word in (*_surnames(name), name.words.joined):
            self._words[word].add(index)
        for word in _surnames(name):
            if word not in self._spelt:
                self._spelt.add(word)
                for key in deletions(word):
                    self._slips[key].append(word)
        for word in name.given or name.words.core:
            self._given[word].add(index)
        if birth := deputy.subject.birth:
            self._births[birth].add(index)
            for word in name.given:
                self._aged[word, birth.year].add(index)
        for seat in deputy.subject.seats:
            if seat.department:
                self._places[seat.legislature, seat.department, seat.number].add(index)

    def of(self, person: Person) -> set[int]:
        """The deputies to compare the item with, by their places in the sequence."""
        found: set[int] = set()
        for digits in person.item.assembly_ids:
            found |= self._digits.get(digits, set())
        for day in exact_births(person.item.births):
            found |= self._births.get(day, set())
        for place in _places(person):
            found |= self._places.get(place, set())
        years = {each.year for each in person.item.births}
        for _, words in (*person.names, *person.slugs):
            found |= self._named(words)
            found.update(index for word in words.core for year in years for index in self._aged.get((word, year), ()))
        return found

    def _named(self, words: Words) -> set[int]:
        found: set[int] = set()
        for word in _with_neighbours(words):
            found |= self._words.get(word, set())
        near = {each for word in words.core for key in deletions(word) for each in self._slips.get(key, ())}
        slips = {index for each in near for index in self._words[each]}
        if slips - found:       # of a surname with a slip the first name is found as it is
            given = {index for word in words.core for index in self._given.get(word, ())}
            found |= slips & given
        return found


def _surnames(name: OwnName) -> Iterable[str]:
    """The words a surname may be found by: its own, and all of it in one; of a name in one piece, all words."""
    return (*name.family, "".join(name.family)) if name.family else name.words.core


def _with_neighbours(words: Words) -> Iterable[str]:
    """The words, and each with the next: "El Haïry" for "Elhaïry"."""
    every = words.every
    return (*words.core, *map("".join, pairwise(every)), words.joined)


def _places(person: Person) -> Iterator[_Place]:
    for held in person.held:
        department, number = held.position.department, held.position.number
        if department is None:
            continue
        for legislature in held.legislatures:
            yield legislature, department, number
            yield legislature, department, None
