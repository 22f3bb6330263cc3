"""Labels of political groups compared by their words; weak evidence, since labels are written in many ways."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from anq2rdf.normalise import names

# What labels put around the name of a group: "groupe …", "… et apparentés", "… à l'Assemblée nationale".
_AROUND = frozenset({
    "groupe", "parlementaire", "politique", "apparente", "apparentes", "apparentee", "apparentees", "assemblee",
    "nationale", "depute", "deputes", "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
})
_NOT_ATTACHED = frozenset({"non", "inscrit", "inscrits", "inscrite", "inscrites", "ni", "n", "appartenant", "aucun"})


class Label(NamedTuple):
    """A group's label as its telling words; of the deputies without a group, "ni" alone."""

    recorded: str
    words: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(recorded: str) -> Label:
        """The words of a label, with the ending of a plural left out."""
        found = frozenset(names.slug(recorded).split("-")) - _AROUND
        if found and found <= _NOT_ATTACHED:
            return Label(recorded, frozenset(("ni",)))
        return Label(recorded, frozenset(word.rstrip("s") if len(word) > 3 else word for word in found) - {""})


def are_one(ours: Label, theirs: Label) -> bool:
    """Whether the words are the same, or those of the shorter label all stand in the longer one."""
    if not ours.words or not theirs.words:
        return False
    if "ni" in ours.words or "ni" in theirs.words:
        return ours.words == theirs.words
    return ours.words <= theirs.words or theirs.words <= ours.words
