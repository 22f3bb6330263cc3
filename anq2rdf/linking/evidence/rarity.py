"""How rare the words of a name are among the deputies at hand: rare names weigh more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from anq2rdf.linking.evidence.names import OwnName
from anq2rdf.linking.weights import bits

# Of so many people more, nobody's, each word is taken to be borne by one: a handful of deputies does not make the
# name of each of them rare. With the three thousand of the register a word met once is worth 10.7 bits, "Jean" three.
_UNSEEN = 300


class Rarity:
    """What it is worth that two names share words."""

    def __init__(self, known: Iterable[OwnName]) -> None:
        found = [name.words.core for name in known]
        self._counts = Counter(word for words in found for word in words)
        self._people = len(found) + _UNSEEN
        self._most, self._most_of_a_part = bits("limit", "name"), bits("limit", "part")

    def word(self, word: str) -> float:
        """Bits: how seldom somebody has the word in their name."""
        return math.log2(self._people / (self._counts[word] + 1))

    def words(self, words: Iterable[str], *, part: bool = False) -> float:
        """Bits of all words, as if they came independently, never beyond the limit of a name, or of a part."""
        return min(self._most_of_a_part if part else self._most, math.fsum(map(self.word, words)))
