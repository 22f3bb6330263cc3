"""What a store holds that can be reconciled, in memory, one of these a generation: by identifier, name, evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from anq2rdf.normalise.names import tokens
from anq2rdf.web.reconcile.entities import Entity
from anq2rdf.web.reconcile.people import People

_COMMON: Final = 400  # things with a word beyond which it leads nowhere by itself: jean, de, ministère
_LIKE: Final = 0.75  # of two words, so that a letter or two may differ
_ALIKE: Final = 6  # words tried in the place of one that nobody has
_SHORT: Final = 4  # letters below which a word is taken as it is


class Holdings:
    """All entities of one generation of a store."""

    def __init__(self, entities: Iterable[Entity], generation: str = "") -> None:
        self.generation = generation
        self._all = sorted(entities, key=lambda each: (-each.weight, each.label, each.id))
        self._by_id = {each.id: each for each in self._all}
        self._by_iri = {each.iri: each for each in self._all}
        self._by_key: dict[str, list[Entity]] = defaultdict(list)
        self._exact: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, entity in enumerate(self._all):
            self._enter(number, entity)
        self._sorted = sorted(self._words)
        self.people = People(each.subject for each in self._all if each.subject is not None)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._all)

    def get(self, identifier: str) -> Entity | None:
        """The entity of that identifier of the service."""
        return self._by_id.get(identifier)

    def at(self, iri: str) -> Entity | None:
        """The entity of that IRI."""
        return self._by_iri.get(iri)

    def keyed(self, key: str) -> Sequence[Entity]:
        """The entities that others know by that identifier."""
        return self._by_key.get(key.upper(), ())

    def named(self, name: str) -> Sequence[Entity]:
        """The entities with that very name, its words in any order."""
        return self._exact.get(tuple(sorted(tokens(name))), ())

    def near(self, name: str, most: int) -> list[Entity]:
        """The entities whose names share the most telling words with a name, or words that are like its own."""
        scores: dict[int, float] = defaultdict(float)
        rare, common = self._ways(tokens(name))
        for word, share in rare or common:
            postings = self._words[word][: None if rare else _COMMON]
            worth = share * log(1 + len(self._all) / len(self._words[word]))
            for number in postings:
                scores[number] += worth
        best = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        return [self._all[number] for number, _ in best[:most]]

    def beginning(self, text: str) -> Iterator[Entity]:
        """The entities with all the words of a text in their names, the last one perhaps only begun."""
        words = tokens(text)
        if not words:
            return
        found = self._begun(words[-1])
        for word in words[:-1]:
            found &= set(self._words.get(word, ()))
        yield from (self._all[number] for number in sorted(found))

    def _enter(self, number: int, entity: Entity) -> None:
        for key in entity.keys:
            self._by_key[key.upper()].append(entity)
        for name in dict.fromkeys(tuple(sorted(tokens(each))) for each in (entity.label, *entity.names)):
            if name:
                self._exact[name].append(entity)
            for word in dict.fromkeys(name):
                if not self._words[word] or self._words[word][-1] != number:
                    self._words[word].append(number)

    def _ways(self, words: Sequence[str]) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        """The words to look under, each with how like it is: those that tell much, and those that many have."""
        rare: list[tuple[str, float]] = []
        common: list[tuple[str, float]] = []
        for word in dict.fromkeys(words):
            for like, share in [(word, 1.0)] if word in self._words else self._alike(word):
                (rare if len(self._words[like]) <= _COMMON else common).append((like, share))
        return rare, common

    def _alike(self, word: str) -> list[tuple[str, float]]:
        if len(word) < _SHORT:
            return []
        found = process.extract(
            word, self._sorted, scorer=Indel.normalized_similarity, limit=_ALIKE, score_cutoff=_LIKE
        )
        return [(like, share) for like, share, _ in found]

    def _begun(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[place].startswith(start):
                break
            found.update(self._words[self._sorted[place]])
        return found
