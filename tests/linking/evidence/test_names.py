"""Names compared: each row is a pair met in the sources or of its kind, judged by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.linking.evidence.names import OwnName, Words, compare, deletions, is_slip
from anq2rdf.linking.evidence.rarity import Rarity

TABLE = [
    # given, family, theirs, finding
    ("André", "Chassaigne", "André Chassaigne", "equal"),
    ("André", "Chassaigne", "Andre CHASSAIGNE", "equal"),
    ("Pierre", "Morel-À-L'Huissier", "Pierre Morel-à-L’Huissier", "equal"),
    ("Christine", "Pirès Beaune", "Christine Pires-Beaune", "equal"),
    ("Marie-Noëlle", "Œuvrard", "Marie Noelle Oeuvrard", "equal"),
    ("Alexandra", "Martin (Gironde)", "Alexandra Martin", "equal"),
    ("John", "Dupont", "John Dupont Jr.", "equal"),
    ("Pierre-Bernard", "Cousté", "Couste Pierre-Bernard", "order"),
    ("Jean-Marie", "Le Pen", "LE PEN Jean-Marie", "order"),
    ("Sarah", "El Haïry", "Sarah Elhaïry", "spelling"),
    ("M'jid", "El Guerrab", "Mjid El Guerrab", "spelling"),
    ("Hervé", "de Charette", "Hervé Charette", "particles"),
    ("Camille", "de Rocca Serra", "Rocca-Serra (de) Camille", "order"),
    ("Louis", "Giscard d'Estaing", "Louis Giscard Estaing", "particles"),
    ("Jean-Pierre", "Dupont", "J.-P. Dupont", "initials"),
    ("Jean-Pierre", "Dupont", "J. Dupont", "initials"),
    ("Marie-Christine", "Dalloz", "M.-C. Dalloz", "initials"),
    ("Marine", "Le Pen", "M. Le Pen", "surname"),    # a civility: only the surname is left
    ("Jean", "Dupont", "Jean Pierre Dupont", "contained"),
    ("Amélia", "Lakrafi", "Amal-Amélia Lakrafi", "contained"),
    ("Christelle", "Petex", "Christelle Petex-Levet", "contained"),
    ("Charlotte", "Parmentier-Lecocq", "Charlotte Lecocq", "married"),
    ("Guillaume", "Gouffier Valente", "Guillaume Gouffier-Cha", "married"),
    ("Prisca", "Thevenot", "Prisca Thevenaut", "given"),    # two letters of eight are no slip
    ("Patricia", "Mirallès", "Patricia Miralles", "equal"),
    ("Patricia", "Mirallès", "Patricia Miralès", "typo"),
    ("Pieyre-Alexandre", "Anglade", "Pierre-Alexandre Anglade", "typo"),
    ("Philippe", "Vandenbroucke", "Philippe Vandenbrouke", "typo"),
    ("Philippe", "Vandenbroucke", "Philippe Vandenbrouque", "typo"),     # two of a long one
    ("Michel", "Martin", "Michèle Martin", "family"),       # no slip: somebody else
    ("Pascal", "Martin", "Pascale Martin", "family"),
    ("Stéphane", "Martin", "Stéphanie Martin", "family"),
    ("Christian", "Martin", "Christine Martin", "family"),
    ("Émile", "Martin", "Émilie Martin", "family"),
    ("Sébastien", "Martin", "Sébatsien Martin", "typo"),
    ("Philippe", "Martin", "Philipe Martin", "typo"),
    ("Michel", "Martin", "Micel Martin", "typo"),
    ("Jean-Pierre", "Dupont", "Jean-Marie Dupont", "family"),
    ("Jean-Louis", "Debré", "Bernard Debré", "family"),
    ("Fanny", "Dombre", "Fanny Coste", "given"),
    ("Anne", "Blanc", "Anne Petit", "given"),
    ("Anne", "Blanc", "Luc Petit", "none"),
    ("Luc", "Blanc", "Lux Blanc", "family"),     # three letters are too few for a slip
    ("", "", "Anne Blanc", "part"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "family", "theirs", "finding"), TABLE)
def test_each_difference_has_its_finding(first: str, family: str, theirs: str, finding: str) -> None:
    assert compare(OwnName.of(first, family, "Blanc Luc"), Words.of(theirs)).finding == finding


@pytest.mark.parametrize(
    ("label", "theirs", "finding"),
    [
        ("Couste Pierre-Bernard", "Pierre-Bernard Cousté", "order"),
        ("Couste Pierre-Bernard", "Pierre Cousté", "contained"),
        ("Couste Pierre-Bernard", "Paul Cousté", "part"),
        ("Couste Pierre-Bernard", "Pierre-Bernard Coutsé", "typo"),
        ("Couste Pierre-Bernard", "Pierre-Bernard Cousto", "part"),
        ("Couste Pierre-Bernard", "Luc Petit", "none"),
    ],
)
def test_a_name_in_one_piece_is_compared_by_its_words(label: str, theirs: str, finding: str) -> None:
    assert compare(OwnName.of("", "", label), Words.of(theirs)).finding == finding


def test_the_words_shared_are_those_of_ours_without_particles() -> None:
    assert compare(OwnName.of("Hervé", "de Charette"), Words.of("Hervé Charette")).shared == {"herve", "charette"}
    assert compare(OwnName.of("Charlotte", "Parmentier-Lecocq"), Words.of("Charlotte Lecocq")).shared == {
        "charlotte", "lecocq",
    }  # fmt: skip


def test_a_name_of_particles_alone_keeps_them() -> None:
    assert Words.of("La").core == {"la"}
    assert Words.of("山田").every == ()


_WORDS = st.text(alphabet="abcd", min_size=4, max_size=12)


@given(_WORDS, _WORDS)
def test_words_that_are_slips_of_each_other_share_a_key(one: str, other: str) -> None:
    if is_slip(one, other):
        assert deletions(one) & deletions(other)


@given(_WORDS, st.integers(0, 11), st.sampled_from("abcdx"), st.sampled_from("arsi"))
def test_a_slip_is_found_by_its_keys(word: str, place: int, letter: str, kind: str) -> None:
    place %= len(word)
    slipped = {
        "a": word[:place] + letter + word[place:],
        "r": word[:place] + word[place + 1 :],
        "s": word[:place] + letter + word[place + 1 :],
        "i": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[kind]
    if min(len(word), len(slipped)) >= 5:
        assert is_slip(word, slipped)
        assert deletions(word) & deletions(slipped)


def test_rare_words_weigh_more_than_common_ones() -> None:
    known = [OwnName.of("Jean", family) for family in ("Martin", "Martin", "Xylander")] * 100
    rarity = Rarity(known)
    assert rarity.word("jean") < 1.1       # 300 of 600
    assert rarity.word("jean") < rarity.word("martin") < rarity.word("xylander") < rarity.word("unheard")
    assert rarity.words({"unheard", "unseen"}) == 16       # the limit
    assert rarity.words({"unheard", "unseen"}, part=True) == 9


def test_a_handful_of_deputies_does_not_make_names_rare() -> None:
    assert Rarity([OwnName.of("Jean", "Martin")]).word("martin") < 7.3      # log2 of 301 ÷ 2
