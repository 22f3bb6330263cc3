"""Names of people compared: what two names share, and how they differ.

French particulars are folded: accents, œ, capitals, hyphens, apostrophes, particles, the order of surname and first
name, initials, names added by marriage. Nearness alone is never a finding but that of a slip (`typo`): one letter, or
two of a long word, in one word, all else being equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from anq2rdf.normalise import names

PARTICLES = frozenset({"d", "de", "des", "du", "l", "la", "le", "les"})
#: Findings of which a name may be the same person's without anything else having to explain it.
LIKE = frozenset({"equal", "order", "spelling", "particles", "initials", "contained", "married", "typo"})

_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii"})
_BRACKETS = re.compile(r"\(([^)]*)\)")
_INITIALS = re.compile(r"\s*[Mm]\.\s*-")
_VOWELS = "aeiouy"
_SHORTEST = 5  # letters of a word in which one letter may be a slip
_LONG = 9  # letters of a word in which two may


class Words(NamedTuple):
    """A name as its folded words."""

    every: tuple[str, ...]
    core: frozenset[str]  # without particles, unless nothing else is there
    joined: str

    @staticmethod
    def of(name: str) -> Words:
        """The words of a name; what brackets tell beside it is left out: "Martin (Gironde)"."""
        every = _tokens(_BRACKETS.sub(_particles_only, name))
        if len(every) > 2 and every[-1] in _GENERATIONS:
            every = every[:-1]
        return Words(every, _core(every), "".join(every))


class OwnName(NamedTuple):
    """A deputy's name; `given` and `family` are empty where the form does not part it."""

    words: Words
    given: frozenset[str]
    family: frozenset[str]
    initials: str
    sorted: tuple[str, ...]

    @staticmethod
    def of(given: str, family: str, label: str = "") -> OwnName:
        """The name in its parts, or the label alone where there are none."""
        parted = bool(given and family)
        first, last = (Words.of(given), Words.of(family)) if parted else (Words.of(""), Words.of(""))
        whole = Words.of(f"{given} {family}" if parted else label or given or family)
        initials = "".join(word[0] for word in first.every)
        return OwnName(whole, first.core, last.core, initials, tuple(sorted(whole.every)))


class Likeness(NamedTuple):
    """How two names compare, and the words of ours that are found in theirs."""

    finding: str
    shared: frozenset[str]


def compare(ours: OwnName, theirs: Words) -> Likeness:
    """The finding of the table of weights, and the shared words."""
    mine, yours = ours.words, theirs
    if yours.every == mine.every:
        return Likeness("equal", mine.core)
    if yours.joined == mine.joined:
        return Likeness("spelling", mine.core)
    if tuple(sorted(yours.every)) == ours.sorted:
        return Likeness("order", mine.core)
    if yours.core == mine.core:
        return Likeness("particles", mine.core)
    return _parted(ours, yours) if ours.family else _whole(mine.core, yours.core)


def _parted(ours: OwnName, theirs: Words) -> Likeness:
    family, given = ours.family & theirs.core, ours.given & theirs.core
    if family == ours.family and (rest := _rest(theirs, family)) and _are_initials(rest, ours.initials):
        return Likeness("initials", family)
    if family and given:
        return Likeness(_of_both(ours, theirs.core, family, given), family | given)
    if (family or given) and _is_slip(ours.words.core, theirs.core, ours.given):
        return Likeness("typo", ours.words.core)
    if family:
        return Likeness("surname" if theirs.core == ours.family else "family", family)
    return Likeness("given", given) if given else Likeness("none", frozenset())


def _of_both(ours: OwnName, theirs: frozenset[str], family: frozenset[str], given: frozenset[str]) -> str:
    """The finding where something of the first names and something of the surname is shared."""
    mine = ours.words.core
    if _is_slip(mine, theirs, ours.given):
        return "typo"
    if family == ours.family and (theirs <= mine or mine <= theirs):
        return "contained"
    if given == ours.given:
        return "married"
    return "family"


def _whole(mine: frozenset[str], theirs: frozenset[str]) -> Likeness:
    """The finding where it is not known which words are the surname."""
    shared = mine & theirs
    if len(shared) > 1 and (mine <= theirs or theirs <= mine):
        return Likeness("contained", shared)
    if shared and _is_slip(mine, theirs, mine):
        return Likeness("typo", mine)
    return Likeness("part", shared) if shared else Likeness("none", shared)


def _is_slip(mine: frozenset[str], theirs: frozenset[str], given: frozenset[str]) -> bool:
    """Whether one word of each is not in the other, and these two differ by a slip."""
    left, right = mine - theirs, theirs - mine
    if len(left) != 1 or len(right) != 1:
        return False
    (one,), (other,) = left, right
    return is_slip(one, other) and not (one in given and _are_two_names(one, other))


def _are_two_names(one: str, other: str) -> bool:
    """The vowels that end a first name are no slip: Michel and Michèle, Émile and Émilie are different people."""
    return one.rstrip(_VOWELS) == other.rstrip(_VOWELS) or OSA.distance(one, other) > 1


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one but for a letter left out, added, changed or exchanged with the next; two if long."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < _SHORTEST else 1 if shorter < _LONG else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=4096)
def deletions(word: str) -> frozenset[str]:
    """Keys two words share whenever `is_slip` holds of them: the word, and what is left of it without its letters."""
    if len(word) < _SHORTEST:
        return frozenset((word,))
    once = _without_a_letter((word,))
    # A word of nine letters may be meant by one of eleven, or by one of ten that lacks another letter.
    return frozenset((word, *once, *(_without_a_letter(once) if len(word) >= _LONG else ())))


def _without_a_letter(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:i] + word[i + 1 :] for word in words for i in range(len(word)))


def _rest(theirs: Words, family: frozenset[str]) -> str:
    """What stands beside the surname, where it is single letters only."""
    rest = [word for word in theirs.every if word not in family and (word not in PARTICLES or len(word) == 1)]
    return "".join(rest) if all(len(word) == 1 for word in rest) else ""


def _are_initials(rest: str, initials: str) -> bool:
    return initials.startswith(rest) or rest.startswith(initials)


def _tokens(name: str) -> tuple[str, ...]:
    """The folded words without a civility; "M.-C. Dupont" has none."""
    bare = name if _INITIALS.match(name) else names.split_civility(name)[1]
    return tuple(filter(None, names.slug(bare).split("-")))


def _core(every: tuple[str, ...]) -> frozenset[str]:
    return frozenset(every) - PARTICLES or frozenset(every)


def _particles_only(brackets: re.Match[str]) -> str:
    """Particles are put in brackets by lists: "Gaulle (de)"."""
    words = names.tokens(brackets[1])
    return f" {' '.join(words)} " if words and PARTICLES.issuperset(words) else " "
