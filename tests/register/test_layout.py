"""The official shapes: one or a list, text or {"#text"}, null in three ways, and the parts of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anq2rdf.register import Register, load
from tests.register import made


def loaded(folder: Path, *items: dict[str, Any]) -> Register:
    return load(made.zipped(folder / "r.zip", made.entries(*items)), cached=False)


def test_official_actor_becomes_person_and_mandates(register: Register, recorded: Callable[[str], Any]) -> None:
    raw = recorded("PA346886")
    person = register.person("PA346886")
    assert person is not None
    assert (person.given, person.family) == (raw["etatCivil"]["ident"]["prenom"], raw["etatCivil"]["ident"]["nom"])
    assert person.birth == dt.date(1963, 10, 14)
    mandate = register.mandate("PM695110")
    assert mandate is not None
    assert (mandate.person, mandate.legislature, mandate.organ) == ("PA346886", 14, "PO644420")
    # dateDebut is the election, 9 June 2013; datePriseFonction the day after
    assert (mandate.start, mandate.end) == (dt.date(2013, 6, 10), dt.date(2017, 6, 20))
    assert (mandate.department, mandate.number, mandate.replaces) == ("099", 1, None)


def test_official_organs(register: Register) -> None:
    ministry = register.organ("PO702938")
    assert ministry is not None
    assert ministry.kind == "MINISTERE"
    assert ministry.short == "Travail, emploi, formation professionnelle et dialogue social"
    assert ministry.parent == "PO702883"
    government = register.organ("PO702883")
    assert government is not None
    assert (government.kind, government.short, government.start) == ("GOUVERNEMENT", "VALLS 2", dt.date(2014, 8, 26))
    group = register.organ("PO656006")
    assert group is not None
    assert (group.kind, group.legislature, group.abbreviation) == ("GP", 14, "UMP")


def test_counts_of_the_official_register(register: Register) -> None:
    # counted with jq on the archive: acteurs 3,034; mandats ASSEMBLEE 3,853; GP 6,936; organes but CIRCONSCRIPTION 736
    assert len(list(register.persons())) == 3034
    assert len(list(register.mandates())) == 3853
    assert len(list(register.memberships())) == 6936
    assert len(list(register.organs())) == 736


def test_mandate_that_replaces_another(register: Register) -> None:
    returned = register.mandate("PM701030")     # Philippe Martin back from the government, 3 May 2014
    assert returned is not None
    assert returned.replaces == "PM645391"


def test_who_held_a_ministry_excludes_deputies_on_mission(register: Register, recorded: Callable[[str], Any]) -> None:
    # PA607287 was « en mission » with the minister of the Interior from 24 December 2012 to 27 May 2013
    mission = [m for m in recorded("PA607287")["mandats"]["mandat"] if m["organes"]["organeRef"] == "PO653320"]
    assert [m["infosQualite"]["codeQualite"] for m in mission] == ["en mission"]
    assert [h.person for h in register.holders("PO653320", dt.date(2013, 1, 15))] == ["PA267622"]
    assert register.holders("PO653320", dt.date(2014, 4, 1)) == ()


@pytest.mark.parametrize(
    "nil", [None, {"@xsi:nil": "true"}, {"@xmlns:xsi": "x", "@xsi:nil": "true"}, "", {"#text": None}]
)
def test_nulls_of_every_kind(tmp_path: Path, nil: Any) -> None:
    seat = made.seat("PM1", 15, "69", 1, "2017-06-21", None)
    seat["dateFin"] = nil
    seat["mandature"] = {"datePriseFonction": nil, "mandatRemplaceRef": nil}
    organ = made.organ("PO1", "GP", "G", "2017-06-27", None) | {"organeParent": nil, "libelleAbrev": nil}
    register = loaded(tmp_path, made.actor("PA1", "Ada", "Test", seat), organ)
    mandate, group = register.mandate("PM1"), register.organ("PO1")
    assert mandate is not None
    assert group is not None
    assert (mandate.end, mandate.start, mandate.replaces) == (None, dt.date(2017, 6, 21), None)
    assert (group.parent, group.abbreviation) == (None, None)


@pytest.mark.parametrize("empty", [None, {"@xsi:nil": "true"}, {}])
def test_objects_that_are_null(tmp_path: Path, empty: Any) -> None:
    seat = made.seat("PM1", 15, "69", 1, "2017-06-21", None) | {"election": empty, "mandature": empty, "organes": empty}
    person = made.actor("PA1", "Ada", "Test", seat) | {"etatCivil": empty}
    register = loaded(tmp_path, person, made.actor("PA2") | {"mandats": empty})
    mandate = register.mandate("PM1")
    assert mandate is not None
    assert (mandate.department, mandate.number, mandate.start) == (None, None, dt.date(2017, 6, 21))
    assert register.person("PA2") is not None


def test_numbers_where_text_is_usual_and_dates_with_a_time(tmp_path: Path) -> None:
    seat = made.seat("PM1", 15, "69", 1, "2017-06-21T00:00:00.000+02:00", "2019-01-01") | {"legislature": 15}
    seat["election"] = {"lieu": {"numDepartement": "999", "numCirco": 4}}
    mandate = loaded(tmp_path, made.actor("PA1", "A", "B", seat)).mandate("PM1")
    assert mandate is not None
    assert (mandate.legislature, mandate.department, mandate.number) == (15, "099", 4)
    assert mandate.start == dt.date(2017, 6, 21)


def test_unknown_keys_and_kinds_are_skipped(tmp_path: Path) -> None:
    committee = made.simple("PM2", "COMPER", "PO3", "2017-06-28", None)
    person = made.actor("PA1", "A", "B", committee) | {"adresses": [{"x": 1}]}
    register = loaded(tmp_path, person, made.organ("PO3", "COMPER", "Commission", "2017-06-28", None))
    assert register.person("PA1") is not None
    assert register.organ("PO3") is None
    assert list(register.mandates()) == []


def test_membership_without_a_first_day_is_not_one(tmp_path: Path) -> None:
    person = made.actor("PA1", "A", "B", made.simple("PM2", "GP", "PO3", None, None))
    assert list(loaded(tmp_path, person).memberships()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.booleans(), st.booleans(), st.booleans())
def test_an_object_is_a_list_of_one(tmp_path: Path, wrapped: bool, listed: bool, organs_listed: bool) -> None:
    membership = made.simple("PM2", "GP", ["PO1"] if organs_listed else "PO1", "2017-06-27", None)
    person = made.actor("PA1", "A", "B", membership, uid=None if wrapped else "PA1")
    if listed:
        person["mandats"] = {"mandat": [membership]}
    register = loaded(tmp_path, person, made.organ("PO1", "GP", "G", "2017-06-27", None))
    assert [(m.person, m.organ, m.start) for m in register.memberships()] == [("PA1", "PO1", dt.date(2017, 6, 27))]
