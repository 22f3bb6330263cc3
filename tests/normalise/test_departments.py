from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.departments import CODES, REGIONS, code_of, is_region, label_of


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Rhône", "69"), ("RHONE", "69"), ("Corse-du-Sud", "2A"), ("Haute-Corse", "2B"), ("2a", "2A"), ("1", "01"),
        ("075", "75"), ("Seine-Saint-Denis", "93"), ("Seine Saint Denis", "93"), ("Territoire de Belfort", "90"),
        ("Territoire-de-Belfort", "90"), ("Belfort (Territoire de)", "90"), ("Alpes-de-Haute-Provence", "04"),
        ("Basses-Alpes", "04"), ("Réunion", "974"), ("La Réunion", "974"), ("la Réunion", "974"),
        ("Polynésie française", "987"), ("Polynésie Française", "987"), ("Wallis-et-Futuna", "986"),
        ("Wallis et Futuna", "986"), ("Saint-Pierre-et-Miquelon", "975"), ("Val-d'Oise", "95"), ("Val d’Oise", "95"),
        ("Val d'Oise", "95"), ("Côte-d'Or", "21"), ("Côtes-du-Nord", "22"), ("Côtes-d'Armor", "22"),
        ("Savoie (Haute-)", "74"), ("Ile-et-Vilaine", None), ("Ille-et-Vilaine", "35"), ("les Landes", "40"),
        ("l'Ain", "01"), ("de la Haute-Marne", "52"), ("Saint-Barthélemy et Saint-Martin", "977"),
        ("Saint-Martin et Saint-Barthélemy", "977"), ("Français établis hors de France", "099"), ("099", "099"),
        ("999", "099"), ("ZZ", "099"), ("zz", "099"), ("Nouvelle-Calédonie", "988"), ("Mayotte", "976"), ("976", "976"),
        ("Seine", None), ("Seine-et-Oise", None), ("Corse", None), ("20", None), ("96", None), ("0", None), ("", None),
        ("Bretagne", None), ("Ile-de-France", None), ("France", None), ("Haute", None), ("100", None), ("la", None),
    ],
)  # fmt: skip
def test_labels_and_codes(label: str, code: str | None) -> None:
    assert code_of(label) == code


@pytest.mark.parametrize(("code", "label"), list(CODES.items()))
def test_every_label_and_code_of_the_table_leads_back(code: str, label: str) -> None:
    assert code_of(code) == code
    assert code_of(label) == code
    assert code_of(label.upper()) == code
    assert label_of(code) == label
    assert re.fullmatch(r"0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[6-8]|099", code)


def test_an_unknown_code_has_no_label() -> None:
    assert label_of("20") is label_of("") is label_of("69 ") is None


@pytest.mark.parametrize("label", REGIONS)
def test_regions_are_no_departments(label: str) -> None:
    assert is_region(label)
    assert is_region(label.upper())
    assert code_of(label) is None


@pytest.mark.parametrize("label", ["Paris", "Réunion", "Guadeloupe", "Socialiste", "", "Renaissance"])
def test_departments_and_groups_are_no_regions(label: str) -> None:
    assert not is_region(label)


@given(st.text())
def test_any_text_gives_a_code_of_the_table_or_none(label: str) -> None:
    assert code_of(label) in {None, *CODES}


def test_the_official_register_names_every_code_and_no_other(corpus: Path) -> None:
    archive = next((corpus / "register").glob("AMO30*.zip"))
    named: set[tuple[str, str]] = set()
    regions: set[str] = set()
    with zipfile.ZipFile(archive) as register:
        for member in register.namelist():
            if member.startswith("json/organe/"):
                organ = json.loads(register.read(member))["organe"]
                if organ["codeType"] == "CIRCONSCRIPTION" and organ["lieu"]["departement"]["code"]:
                    place = organ["lieu"]["departement"]
                    named.add((place["code"], place["libelle"]))
                    regions.add(organ["lieu"]["region"]["libelle"])
    assert {(code, label) for code, label in named if code_of(label) != code} == {("20", "Corse")}
    assert {code for code, _ in named} - {"20"} == CODES.keys() - {"978"}
    assert {region for region in regions if not is_region(region)} == {
        "Français établis hors de France", "Guadeloupe", "Guyane", "Martinique", "Mayotte", "Nouvelle-Calédonie",
        "Polynésie française", "Réunion", "Saint-Barthélemy et Saint-Martin", "Saint-Pierre-et-Miquelon",
        "Wallis-et-Futuna",
    }  # fmt: skip
