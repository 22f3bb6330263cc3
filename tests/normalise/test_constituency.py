from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.constituency import parse_constituency, read_constituency
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


@pytest.mark.parametrize(
    ("label", "department", "number"),
    [
        ("première circonscription du Nord", "59", 1),
        ("vingt et unième circonscription du Nord", "59", 21),
        ("vingt-et-unième circonscription du Nord", "59", 21),
        ("vingt-quatrième circonscription du Nord", "59", 24),
        ("2e circonscription des Yvelines", "78", 2),
        ("Deuxième circonscription législative de l’Hérault", "34", 2),
        ("1re circonscription d'Ille-et-Vilaine", "35", 1),
        ("cinquième circonscription de La Réunion", "974", 5),
        ("circonscription unique de Saint-Pierre-et-Miquelon", "975", 1),
        ("circonscription de la Creuse", "23", 1),
        ("circonscription de Wallis et Futuna", "986", 1),
        ("circonscription de Saint-Barthélemy et Saint-Martin", "977", 1),
        ("circonscription du Nord", "59", None),
        ("quatrième circonscription des Français établis hors de France", "099", 4),
        ("4e circonscription des Français de l'étranger", "099", 4),
        ("troisième circonscription de la Moselle (1958-1986)", "57", 3),
        ("Nord's 1st constituency", "59", 1),
        ("Paris's 9th constituency", "75", 9),
        ("Yvelines' 2nd constituency", "78", 2),
        ("Creuse's constituency", "23", 1),
        ("Territoire de Belfort's 2nd constituency", "90", 2),
        ("French Guiana's 1st constituency", "973", 1),
        ("Third constituency for French residents overseas", "099", 3),
        ("Haute-Vienne", "87", None),
        ("Hauts-de-Seine (10e circonscription)", "92", 10),
    ],
)
def test_labels_of_encyclopedias(label: str, department: str, number: int | None) -> None:
    assert read_constituency(label) == Constituency(department=department, number=number)


@pytest.mark.parametrize(
    "label",
    [
        "", "5", "75", "Seine (1re circonscription)", "première circonscription de Corse", "Lyon", "circonscription",
        "première circonscription de Lyon", "énième circonscription du Nord", "99e circonscription du Nord",
        "Québec", "circonscription de 59", "Nord-Pas-de-Calais", "première circonscription", "Seine-et-Oise",
        "première circonscription du Nord et de la Somme",
    ],
)  # fmt: skip
def test_what_names_no_constituency_of_ours_is_not_guessed(label: str) -> None:
    assert read_constituency(label) == Constituency()


@given(st.text())
def test_any_label_is_read_without_inventing_a_number(label: str) -> None:
    found = read_constituency(label)
    assert found.department in {None, *CODES}
    assert found.number is None or found.department is not None
