from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.constituency import parse_constituency
from anq2rdf.normalise.departments import CODES
from anq2rdf.records import Constituency


@pytest.mark.parametrize(
    ("label", "department", "number"),
    [
        ("Français établis hors de France (1re circonscription)", "099", 1),
        ("Français établis hors de France (1<sup>re</sup> circonscription)", "099", 1),
        ("Français établis hors de France (11e circonscription)", "099", 11),
        ("Hauts-de-Seine (10e circonscription)", "92", 10),
        ("Hauts-de-Seine\n   (10<sup>e</sup>&nbsp;circonscription)", "92", 10),
        ("Puy-de-Dôme", "63", None),
        ("2e circonscription de la Haute-Marne", "52", 2),
        ("1ère circonscription de Mayotte", "976", 1),
        ("1ère circonscription de l’Ain", "01", 1),
        ("3ème circonscription des Français établis hors de France", "099", 3),
        ("4e circonscription du Val-d'Oise", "95", 4),
        ("2de circonscription d'Ille-et-Vilaine", "35", 2),
        ("Savoie (Haute-) (2e circonscription)", "74", 2),
        ("La Réunion (7ème circonscription)", "974", 7),
    ],
)
def test_labels_of_pages(label: str, department: str, number: int | None) -> None:
    assert parse_constituency(label) == Constituency(department=department, number=number)


def test_an_unknown_place_stays_as_recorded() -> None:
    assert parse_constituency("Seine-et-Oise (3e circonscription)") == Constituency(
        number=3, department_label="Seine-et-Oise"
    )
    assert parse_constituency("Ailleurs") == Constituency(department_label="Ailleurs")


@pytest.mark.parametrize("label", ["", "  ", "Île-de-France", "Pays-de-Loire", "Auvergne - Rhône-Alpes"])
def test_nothing_and_regions_are_no_constituency(label: str) -> None:
    assert parse_constituency(label) == Constituency()


@given(st.sampled_from(sorted(CODES)), st.integers(1, 26))
def test_every_constituency_round_trips(code: str, number: int) -> None:
    ordinal = "1re" if number == 1 else f"{number}e"
    assert parse_constituency(f"{CODES[code]} ({ordinal} circonscription)") == Constituency(
        department=code, number=number
    )


@given(st.text())
def test_any_label_is_read_without_inventing_a_department(label: str) -> None:
    assert parse_constituency(label).department in {None, *CODES}
