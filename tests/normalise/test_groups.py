from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.departments import CODES
from anq2rdf.normalise.groups import split_group_place

NUPES = "La France insoumise - Nouvelle Union Populaire écologique et sociale"


@pytest.mark.parametrize(
    ("line", "group", "place"),
    [
        ("(Socialiste, écologiste et républicain - Puy-de-Dôme )", "Socialiste, écologiste et républicain", "Puy-de-Dôme"),
        (
            "Français établis hors de France (1<sup>re</sup> circonscription) - Les Républicains",
            "Les Républicains",
            "Français établis hors de France (1re circonscription)",
        ),
        ("Démocrate (MoDem et Indépendants) - Haute-Savoie", "Démocrate (MoDem et Indépendants)", "Haute-Savoie"),
        ("Ile-de-France - Renaissance", "Renaissance", "Ile-de-France"),
        (f"{NUPES} - Nord", NUPES, "Nord"),
        (f"Nord - {NUPES}", NUPES, "Nord"),
        (NUPES, NUPES, None),
        ("Auvergne - Rhône-Alpes - Renaissance", "Renaissance", "Auvergne - Rhône-Alpes"),
        ("Renaissance - Auvergne - Rhône-Alpes", "Renaissance", "Auvergne - Rhône-Alpes"),
        ("Gauche démocrate et républicaine - NUPES - Réunion", "Gauche démocrate et républicaine - NUPES", "Réunion"),
        ("Non inscrit", "Non inscrit", None),
        ("Bouches-du-Rhône", None, "Bouches-du-Rhône"),
        ("Socialiste – Gers", "Socialiste", "Gers"),
        ("Socialiste -\n      Gers (1re circonscription)", "Socialiste", "Gers (1re circonscription)"),
    ],
)
def test_the_side_that_is_a_place_is_the_place(line: str, group: str | None, place: str | None) -> None:
    assert split_group_place(line) == (group, place)


@pytest.mark.parametrize(
    "line", ["Socialiste - Seine-et-Oise", "Gers - Ariège", "Corse - Renaissance - Ain", "", " ", "()", "Un - Deux - Trois"]
)
def test_what_no_place_decides_is_left_alone(line: str) -> None:
    assert split_group_place(line) == (None, None)


@given(st.sampled_from(sorted(CODES.values())), st.booleans())
def test_either_order_gives_the_same(place: str, first: bool) -> None:
    line = f"{place} - Socialiste" if first else f"(Socialiste - {place})"
    assert split_group_place(line) == ("Socialiste", place)


@given(st.text(alphabet=st.sampled_from("()- \n–aNord<>&é"), max_size=60))
def test_any_line_gives_parts_of_itself(line: str) -> None:
    group, place = split_group_place(line)
    for part in (group, place):
        assert part is None or part == part.strip() != ""


def test_every_group_of_the_official_list_is_told_from_its_place(corpus: Path) -> None:
    with (corpus / "vocab" / "groupes.csv").open(encoding="utf-8") as lines:
        groups = {row["libelle"] for row in csv.DictReader(lines)}
    assert len(groups) > 30
    for group in groups:
        assert split_group_place(group) == (group, None)
        assert split_group_place(f"({group} - Haute-Marne)") == (group, "Haute-Marne")
        assert split_group_place(f"Île-de-France - {group}") == (group, "Île-de-France")
