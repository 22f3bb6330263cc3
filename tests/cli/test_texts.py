"""Texts of official records from HTML to RDF: the words are those that an independent reading of the markup gives."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from tests.cli.calls import ANQ, Call, convert
from tests.hostile.make_structured import sound

# The patterns of the shapes A07 (markup left in a text) and A08 (a text decoded wrongly), in Python's syntax.
MARKUP_LEFT = re.compile(r"<[A-Za-z/!][^>]*>|&(nbsp|amp|eacute|#[0-9]+);")
DAMAGED = re.compile("\u00c3\u00a9|\u00c3\u00a8|\u00e2\u20ac\u2122|\ufffd|[\u0080-\u009f]")
APART = {
    "p", "br", "div", "td", "th", "tr", "table", "tbody", "thead", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
    "center", "html", "body", "hr", "dl", "dt", "dd", "blockquote", "pre", "caption",
}


class Words(HTMLParser):
    """The visible words of a fragment, by the standard library's reading; a tag that is cut at the end is no word."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(re.sub(r"<[A-Za-z/][^<>]*\Z", "", fragment))
        self.close()
        self.found = unicodedata.normalize("NFC", "".join(map(self.seen, "".join(self.parts)))).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(" " if tag in APART else "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" " if tag in APART else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @staticmethod
    def seen(character: str) -> str:
        return "" if unicodedata.category(character) == "Cc" and character not in "\t\n\r" else character


def texts_in(record: Any, name: str = "") -> Iterator[str]:
    if isinstance(record, dict):
        for key, value in record.items():
            yield from texts_in(value, key)
    elif isinstance(record, list):
        for value in record:
            yield from texts_in(value, name)
    elif isinstance(record, str) and name == "texte":
        yield record


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[str]:
    """The texts of the written questions and their answers, and those of the records of the open-data archives."""
    found = []
    for line in (corpus / "texts" / "written_questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found += [row[name] for name in ("texte", "reponse") if row[name]]
    for path in sorted(corpus.glob("opendata/*/*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".json"):
                    found += texts_in(json.loads(archive.read(name)))
    return found


@pytest.fixture
def done(
    texts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Call:
    """All of them converted, each as the text of a question of its own."""
    records = [
        {"question": sound(n, uid=f"QANR5L16QE{n}", textesQuestion={"texteQuestion": {"texte": text}})}
        for n, text in enumerate(texts, 1)
    ]
    source = tmp_path / "questions.json"
    source.write_text(json.dumps(records), encoding="utf-8")
    (tmp_path / "out").mkdir()
    return convert(tmp_path / "out", str(source), capsys=capsys, monkeypatch=monkeypatch)


def without_dashes(words: list[str]) -> list[str]:
    """A list item begins with a dash that its markup does not have."""
    return [word for word in words if word != "-"]


def test_no_word_is_lost_added_or_damaged(texts: list[str], done: Call) -> None:
    assert done.exit == 0
    assert done.report["records"]["converted"] == len(texts)
    assert any("<" in text for text in texts)
    literals = {
        (quad.subject.value.rpartition("/")[2], quad.predicate.value): quad.object.value
        for quad in done.quads or ()
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }
    for number, text in enumerate(texts, 1):
        plain = literals[f"QANR5L16QE{number}", ANQ + "text"]
        assert without_dashes(plain.split()) == without_dashes(Words(text).found)
        assert not MARKUP_LEFT.search(plain)
        assert not DAMAGED.search(plain)
        markup = literals.get((f"QANR5L16QE{number}", ANQ + "html"))
        if markup is not None:
            ET.fromstring(markup)
            assert without_dashes(Words(markup).found) == without_dashes(plain.split())
