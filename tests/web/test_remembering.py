"""What pages were told is told again, as long as the store is the same, and within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.query.question import Question, Reply
from anq2rdf.web.remembering import Answers
from anq2rdf.web.site import Site
from tests.web.conftest import call

QUERY = "SELECT ?v { ?s <http://example.org/v> ?v }"


def test_an_answer_is_found_again_for_the_same_generation_only() -> None:
    answers = Answers()
    answers.keep("q", "one", b"1")
    assert answers.find("q", "one") == b"1"
    assert answers.find("q", "two") is None
    assert answers.find("p", "one") is None
    answers.keep("q", "two", b"2")
    assert (answers.find("q", "one"), answers.find("q", "two")) == (None, b"2")


def test_the_least_recently_asked_for_goes_first() -> None:
    answers = Answers(most=3 * 211)  # each weighs 1 + 10 + 200 bytes
    for query in "abc":
        answers.keep(query, "g", bytes(10))
    answers.find("a", "g")
    answers.keep("d", "g", bytes(10))
    assert [query for query in "abcd" if answers.find(query, "g") is not None] == ["a", "c", "d"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("12"), st.binary(max_size=600))))
def test_what_is_found_was_kept_and_all_of_it_has_room(kept: list[tuple[str, str, bytes]]) -> None:
    answers = Answers(most=2000)
    told: dict[tuple[str, str], set[bytes]] = {}
    for query, generation, answer in kept:
        answers.keep(query, generation, answer)
        told.setdefault((query, generation), set()).add(answer)
    found = {(q, g): again for q in "abcdef" for g in "12" if (again := answers.find(q, g)) is not None}
    assert all(again in told[key] for key, again in found.items())
    assert sum(len(again) + 201 for again in found.values()) <= 2000


def noting(ask: Callable[[Question], Reply], asked: list[str]) -> Callable[[Question], Reply]:
    def noted(question: Question) -> Reply:
        asked.append(question.text)
        return ask(question)

    return noted


def test_a_page_asks_once_a_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, data = tmp_path / "store", tmp_path / "data.nq"
    asked: list[str] = []

    async def values(site: Site) -> list[str]:
        return [str(row["v"]) for row in await site.answer(QUERY)]

    data.write_text('<http://example.org/1> <http://example.org/v> "old" <http://example.org/g> .\n')
    call("load", data, "--to", store, "-q")
    site = Site(store, workers=1)
    try:
        monkeypatch.setattr(site.workers, "ask", noting(site.workers.ask, asked))
        assert [asyncio.run(values(site)) for _ in range(3)] == [['"old"']] * 3
        assert len(asked) == 1
        data.write_text('<http://example.org/1> <http://example.org/v> "new" <http://example.org/g> .\n')
        call("load", data, "--to", store, "--replace", "-q")
        assert [asyncio.run(values(site)) for _ in range(2)] == [['"new"']] * 2
        assert len(asked) == 2
    finally:
        site.close()
