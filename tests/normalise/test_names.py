from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.names import fold, ministry_key, slug, split_civility, tokens


@pytest.mark.parametrize(
    ("label", "folded"),
    [
        ("Œuvre d’Été", "oeuvre d'ete"),
        ("OEUVRE D'ÉTÉ", "oeuvre d'ete"),
        ("e\u0301te\u0301", "ete"),
        ("  Hauts‑de‑Seine \u00a0 x\n", "hauts-de-seine x"),
        ("Lætitia Avia", "laetitia avia"),
        ("Łukasz Øre", "lukasz ore"),
        ("1ᵉʳ", "1er"),
        ("Île-de-France – Grand Est", "ile-de-france - grand est"),
    ],
)
def test_folding_takes_off_what_typography_put_on(label: str, folded: str) -> None:
    assert fold(label) == folded


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("politique de l'emploi", "politique-de-l-emploi"),
        ("Économie, industrie & numérique", "economie-industrie-numerique"),
        ("— …", ""),
        ("Œ.", "oe"),
    ],
)
def test_slugs(label: str, word: str) -> None:
    assert slug(label) == word


@pytest.mark.parametrize(
    ("label", "civility", "rest"),
    [
        ("M. Frédéric Lefebvre", "M.", "Frédéric Lefebvre"),
        ("Mme Sarah El Haïry", "Mme", "Sarah El Haïry"),
        ("Mme\u00a0Zivka Park", "Mme", "Zivka Park"),
        ("M.Jean Lassalle", "M.", "Jean Lassalle"),
        ("M Jean Lassalle", "M", "Jean Lassalle"),
        ("MM. Bloche et Féron", "MM.", "Bloche et Féron"),
        ("Mlle Dupont", "Mlle", "Dupont"),
        ("Madame la ministre", "Madame", "la ministre"),
        ("M'jid El Guerrab", None, "M'jid El Guerrab"),
        ("Mmadi Hassani", None, "Mmadi Hassani"),
        ("Michel Meylan", None, "Michel Meylan"),
        ("Mireille", None, "Mireille"),
        ("M.", None, "M."),
        ("", None, ""),
    ],
)
def test_a_civility_is_split_off_only_where_there_is_one(label: str, civility: str | None, rest: str) -> None:
    assert split_civility(label) == (civility, rest)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("M. Frédéric Lefebvre", ("frederic", "lefebvre")),
        ("Mme Sarah El Haïry", ("sarah", "el", "hairy")),
        ("M. François Cornut-Gentille", ("francois", "cornut", "gentille")),
        ("M. Jean d’Ettore", ("jean", "d", "ettore")),
        ("M. Jean d'Ettore", ("jean", "d", "ettore")),
        ("M. Nicolas Dupont-Aignan", ("nicolas", "dupont", "aignan")),
        ("M'jid El Guerrab", ("m", "jid", "el", "guerrab")),
        ("Mme Annie Le Houérou", ("annie", "le", "houerou")),
        ("Mlle Lœtitia Nœl", ("loetitia", "noel")),
        ("", ()),
    ],
)
def test_tokens_keep_particles_and_part_hyphens(name: str, words: tuple[str, ...]) -> None:
    assert tokens(name) == words


@pytest.mark.parametrize(
    ("old_page", "register"),
    [
        ("Couste Pierre-Bernard", "M. Pierre-Bernard Cousté"),
        ("Goeuriot Colette", "Mme Colette Gœuriot"),
        ("Delehedde André", "M. André DELEHEDDE"),
    ],
)
def test_family_names_first_and_without_accents_hold_the_same_words(old_page: str, register: str) -> None:
    assert sorted(tokens(old_page)) == sorted(tokens(register))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Ministère de l'économie et des finances", "economie et des finances"),
        ("Ministère de l’économie et des finances", "economie et des finances"),
        ("Ministère de la défense", "defense"),
        ("Ministère des armées", "armees"),
        ("Ministère du travail", "travail"),
        ("Ministère de culture", "culture"),
        ("MINISTERE DE LA DEFENSE", "defense"),
        ("Défense", "defense"),
        ("Ministère délégué", "ministere delegue"),
        ("Premier ministère", "premier ministere"),
    ],
)
def test_ministry_keys(label: str, key: str) -> None:
    assert ministry_key(label) == key


@given(st.text())
def test_folding_is_done_once_and_blind_to_case_of_letters_and_composition(label: str) -> None:
    assert fold(fold(label)) == fold(label)
    assert fold(unicodedata.normalize("NFD", label)) == fold(unicodedata.normalize("NFC", label))


@given(st.text())
def test_slugs_are_ascii_words_with_single_hyphens(label: str) -> None:
    word = slug(label)
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in word)
    assert word == word.strip("-").lower()
    assert "--" not in word


@given(st.text())
def test_tokens_are_the_words_of_the_slug_of_the_bare_name(name: str) -> None:
    assert "-".join(tokens(name)) == slug(split_civility(name)[1])
