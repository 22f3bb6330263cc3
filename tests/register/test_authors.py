"""Names, constituencies and days → the one deputy, on facts read in the official archive by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.records import Author, Constituency, Group, Question
from anq2rdf.register import Register, load
from tests.register import made
from tests.register.made import asked_by

NOWHERE = Constituency()


def seat(department: str, number: int | None = None) -> Constituency:
    return Constituency(department=department, number=number)


def found(register: Register, question: Question) -> tuple[str | None, str | None]:
    author = register.resolve(question).question.author
    return author.id, author.mandate


@pytest.mark.parametrize(
    ("name", "published", "legislature", "told", "person", "mandate"),
    [
        # the seed: elected abroad in June 2013; deputy of Hauts-de-Seine 10 until July 2009
        ("Frédéric Lefebvre", "2015-03-31", 14, seat("099", 1), "PA346886", "PM695110"),
        ("Frédéric Lefebvre", "2015-03-31", 14, NOWHERE, "PA346886", "PM695110"),
        ("Lefebvre Frederic", "2008-05-06", 13, seat("92"), "PA346886", "PM392592"),
        ("LEFEBVRE FRÉDÉRIC", "2008-05-06", 13, seat("92", 10), "PA346886", "PM392592"),
        # first and last day of a mandate; 9 June 2013 is the election, he sat from the 10th
        ("Frédéric Lefebvre", "2013-06-10", 14, NOWHERE, "PA346886", "PM695110"),
        ("Frédéric Lefebvre", "2017-06-20", 14, NOWHERE, "PA346886", "PM695110"),
        # accents, hyphens, apostrophes, particles, word order
        ("Morel-A-L'Huissier Pierre", "2014-01-07", 14, NOWHERE, "PA266788", "PM645294"),
        ("Pierre Morel-À-L’Huissier", "2018-02-06", 15, seat("48"), "PA266788", "PM722914"),
        ("Pierre-Yves Le Borgn’", "2014-01-07", 14, seat("099", 7), "PA610936", "PM645230"),
        ("Charles de la Verpillière", "2014-01-07", 14, NOWHERE, "PA1012", "PM645168"),
        ("Verpillière (de la) Charles", "2014-01-07", 14, NOWHERE, "PA1012", "PM645168"),
        ("Sarah El Haïry", "2018-02-06", 15, NOWHERE, "PA720002", "PM722830"),
        # one deputy, two mandates in one legislature: the day tells which
        ("Philippe Martin", "2013-01-08", 14, seat("32"), "PA267278", "PM645391"),
        ("Philippe Martin", "2015-01-06", 14, seat("32", 1), "PA267278", "PM701030"),
        # two Alexandra Martin in the XVI from 21 August 2023, one before
        ("Alexandra Martin", "2023-10-03", 16, seat("33"), "PA793944", "PM826704"),
        ("Alexandra Martin", "2023-10-03", 16, seat("06", 8), "PA793342", "PM796269"),
        ("Alexandra Martin (Gironde)", "2023-10-03", 16, NOWHERE, "PA793944", "PM826704"),
        ("Alexandra Martin (Alpes-Maritimes)", "2023-10-03", 16, NOWHERE, "PA793342", "PM796269"),
        ("Alexandra Martin", "2022-10-04", 16, NOWHERE, "PA793342", "PM796269"),
        # one word of the name left out, but the very seat is told
        ("Philippe Martin", "2015-01-06", 14, seat("51", 3), "PA2098", "PM645351"),
        # no day told: any mandate of the legislature
        ("Noël Mamère", None, 14, seat("33", 3), "PA2045", "PM645421"),
    ],
)
def test_found(
    register: Register, name: str, published: str, legislature: int, told: Constituency, person: str, mandate: str
) -> None:
    assert found(register, asked_by(name, published, legislature, constituency=told)) == (person, mandate)


@pytest.mark.parametrize(
    ("name", "published", "legislature", "told"),
    [
        ("Alexandra Martin", "2023-10-03", 16, NOWHERE),                # homonyms
        ("Alexandra Martin", None, 16, NOWHERE),
        ("Philippe Martin", "2015-01-06", 14, NOWHERE),                 # or Philippe Armand Martin
        ("Philippe Martin", "2013-10-01", 14, seat("32", 1)),           # a minister that day, not a deputy
        ("Philippe Martin", "2015-01-06", 14, seat("51")),              # the département alone is not the seat
        ("Frédéric Lefebvre", "2012-10-02", 14, NOWHERE),               # before the by-election
        ("Frédéric Lefebvre", "2013-06-09", 14, NOWHERE),
        ("Frédéric Lefebvre", "2015-03-31", 14, seat("92")),            # the constituency contradicts
        ("Frédéric Lefebvre", "2015-03-31", 14, seat("099", 2)),
        ("Frédéric Lefebvre", "2015-03-31", 15, NOWHERE),               # not in that legislature
        ("Lefebvre", "2015-03-31", 14, seat("099", 1)),                 # a surname is not a name
        ("F. Lefebvre", "2015-03-31", 14, seat("099", 1)),
        ("Frederic Lefevre", "2015-03-31", 14, seat("099", 1)),         # near is not equal
        ("Christine Cloarec", "2018-02-06", 15, seat("35", 5)),         # Christine Le Nabour's other name
        ("Couste Pierre-Bernard", "1986-03-31", 7, seat("69")),         # the register begins with the XII
        ("Noël Mamère", "2000-01-04", 11, seat("33", 3)),
        ("", "2015-03-31", 14, seat("099", 1)),
        ("M.", "2015-03-31", 14, seat("099", 1)),
    ],
)
def test_left_alone(
    register: Register, name: str, published: str | None, legislature: int, told: Constituency
) -> None:
    resolution = register.resolve(asked_by(name, published, legislature, constituency=told))
    assert (resolution.question.author.id, resolution.question.author.mandate) == (None, None)
    assert resolution.question.constituency == told
    assert [p.code for p in resolution.problems] == ["E116"]


def test_the_group_tells_homonyms_apart(register: Register) -> None:
    # Alexandra Martin of Gironde sat with Renaissance (PO800538), the other with Les Républicains (PO800508)
    for label, person in (("Renaissance", "PA793944"), ("Les Républicains", "PA793342")):
        asked = asked_by("Alexandra Martin", "2023-10-03", 16, group=Group(label=label))
        assert register.resolve(asked).question.author.id == person
    asked = asked_by("Alexandra Martin", "2023-10-03", 16, group=Group(label="Rassemblement National"))
    assert register.resolve(asked).question.author.id is None


def test_the_group_never_turns_a_name_into_another(register: Register) -> None:
    # Only Philippe Armand Martin was UMP, but the name is not his
    asked = asked_by("Philippe Martin", "2015-01-06", 14, group=Group(label="Union pour un Mouvement Populaire"))
    assert register.resolve(asked).question.author.id is None
    asked = asked_by("Philippe Martin", "2015-01-06", 14, group=Group(label="Socialiste, républicain et citoyen"))
    assert register.resolve(asked).question.author.id == "PA267278"


def test_the_group_of_a_single_name_does_not_matter(register: Register) -> None:
    # sources record the group of the export's day: it may not exclude anybody
    asked = asked_by("Frédéric Lefebvre", "2015-03-31", 14, group=Group(label="Écologiste"))
    assert register.resolve(asked).question.author.id == "PA346886"


def test_two_people_of_one_name_in_one_seat_stay_apart(tmp_path: Path) -> None:
    """Two PA for one person exist; nothing says they are one."""
    first = made.actor("PA1", "Ada", "Test", made.seat("PM1", 15, "69", 1, "2017-06-21", None))
    second = made.actor("PA2", "Ada", "Test", made.seat("PM2", 15, "69", 1, "2017-06-21", None))
    register = load(made.zipped(tmp_path / "r.zip", made.entries(first, second)), cached=False)
    assert found(register, asked_by("Ada Test", "2018-01-02", 15, constituency=seat("69", 1))) == (None, None)


@pytest.mark.parametrize(
    ("known", "asked", "expected"),
    [
        (("Anne Marie", "Dupont"), "Anne Dupont", "PA1"),
        (("Anne", "Dupont"), "Anne Marie Dupont", "PA1"),
        (("Anne", "Dupont-Durand"), "Anne Dupont", None),         # half a surname
        (("Anne", "Dupont"), "Anne Dupont-Durand", "PA1"),        # the whole surname and more
        (("Anne", "Dupont"), "Marie Dupont", None),
        (("Anne Marie", "Dupont"), "Anne Sophie Dupont", None),
        (("Anne", "Le Cœur"), "LE COEUR ANNE", "PA1"),
    ],
)
def test_parts_of_a_name_at_a_known_seat(
    tmp_path: Path, known: tuple[str, str], asked: str, expected: str | None
) -> None:
    actor = made.actor("PA1", *known, made.seat("PM1", 15, "69", 1, "2017-06-21", None))
    register = load(made.zipped(tmp_path / "r.zip", made.entries(actor)), cached=False)
    assert found(register, asked_by(asked, "2018-01-02", 15, constituency=seat("69", 1)))[0] == expected


def test_hand_over_of_a_seat(register: Register) -> None:
    # Aisne 2: Pascale Gruny until 15 February 2009, Xavier Bertrand from that day
    for name, person in (("Pascale Gruny", "PA267081"), ("Xavier Bertrand", "PA267080")):
        asked = asked_by(name, "2009-02-15", 13, constituency=seat("02", 2))
        assert register.resolve(asked).question.author.id == person


# ---- identifiers that are given


@pytest.mark.parametrize(
    ("person", "published", "mandate"),
    [
        ("PA334", "2017-05-16", "PM645206"),
        ("PA2099", "2017-06-20", "PM645101"),
        ("PA607769", "2017-02-22", "PM645494"),
        ("PA2045", "2016-05-17", "PM645421"),
        ("PA605922", "2017-02-07", "PM645493"),
        ("PA267278", "2013-01-08", "PM645391"),
        ("PA267278", "2015-01-06", "PM701030"),
        ("PA267278", "2013-10-01", None),
        ("PA267278", None, None),
        ("PA334", None, "PM645206"),
    ],
)
def test_mandate_of_a_given_person(register: Register, person: str, published: str | None, mandate: str | None) -> None:
    """Saved pages of the XIV carry OMC_PA… and the département alone."""
    asked = made.question(published, legislature=14, author=Author(id=person))
    resolution = register.resolve(asked)
    assert (resolution.question.author.id, resolution.question.author.mandate) == (person, mandate)
    assert resolution.problems == ()


def test_given_identifiers_are_never_replaced(register: Register) -> None:
    given = Author(id="PA346886", mandate="PM392592", label="M. Quelqu'un d'Autre")
    assert register.resolve(made.question("2015-03-31", legislature=14, author=given)).question.author == given


def test_person_of_a_given_mandate(register: Register) -> None:
    asked = made.question("2015-03-31", legislature=14, author=Author(mandate="PM695110"))
    assert register.resolve(asked).question.author.id == "PA346886"


def test_unknown_identifiers_are_kept_and_said(register: Register) -> None:
    given = Author(id="PA999999999", mandate="PM999999999")
    resolution = register.resolve(made.question("2015-03-31", legislature=14, author=given))
    assert resolution.question.author == given
    assert sorted((p.code, p.detail) for p in resolution.problems) == [
        ("E114", "PA999999999"), ("E115", "PM999999999"),
    ]


# ---- the constituency follows the mandate


def test_constituency_comes_from_the_mandate(register: Register, recorded: Callable[[str], Any]) -> None:
    seats = [m["election"]["lieu"] for m in recorded("PA334")["mandats"]["mandat"] if m["uid"] == "PM645206"]
    assert [(s["numDepartement"], s["numCirco"]) for s in seats] == [("63", "4")]
    for told in (NOWHERE, seat("63")):
        asked = made.question("2017-05-16", legislature=14, author=Author(id="PA334"), constituency=told)
        assert register.resolve(asked).question.constituency == seat("63", 4)


@pytest.mark.parametrize("told", [seat("64"), seat("63", 1), Constituency(department_label="Auvergne")])
def test_constituency_that_is_told_stays(register: Register, told: Constituency) -> None:
    asked = made.question("2017-05-16", legislature=14, author=Author(id="PA334"), constituency=told)
    assert register.resolve(asked).question.constituency == told
