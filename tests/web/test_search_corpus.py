"""Search and statistics over the real archives, against counts taken from their JSON by other means."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anq2rdf.query.search import Index, Search, build_index
from anq2rdf.web.statistics.figures import Scope, compute_figures
from tests.web.conftest import call

CORPUS = Path(__file__).parents[3] / "shared/corpus/opendata"
ARCHIVES = sorted(CORPUS.glob("*/*.zip"))
pytestmark = pytest.mark.skipif(not ARCHIVES, reason="the corpus is not here")


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """The question of each member of the archives, by the standard library alone."""

    def read() -> Iterator[dict[str, Any]]:
        for path in ARCHIVES:
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith(".json"):
                        yield json.loads(archive.read(name))["question"]

    return list(read())


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> Index:
    folder = tmp_path_factory.mktemp("corpus")
    call("load", *ARCHIVES, "--to", folder / "store", "-q")
    assert build_index(folder / "store", folder / "search.sqlite") == len(records)
    return Index(folder / "search.sqlite")


def tokens(text: str) -> list[str]:
    """Folded words of an HTML fragment."""
    bare = html.unescape(re.sub(r"<[^>]*>", " ", text)).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", bare.lower())


def texts(record: dict[str, Any]) -> list[list[str]]:
    """The words of each text of a record that is searched."""
    told = record["textesReponse"] or {}
    answers = told.get("texteReponse") or []
    found = [each.get("texte") or "" for each in (answers if isinstance(answers, list) else [answers])]
    index = record["indexationAN"]
    analyses = (index.get("ANALYSE") or {}).get("ANA") or (index.get("analyses") or {}).get("analyse") or []
    labels = [analyses] if isinstance(analyses, str) else analyses
    return [tokens(text) for text in [*found, *labels, index["rubrique"] or ""]]


@pytest.mark.parametrize("word", ["chlordecone", "ehpad", "oeuvre", "coeur", "alzheimer", "betterave", "tchernobyl", "introuvable"])
def test_a_word_is_found_in_as_many_questions_as_hold_it(index: Index, records: list[dict[str, Any]], word: str) -> None:
    expected = sum(any(word in text for text in texts(record)) for record in records)
    assert index.search(Search(words=word)).total == expected


def test_a_phrase_is_found_where_its_words_follow_each_other(index: Index, records: list[dict[str, Any]]) -> None:
    phrase = ["pouvoir", "d", "achat"]
    expected = sum(
        any(phrase == text[place : place + 3] for text in texts(record) for place in range(len(text) - 2))
        for record in records
    )
    assert expected > 20
    assert index.search(Search(words='"pouvoir d’achat"')).total == expected


def test_facets_and_statistics_count_what_the_archives_hold(index: Index, records: list[dict[str, Any]]) -> None:
    facets = index.search(Search()).facets
    assert {value.key: value.hits for value in facets["legislature"]} == Counter(
        record["identifiant"]["legislature"] for record in records
    )
    rubrics = Counter(record["indexationAN"]["rubrique"] for record in records if record["indexationAN"]["rubrique"])
    figures = {figure.name: figure for figure in compute_figures(index, Scope())}
    # The vocabulary writes them in small letters; some records in capitals.
    folded: Counter[str] = Counter()
    for name, number in rubrics.items():
        folded[" ".join(tokens(name))] += number
    drawn = {" ".join(tokens(str(row[0]))): row[1] for row in figures["rubrics"].rows}
    assert drawn == {name: folded[name] for name in drawn}
    assert sorted(drawn.values(), reverse=True) == sorted(folded.values(), reverse=True)[:20]  # type: ignore[type-var]
    answered = sum(bool(record["textesReponse"]) for record in records)
    assert sum(row[2] for row in figures["years"].rows) + _undated_answered(index) == answered  # type: ignore[misc]


def _undated_answered(index: Index) -> int:
    with index.reading() as base:
        number: int = base.execute("SELECT count(*) FROM question WHERE year IS NULL AND answers > 0").fetchone()[0]
    return number
