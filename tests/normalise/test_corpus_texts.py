"""Every text of the corpus against libxml2's reading of it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anq2rdf.normalise import text as room
from anq2rdf.normalise.layout import lay_out, lay_out_fully
from anq2rdf.normalise.markup import read_markup
from anq2rdf.normalise.text import text_from_html
from tests.normalise import judges


def listed(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def texts_of_questions(archive: Path) -> Iterator[str]:
    with zipfile.ZipFile(archive) as members:
        for name in members.namelist():
            if name.endswith(".json"):
                question = json.loads(members.read(name))["question"]
                for outer, inner in (("textesQuestion", "texteQuestion"), ("textesReponse", "texteReponse")):
                    for text in listed((question.get(outer) or {}).get(inner)):
                        if isinstance(text["texte"], str):
                            yield text["texte"]


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[str]:
    """All question and answer texts as published."""
    found = [text for archive in sorted(corpus.glob("opendata/*/*.zip")) for text in texts_of_questions(archive)]
    for line in (corpus / "texts" / "written_questions.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found += [record[field] for field in ("texte", "reponse") if record[field]]
    assert len(found) > 2000
    return found


def whole(fragment: str) -> str:
    """The fragment without a tag cut at its end, which parsers differ on."""
    return re.sub(r"<[^<>]*\Z", "", fragment)


def test_no_visible_character_is_lost_or_moved(texts: list[str]) -> None:
    for fragment in texts:
        text, _ = text_from_html(fragment)
        expected = judges.visible(judges.flow(judges.tree_of_lxml(whole(fragment))))
        shown = judges.visible(text.plain if text else "")
        if "<li" in fragment.lower():
            shown, expected = shown.replace("-", ""), expected.replace("-", "")
        assert shown == expected, fragment[:200]


def test_texts_without_tables_are_laid_out_as_the_full_parser_has_them(texts: list[str]) -> None:
    flat = [fragment for fragment in texts if not re.search(r"<(?:table|li)\b", fragment, re.IGNORECASE)]
    assert len(flat) > 2000
    for fragment in flat:
        text, _ = text_from_html(fragment)
        assert (text.plain if text else "") == judges.laid(judges.flow(judges.tree_of_lxml(whole(fragment))))


def test_the_short_ways_are_the_long_ones(texts: list[str]) -> None:
    for fragment in texts:
        assert text_from_html(fragment) == room._read_html(fragment)
        markup = read_markup(fragment)
        assert lay_out(markup) == lay_out_fully(markup)


def test_html_is_well_formed_says_the_same_and_stands_only_for_more_than_plain(texts: list[str]) -> None:
    more = re.compile(r"<(?:em|i|b|strong|u|sup|sub|table|li|ul|ol|h[1-6])\b|<a\b[^>]*https?:", re.IGNORECASE)
    for fragment in texts:
        text, _ = text_from_html(fragment)
        if text is None:
            continue
        assert (text.html is not None) == bool(more.search(whole(fragment)))
        if text.html:
            inside = judges.visible("".join(str(piece) for piece in judges.parsed_xml(text.html).itertext()))
            assert inside.replace("-", "") == judges.visible(text.plain).replace("-", "")


def test_the_three_texts_cut_in_a_tag_are_found(texts: list[str]) -> None:
    cut = [fragment for fragment in texts if fragment.endswith("<b")]
    assert len(cut) == 3
    for fragment in cut:
        text, counted = text_from_html(fragment)
        assert text is not None
        assert not text.plain.endswith("<b")
        assert counted["E264"] >= 1
        assert counted["E264"] - text_from_html(fragment[:-2])[1].get("E264", 0) == 1
