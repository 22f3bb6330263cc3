"""Labels of organs, as Wikidata and the register write them."""

from __future__ import annotations

import pytest

from anq2rdf.linking.organs import wording


@pytest.mark.parametrize(
    "label",
    [
        "Renaissance", "groupe Renaissance", "Groupe Renaissance (2022-)", "groupe Renaissance (2022-2024)",
        "Groupe parlementaire Renaissance", "groupe Renaissance à l'Assemblée nationale", "Renaissance group",
        "groupe Renaissance (Assemblée nationale)", "groupe Renaissance (XVIe législature)", "groupe Renaissance (depuis 2022)",
        "groupe Renaissance (Assemblée nationale) (2022-2024)", "Groupe de la Renaissance", "RENAISSANCE",
    ],
)  # fmt: skip
def test_one_group(label: str) -> None:
    assert wording.group_key(label) == "renaissance"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("groupe de l'Union pour un Mouvement Populaire", "union pour un mouvement populaire"),
        ("groupe démocrate (MoDem et indépendants)", "democrate modem et independants"),
        ("Démocrate (MoDem et Indépendants)", "democrate modem et independants"),
        ("groupe Les Républicains (Sénat)", "les republicains senat"),
        ("groupe Rassemblement - Union pour un Mouvement Populaire", "rassemblement union pour un mouvement populaire"),
        ("groupe d'opposition X", "x"),
        ("groupe", "groupe"),
        ("", ""),
    ],
)
def test_the_key_of_a_group(label: str, key: str) -> None:
    assert wording.group_key(label) == key


@pytest.mark.parametrize("label", ["Ministère de la justice", "ministère de la Justice (France)", "Justice", "justice"])
def test_one_ministry(label: str) -> None:
    assert wording.ministry_name(label) == "justice"


@pytest.mark.parametrize(
    "label",
    ["NI", "Non inscrit", "Députés n'appartenant à aucun groupe", "non-inscrit à l'Assemblée nationale", "non-inscrits", "Non-attached members", "député non inscrit"],
)  # fmt: skip
def test_no_group(label: str) -> None:
    assert wording.unattached([label])


@pytest.mark.parametrize("label", ["Nouveau Centre", "Nicolas", "groupe des indépendants", "Non à la réforme"])
def test_a_group_all_the_same(label: str) -> None:
    assert not wording.unattached([label])


@pytest.mark.parametrize(
    ("labels", "republic"),
    [
        (["XVe législature de la Cinquième République française"], "fifth"),
        (["15e législature", "15th legislature of the French Fifth Republic"], "fifth"),
        (["XVe législature de la Ve République"], "fifth"),
        (["IVe législature de la IIIe République"], "another"),
        (["IIIe législature de la Quatrième République"], "another"),
        (["15e législature de la Cinquième République", "15e législature de la Troisième République"], "another"),
        (["IIIe législature du Second Empire"], "another"),
        (["XVe législature"], "not told"),
    ],
)
def test_the_republic_of_a_legislature(labels: list[str], republic: str) -> None:
    assert wording.republic(labels) == republic


@pytest.mark.parametrize(
    "label", ["circonscription de la Creuse", "circonscription de Wallis et Futuna", "circonscription unique de la Lozère",
              "circonscription législative de Mayotte", "Lozère's constituency", "constituency of Creuse"]
)  # fmt: skip
def test_the_only_seat(label: str) -> None:
    assert wording.sole_seat(label)


@pytest.mark.parametrize(
    "label", ["première circonscription de la Creuse", "1re circonscription de la Creuse", "Creuse's 1st constituency",
              "Ain (1re circonscription)", "Ain", "", "First constituency of Ain"]
)  # fmt: skip
def test_not_the_only_seat(label: str) -> None:
    assert not wording.sole_seat(label)
