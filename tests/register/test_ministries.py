"""Ministries by label and day, on the official register and on made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from anq2rdf.records import Answer, Ministry
from anq2rdf.register import Register, load
from tests.register import made
from tests.register.made import asked_to, attributed

WORK = "Travail, emploi, formation professionnelle et dialogue social"


@pytest.mark.parametrize(
    ("short", "label", "published", "organ"),
    [
        (WORK, None, "2015-03-31", "PO702938"),          # the seed; PO709252 has the same name from 3 September
        (WORK, None, "2015-09-02", "PO702938"),
        (WORK, None, "2015-09-03", "PO709252"),
        ("Défense", None, "2014-01-07", "PO653280"),     # legacy 14-47351
        ("Défense", None, "2014-04-03", "PO700737"),
        # accents, case, apostrophes, blanks, the long form
        ("TRAVAIL,  EMPLOI, FORMATION PROFESSIONNELLE ET DIALOGUE SOCIAL", None, "2015-03-31", "PO702938"),
        (None, "Ministère de l’intérieur", "2018-01-10", "PO729937"),
        (None, "Ministère de l'intérieur", "2018-01-10", "PO729937"),
        ("Intérieur", "Ministère de l’intérieur", "2018-01-10", "PO729937"),
        ("Intérieur (Mme la ministre auprès du ministre d'État)", "Ministère de l'intérieur", "2018-01-10", "PO730004"),
        ("Solidarités et santé (M. Taquet)", None, "2020-03-03", "PO770478"),
        ("Première ministre", "Première ministre", "2022-07-13", "PO791580"),
        ("Premier ministre", None, "2018-01-10", "PO725689"),
        # hand-over days: the one that begins
        ("Culture et communication", None, "2016-02-11", "PO702900"),
        ("Culture et communication", None, "2016-02-12", "PO711572"),
        ("Premier ministre", None, "2007-06-18", "PO387931"),
        # a ministry without a first day: from its first minister's first day
        ("Intérieur", None, "2013-01-15", "PO653320"),
        # the ATTAL ministries of 2024 have no last day, but other Governments came
        ("Transports", None, "2024-03-05", "PO834748"),
        ("Transports", None, "2025-11-04", "PO873659"),
    ],
)
def test_in_office(register: Register, short: str | None, label: str | None, published: str, organ: str) -> None:
    resolution = register.resolve(asked_to(short, published, label=label))
    assert resolution.question.interrogated == Ministry(id=organ, short=short, label=label)
    assert resolution.problems == ()


@pytest.mark.parametrize(
    ("short", "label", "published"),
    [
        ("Premier ministre", None, "2022-07-13"),                 # it was a Première ministre
        ("Écologie", None, "2008-06-03"),                         # two State secretaries
        ("Éducation nationale", "Ministère de l'éducation nationale", "2020-05-06"),     # a name given up in 2018
        ("Transports", None, "2025-02-04"),                       # the BAYROU ministries are not in the file
        ("Intérieur", None, "2012-06-20"),                        # between two Governments
        ("Travail", None, "2015-03-31"),                          # a word of it is not the name
        (WORK + " et autres", None, "2015-03-31"),
        ("Ministère", None, "2015-03-31"),
        (WORK, None, "1999-03-31"),
        (WORK, None, None),
    ],
)
def test_not_certain(register: Register, short: str | None, label: str | None, published: str | None) -> None:
    resolution = register.resolve(asked_to(short, published, label=label))
    assert resolution.question.interrogated == Ministry(short=short, label=label)
    assert [p.code for p in resolution.problems] == ["E117"]
    assert (published or "no date") in resolution.problems[0].detail


def test_given_ministry_stays_and_an_unknown_one_is_said(register: Register) -> None:
    for organ, codes in (("PO709252", []), ("PO999999999", ["E122"])):
        ministry = Ministry(id=organ, short=WORK)
        resolution = register.resolve(made.question("2015-03-31", interrogated=ministry))
        assert resolution.question.interrogated == ministry
        assert [p.code for p in resolution.problems] == codes


def ids(register: Register, **case: object) -> list[str | None]:
    question = attributed(*case["ministries"], published=case["published"], answered=case.get("answered"))  # type: ignore
    return [a.ministry.id for a in register.resolve(question).question.attributions]


def test_days_of_attributions(register: Register) -> None:
    d, day = "Défense", "2014-01-07"
    # own day; then the last one is of the answer's day, else of the question's
    assert ids(register, ministries=[(d, "2014-04-03")], published=day) == ["PO700737"]
    assert ids(register, ministries=[(d, None)], published=day, answered="2014-05-13") == ["PO700737"]
    assert ids(register, ministries=[(d, None)], published=day) == ["PO653280"]
    # the first of several is of the question's day; one between has no day that is certain
    several = [(d, None), (d, None), (d, None)]
    assert ids(register, ministries=several, published=day, answered="2014-05-13") == ["PO653280", None, "PO700737"]
    # the seed: no date of its own, answered on 14 June 2016
    economy = [("Économie, industrie et numérique", None)]
    assert ids(register, ministries=economy, published="2015-03-31", answered="2016-06-14") == ["PO702912"]


def test_ministry_that_answered_is_of_the_answers_day(register: Register) -> None:
    for answered, organ in (("2014-01-07", "PO653280"), ("2014-04-03", "PO700737"), (None, None)):
        answer = Answer(reference=made.on(answered), ministry=Ministry(short="Défense"))
        resolution = register.resolve(made.question("2014-01-07", answers=(answer,)))
        ministry = resolution.question.answers[0].ministry
        assert ministry is not None
        assert ministry.id == organ


def test_the_same_unknown_ministry_is_said_once(register: Register) -> None:
    question = attributed(("Rien", None), published="2015-03-31")
    asked = made.question("2015-03-31", interrogated=Ministry(short="Rien"), attributions=question.attributions)
    assert [p.code for p in register.resolve(asked).problems] == ["E117"]


# ---- made-up registers


def of(folder: Path, *organs: dict[str, object]) -> Register:
    return load(made.zipped(folder / "r.zip", made.entries(*organs)), cached=False)


def organ_asked(register: Register, short: str | None, published: str, label: str | None = None) -> str | None:
    asked = register.resolve(asked_to(short, published, label=label)).question.interrogated
    assert asked is not None
    return asked.id


def test_one_short_name_of_two_the_long_one_decides(tmp_path: Path) -> None:
    register = of(
        tmp_path,
        made.organ("PO1", "MINISTERE", "Ministère de la ville", "2017-06-22", "2020-07-06", short="Ville"),
        made.organ("PO2", "MINISTERE", "Secrétariat d'État à la ville", "2017-06-22", "2020-07-06", short="Ville"),
    )
    assert organ_asked(register, "Ville", "2018-01-10", "Secrétariat d’État à la ville") == "PO2"
    assert organ_asked(register, "Ville", "2018-01-10", "Ministère de la ville") == "PO1"
    assert organ_asked(register, "Ville", "2018-01-10", "Ville et logement") is None
    assert organ_asked(register, "Ville", "2018-01-10") is None
    assert organ_asked(register, "Ville", "2018-01-10", "Ville") is None     # says nothing more
    assert organ_asked(register, None, "2018-01-10", "Ville") is None        # as pages write it


def test_libelle_edition_is_the_last_resort(tmp_path: Path) -> None:
    edition = {"libelleEdition": "de la justice et des libertés"}
    register = of(tmp_path, made.organ("PO1", "MINISTERE", "Chancellerie", "2017-06-22", None, short="GDS", **edition))
    assert organ_asked(register, "Ministère de la justice et des libertés", "2018-01-10") == "PO1"
    assert organ_asked(register, "Justice et libertés", "2018-01-10") is None


def test_an_overlap_of_more_than_a_day_is_not_a_hand_over(tmp_path: Path) -> None:
    register = of(
        tmp_path,
        made.organ("PO1", "MINISTERE", "Ministère de la ville", "2017-06-22", "2018-06-02", short="Ville"),
        made.organ("PO2", "MINISTERE", "Ministère de la ville", "2018-06-01", None, short="Ville"),
    )
    assert organ_asked(register, "Ville", "2018-05-31") == "PO1"
    assert organ_asked(register, "Ville", "2018-06-01") is None
    assert organ_asked(register, "Ville", "2018-06-02") is None
    assert organ_asked(register, "Ville", "2018-06-03") == "PO2"


def test_an_open_ministry_of_the_newest_government_is_in_office(tmp_path: Path) -> None:
    register = of(
        tmp_path,
        made.organ("PO8", "GOUVERNEMENT", "Gouvernement", "2017-06-20", None),
        made.organ("PO9", "GOUVERNEMENT", "Gouvernement", "2020-07-07", None),
        made.organ("PO1", "MINISTERE", "Ministère de la ville", "2017-06-22", None, short="Ville", organeParent="PO8"),
        made.organ("PO2", "MINISTERE", "Ministère de la ville", "2020-07-07", None, short="Ville", organeParent="PO9"),
    )
    assert organ_asked(register, "Ville", "2020-07-06") == "PO1"
    assert organ_asked(register, "Ville", "2020-07-07") == "PO2"
    assert organ_asked(register, "Ville", "2099-01-01") == "PO2"


def test_a_ministry_without_any_day_is_never_in_office(tmp_path: Path) -> None:
    register = of(tmp_path, made.organ("PO1", "MINISTERE", "Ministère de la ville", None, None, short="Ville"))
    assert organ_asked(register, "Ville", "2018-01-10") is None
