"""What people type never becomes syntax of the index."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anq2rdf.query.search import Index, Search, build_index, read_wording
from tests.web.making import fill, question

TEXTS = {
    1: ("Santé publique", "Le cœur de l'hôpital bat."),
    2: ("OR AND NOT NEAR", "a b c, title : text ^ { } ( ) + * \" '"),
    3: ("a", "b a"),
    4: ("rowid", "100% de la co-construction de l'État"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("wording")
    store = fill(folder / "store", *(question(n, title=title, text=text) for n, (title, text) in TEXTS.items()))
    build_index(store, folder / "search.sqlite")
    return Index(folder / "search.sqlite")


def test_words_phrases_beginnings_and_exclusions_are_told_apart() -> None:
    wording = read_wording('santé "de la ville" écol* -ministre -"à la fin" l\'emploi')
    assert wording.match() == '"santé" AND "de la ville" AND "écol"* AND "l\'emploi"'
    assert wording.without() == '"ministre" OR "à la fin"'


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ('"jamais fermé', '"jamais fermé"'),
        ("« entre guillemets »", '"entre guillemets"'),
        ("«entre guillemets»", '"entre guillemets"'),
        ("cœur Œuvre", '"coeur" AND "OEuvre"'),
        ("! - -- * \"\" -\"\" -*", ""),
        ("title:x", '"title:x"'),
        ("mot mot mot", '"mot"'),
        ("x" * 5000, f'"{"x" * 400}"'),
        ("\0\ud800a", '"a"'),
    ],
)
def test_each_piece_is_a_string(typed: str, match: str) -> None:
    assert read_wording(typed).match() == match


_ALPHABET = "abceéœl'’ʼ\"*-+^:(){}[]<>,.;%_\\/\0\n «»" + "ORANDTEit"


def _tokens(text: str) -> list[str]:
    spelt = text.replace("œ", "oe").replace("Œ", "oe")
    bare = "".join(c for c in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(c)).lower().replace("ʼ", " ")
    return re.findall(r"[^\W_]+", bare)


def _holds(columns: list[list[str]], piece: str, begun: bool) -> bool:
    wanted = _tokens(piece)
    for tokens in columns:
        for start in range(len(tokens) - len(wanted) + 1):
            there = tokens[start : start + len(wanted)]
            if there[:-1] == wanted[:-1] and (there[-1].startswith(wanted[-1]) if begun else there[-1] == wanted[-1]):
                return True
    return False


@given(st.text(_ALPHABET, max_size=24))
@example('a" OR "b')
@example('" NEAR(a b)')
@example("-a")
@example("a AND NOT b")
@settings(max_examples=400, deadline=None)
def test_whatever_is_typed_finds_what_holds_the_pieces_and_nothing_else(index: Index, typed: str) -> None:
    """The reading of the pieces is tested above; here, that SQLite does with them what they say."""
    wording = read_wording(typed)
    found = index.search(Search(words=typed))
    expected = set()
    for number, texts in TEXTS.items():
        columns = [_tokens(text) for text in (*texts, f"QANR5L15QE{number} 15-{number} 15-{number}QE {number}")]
        wanted = all(_holds(columns, piece.text, piece.begun) for piece in wording.wanted)
        if wanted and not any(_holds(columns, piece.text, piece.begun) for piece in wording.refused):
            expected.add(number)
    assert {hit.number for hit in found.hits} == expected
    assert found.total == len(expected)


@given(st.text(max_size=60) | st.text(st.characters(categories=["Cs", "Cc", "Cn", "Co", "M", "P"]), max_size=60), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_everything_can_be_typed(index: Index, typed: str, key: str) -> None:
    found = index.search(Search(words=typed, filters={"ministry": key.encode("utf-8", "replace").decode()}, order="date"))
    assert found.total == len(found.hits) == 0


def test_the_index_cannot_be_written_through_a_search(index: Index, tmp_path: Path) -> None:
    before = index.path.read_bytes()
    with index.reading() as base, pytest.raises(Exception, match="readonly"):
        base.execute("DELETE FROM question")
    index.search(Search(words="'; DROP TABLE question; --", filters={"ministry": "' OR 1=1 --", "year": '"'}))
    assert index.path.read_bytes() == before
