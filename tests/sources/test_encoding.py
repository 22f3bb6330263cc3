"""The encoding of a page: decided by evidence in a fixed order, and said when it is not the declared one."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.sources.encoding import decode

FRENCH = "Réponse publiée à l’Œuvre : 12 €"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_wins_over_every_declaration_and_is_not_text(mark: bytes, codec: str) -> None:
    text = f'<meta charset="iso-8859-1">{FRENCH}'
    assert decode(mark + text.encode(codec), "iso-8859-1") == (text, codec, False)


@pytest.mark.parametrize(
    ("declaration", "codec", "decided"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15", "iso8859-15"),
        ("<meta charset=windows-1252>", "cp1252", "cp1252"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-1'>", "cp1252", "cp1252"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ("<?xml version='1.0' encoding='us-ascii'?>", "cp1252", "cp1252"),
    ],
)
def test_a_declaration_in_the_page_is_believed_where_the_bytes_allow_it(
    declaration: str, codec: str, decided: str
) -> None:
    text = declaration + "Réponse publiée, 12 €"
    assert decode(text.encode(codec)) == (text, decided, False)


def test_the_callers_declaration_comes_before_the_pages() -> None:
    assert decode("<meta charset=utf-8>é€".encode("iso8859-15"), "iso-8859-15").text == "<meta charset=utf-8>é€"


@pytest.mark.parametrize("declared", [None, "utf-8", "x-unknown", "rot13", "zlib", "utf-7", "idna", "\0", "é" * 100])
def test_western_bytes_are_windows_1252_whatever_nonsense_is_declared(declared: str | None) -> None:
    assert decode(FRENCH.encode("cp1252"), declared) == (FRENCH, "cp1252", True)


def test_utf_8_without_any_declaration_is_no_fallback() -> None:
    assert decode(FRENCH.encode()) == (FRENCH, "utf-8", False)
    assert decode(b"plain") == ("plain", "utf-8", False)


def test_a_page_saved_again_as_utf_8_with_its_old_declaration_is_read_as_utf_8_and_said() -> None:
    text = f"<meta charset=iso-8859-1>{FRENCH}"
    assert decode(text.encode()) == (text, "utf-8", True)


def test_one_wrong_byte_does_not_spoil_the_accents_of_a_utf_8_page() -> None:
    decoded = decode(b"<meta charset=utf-8>" + FRENCH.encode() + b"\xff" + FRENCH.encode())
    assert decoded.text == f"<meta charset=utf-8>{FRENCH}\ufffd{FRENCH}"
    assert (decoded.codec, decoded.fallback, decoded.lost) == ("utf-8", True, 1)


def test_bytes_that_windows_1252_does_not_define_are_counted() -> None:
    decoded = decode(b"\x93caf\xe9\x94 \x81\x8d\x8f\x90\x9d", "latin-1")
    assert decoded.text == "“café” " + "\ufffd" * 5
    assert (decoded.fallback, decoded.lost) == (False, 5)


def test_a_replacement_character_that_the_source_itself_holds_is_not_lost_here() -> None:
    assert decode("5eme R\ufffdpublique".encode()).lost == 0


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_shows_by_its_zeros(codec: str) -> None:
    assert decode(f"<p>{FRENCH}".encode(codec)).text == f"<p>{FRENCH}"


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\0" not in text and text[:1] != "\ufeff"))
def test_utf_8_reads_back_what_was_written(text: str) -> None:
    if "charset" not in text and "encoding" not in text:
        assert decode(text.encode()).text == text


@given(st.binary(), st.none() | st.text())
def test_any_bytes_become_a_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared).text, str)
