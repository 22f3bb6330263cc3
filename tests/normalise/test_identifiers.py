from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.normalise.identifiers import (
    actor,
    compose_uid,
    mandate,
    organ,
    parse_legislature,
    parse_number,
    parse_page,
    parse_series,
    parse_type,
    uid_fault,
)


def test_an_identifier_is_composed_as_the_assembly_composes_it() -> None:
    assert compose_uid(14, "QE", 76935) == "QANR5L14QE76935"
    assert compose_uid(7, "QOSD", 1) == "QANR5L7QOSD1"


@pytest.mark.parametrize(("legislature", "type_", "number"), [(0, "QE", 1), (14, "QX", 1), (14, "QE", 0), (14, "", 1)])
def test_what_is_no_question_has_no_identifier(legislature: int, type_: str, number: int) -> None:
    with pytest.raises(ValueError, match="no question"):
        compose_uid(legislature, type_, number)


@pytest.mark.parametrize(
    "uid",
    [
        "QANR5L15QE76935", "QANR5L14QG76935", "QANR5L14QE7693", "QANR5L14QE076935", "qanr5l14qe76935", "", "QANR5L14QE",
        "SENR5L14QE76935", "QANR5L14QE76935 ", "QANR5L14QE76935/../x", "QANR5L14QE７６９３５",
    ],
)  # fmt: skip
def test_an_identifier_of_another_question_or_of_none_is_a_fault(uid: str) -> None:
    assert uid_fault(uid, 14, "QE", 76935) == "E251"


def test_the_right_identifier_is_none() -> None:
    assert uid_fault("QANR5L14QE76935", 14, "QE", 76935) is None
    assert uid_fault("QANR5L14QX1", 14, "QX", 1) == "E251"


@pytest.mark.parametrize("raw", ["PA923", "923", "OMC_PA923", 923, " PA923 ", "PA0923"])
def test_actors_in_every_spelling(raw: str | int) -> None:
    assert actor(raw) == "PA923"


@pytest.mark.parametrize(
    "raw", ["", None, "PA", "PAnull", "null", "PM923", "PO923", "0", "PA0", 0, -1, "PA9 23", "PA923x", "pa", "PA" + "9" * 40]
)
def test_what_is_no_actor(raw: str | int | None) -> None:
    assert actor(raw) is None


def test_mandates_and_organs_keep_their_own_prefix() -> None:
    assert mandate("PM645363") == mandate("645363") == "PM645363"
    assert organ("PO707869") == organ(707869) == "PO707869"
    assert organ("POnull") is None
    assert organ("PA1") is mandate("PO1") is None


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("14", 14), (15, 15), ("14ème législature", 14), ("7eme legislature", 7), ("XVe", 15), ("XV", 15), ("xiv", 14),
        ("XIVe législature", 14), ("XVIIème législature", 17), ("IXe législature", 9), (" 16 ", 16), ("14e", 14),
        ("", None), (None, None), ("0", None), (0, None), ("99", None), (-3, None), ("XIIII", None), ("VX", None),
        ("e", None), ("quatorze", None), ("14.0", None), ("14 15", None), ("XVe République", None), ("１４", None), ("1⁴", None),
    ],
)  # fmt: skip
def test_legislatures(raw: str | int | None, number: int | None) -> None:
    assert parse_legislature(raw) == number


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"]


@pytest.mark.parametrize(("number", "numeral"), list(enumerate(ROMAN, start=1)))
def test_roman_numerals(number: int, numeral: str) -> None:
    assert parse_legislature(numeral) == parse_legislature(f"{numeral}e législature") == number


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        ("QE", "QE"), ("Question écrite", "QE"), ("QuestionEcrite_Type", "QE"), ("Question écrite n° 76935", "QE"),
        ("QUESTION ECRITE", "QE"), ("QG", "QG"), ("Question au gouvernement", "QG"), ("QuestionGouvernement_Type", "QG"),
        ("Question au Gouvernement (n° 12)", "QG"), ("QOSD", "QOSD"), ("Question orale sans débat", "QOSD"),
        ("QuestionOrale_Type", "QOSD"), ("Question orale sans débat n°\u00a01340", "QOSD"),
        ("", None), (None, None), ("Q", None), ("Question orale avec débat", None), ("Question", None), ("SQE", None),
    ],
)  # fmt: skip
def test_types(raw: str | None, type_: str | None) -> None:
    assert parse_type(raw) == type_


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("76935", 76935), (76935, 76935), ("n° 76935", 76935), ("N°76935", 76935), ("no 12", 12), (" 7 ", 7), ("007", 7),
        ("", None), (None, None), ("0", None), ("-1", None), (-1, None), ("76 935", None), ("12a", None), ("1e5", None),
        ("9" * 30, None), ("１２", None), ("12.0", None), ("²", None),
    ],
)  # fmt: skip
def test_numbers(raw: str | int | None, number: int | None) -> None:
    assert parse_number(raw) == number


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("5446", (5446, None)), (5446, (5446, None)), (" 18 ", (18, None)), ("audi", (None, "audi")), ("", (None, None)),
        (None, (None, None)), ("  ", (None, None)), ("0", (None, "0")), ("5446-5447", (None, "5446-5447")),
        ("12 bis", (None, "12 bis")), ("-3", (None, "-3")), ("1.5", (None, "1.5")), ("²", (None, "²")),
        ("9" * 20, (None, "9" * 20)),
    ],
)  # fmt: skip
def test_pages_that_are_none_stay_as_recorded(raw: str | int | None, read: tuple[int | None, str | None]) -> None:
    assert parse_page(raw) == read


@pytest.mark.parametrize(
    ("raw", "series"),
    [
        ("JO_QUESTION", "an-questions"), ("JO_DEBAT", "an-debats"), ("JO_LOI_DECRET", "lois-decrets"),
        (" jo_question ", "an-questions"), ("", None), (None, None), ("JO", None), ("JO_SENAT", None),
    ],
)  # fmt: skip
def test_series(raw: str | None, series: str | None) -> None:
    assert parse_series(raw) == series


@given(st.integers(1, 29), st.sampled_from(["QE", "QG", "QOSD"]), st.integers(1, 999_999_999))
def test_identifiers_round_trip_and_name_one_question(legislature: int, type_: str, number: int) -> None:
    uid = compose_uid(legislature, type_, number)
    assert uid_fault(uid, legislature, type_, number) is None
    assert uid_fault(uid, legislature, type_, number + 1) == "E251"
    assert uid_fault(uid, legislature + 1, type_, number) == "E251"


@given(st.text() | st.integers().map(str))
def test_any_text_is_read_or_left_unread(raw: str) -> None:
    for identifier, prefix in ((actor(raw), "PA"), (mandate(raw), "PM"), (organ(raw), "PO")):
        assert identifier is None or (identifier[:2] == prefix and identifier[2:].isascii() and identifier[2:].isdigit())
    page, recorded = parse_page(raw)
    assert page is None or recorded is None
    assert (page is None and recorded is None) == (raw.strip() == "")
    assert parse_legislature(raw) in {None, *range(1, 30)}
    assert parse_number(raw) is None or parse_number(raw) > 0  # type: ignore[operator]
    assert parse_type(raw) in {None, "QE", "QG", "QOSD"}
    assert parse_series(raw) in {None, "an-questions", "an-debats", "lois-decrets"}
