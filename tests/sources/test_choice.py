"""Readers are found by themselves, chosen by the bytes, and loaded only when something is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from anq2rdf.sources import reader_for, readers


def test_every_reader_has_a_form_of_its_own() -> None:
    forms = [reader.form for reader in readers()]
    assert {"opendata-json", "opendata-xml", "legacy-xml", "redif", "page-a", "page-d", "page-text"} <= set(forms)
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("head", [b"", b"\0", b" ", b"\xff\xfe", b"%PDF-1.7", b"PK\x03\x04", b"{", b"<", b"[" * 65536])
def test_what_is_no_question_is_recognised_by_none_and_raises_nothing(head: bytes) -> None:
    assert reader_for(head) is None


def test_opening_the_package_loads_neither_parsers_nor_the_network() -> None:
    code = "import sys, anq2rdf.sources; print({'lxml', 'requests', 'ijson', 'nh3'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
