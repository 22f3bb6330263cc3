from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from anq2rdf.normalise.characters import clean, one_blank


@pytest.mark.parametrize(
    ("raw", "cleaned", "touched"),
    [
        ("l'élève, cœur, 5 €", "l'élève, cœur, 5 €", 0),
        ("a\ud800b", "a\ufffdb", 1),
        ("a\udc00\ud800b", "a\ufffd\ufffdb", 2),
        ("\ud83d\ude00", "😀", 0),  # two halves of one character
        ("a\x00b\x07c\x7fd", "abcd", 3),
        ("a\ufffeb\U0001ffffc\ufdd0d", "abcd", 3),
        ("l\x92h\x9cuvre", "l’hœuvre", 2),  # Windows-1252 read as Latin-1
        ("a\x81b", "ab", 1),  # Windows-1252 has nothing there
        ("a\x0bb\x0cc", "a b c", 2),
        ("a\tb\nc\rd\x85e\u2028f", "a\tb\nc\rd\x85e\u2028f", 0),
        ("\u202eا\u200d\u00ad\ufeff", "\u202eا\u200d\u00ad\ufeff", 0),  # bidi controls, joiners, soft hyphen
        ("\ufffd", "\ufffd", 0),
    ],
)
def test_each_class_of_characters_is_treated_by_the_table(raw: str, cleaned: str, touched: int) -> None:
    assert clean(raw) == (cleaned, touched)


def test_every_single_code_point_comes_out_writable_and_counted() -> None:
    for code in range(sys.maxunicode + 1):
        cleaned, touched = clean(chr(code))
        assert touched == (cleaned != chr(code)), hex(code)
        cleaned.encode("utf-8")
        assert not any(0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in cleaned), hex(code)


def test_xml_accepts_every_cleaned_code_point() -> None:
    kept = "".join(clean(chr(code))[0] for code in range(0x20, 0x30000)).replace("&", "").replace("<", "")
    assert etree.fromstring(f"<a>{kept}</a>".encode()).text == kept.replace("\r", "\n")


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_is_done_once(raw: str) -> None:
    cleaned, touched = clean(raw)
    assert clean(cleaned) == (cleaned, 0)
    assert touched <= len(raw)


@given(st.text(alphabet=st.sampled_from("a  \t\n\r\x85\u00a0\u202f\u2003\u2028\u3000\u200b")))
def test_runs_of_white_space_are_one_blank(raw: str) -> None:
    assert one_blank(raw).split() == raw.split()
    assert one_blank(raw).strip() == " ".join(raw.split())
    assert "  " not in one_blank(raw)


def test_every_white_space_is_known_as_one() -> None:
    for code in range(sys.maxunicode + 1):
        assert one_blank(chr(code)) == (" " if chr(code).isspace() else chr(code)), hex(code)
