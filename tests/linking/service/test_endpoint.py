"""A real SPARQL server that holds statements as Wikidata has them: what is gathered is what was put in."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from requests.auth import HTTPDigestAuth

from anq2rdf.errors import RemoteError, SourceError, UsageError
from anq2rdf.linking.candidates import print_query
from anq2rdf.linking.items import Item
from anq2rdf.linking.service.cache import Cache
from anq2rdf.linking.service.gathering import gather
from anq2rdf.linking.service.replaying import Replayed
from anq2rdf.linking.service.topic import Topic
from tests.linking import world
from tests.linking.service.answers import GOOD, JSON, TRACE, query_of
from tests.linking.wikidata import Wikidata
from tests.load import servers
from tests.remote.scripted import Asked, Behaviour, Reply, answering, in_turn, scripted


def fill(address: str, statements: Wikidata) -> str:
    """Puts them into the default graph; the address to ask."""
    answer = requests.post(
        address + "/store?default", data=statements.ntriples(), headers={"Content-Type": "application/n-triples"}, timeout=300,
    )
    answer.raise_for_status()
    return address + "/query"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An endpoint of the small world."""
    with servers.oxigraph(tmp_path_factory.mktemp("small") / "store") as (address, _):
        yield fill(address, world.small())


def test_the_deputies_of_a_legislature_are_those_put_in(small: str) -> None:
    found = gather(small, [16])
    assert found.people == world.XVI
    assert found.source == small
    assert found.retrieved is not None
    assert dt.datetime.now(dt.UTC).date() - found.retrieved <= dt.timedelta(days=1)


def test_legislatures_known_by_ordinal_or_by_name_alone(small: str) -> None:
    assert gather(small, [14]).people == (world.ELSA,)
    assert gather(small, [15]).people == (world.ALIX,)
    assert gather(small, [16, 14, 15, 16]).people == (*world.XVI, world.ELSA)


def test_everybody_with_an_identifier(small: str) -> None:
    found = {item.id: item for item in gather(small, [None]).people}
    assert found[world.FRED.id] == world.FRED
    assert found.keys() == {each.id for each in (world.ALIX, world.CHLOE, world.ELSA, world.FRED)}
    assert found[world.CHLOE.id].assembly_ids == ("700002", "700003")


def test_an_endpoint_with_nothing_of_this_is_told_apart(small: str) -> None:
    with pytest.raises(SourceError, match="holds nothing of what was asked for: the deputies of legislature 11"):
        gather(small, [11])
    assert gather(small, [11, 14]).people == (world.ELSA,)


@pytest.fixture(scope="module")
def real(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """An endpoint of the deputies of the XVI that the corpus knows, and who they are."""
    statements, items = world.real(corpus)
    with servers.oxigraph(tmp_path_factory.mktemp("real") / "store") as (address, _):
        yield fill(address, statements), items


def test_the_corpus_comes_back_item_by_item(real: tuple[str, tuple[Item, ...]]) -> None:
    endpoint, items = real
    found = gather(endpoint, [16]).people
    assert len(items) == 368
    assert len(found) == len(items)
    for ours, theirs in zip(items, found, strict=True):
        assert ours == theirs
    assert gather(endpoint, [15]).people == tuple(
        item for item in items if any(position.legislature == 15 for position in item.positions)
    )


def test_the_organs_are_those_put_in(real: tuple[str, tuple[Item, ...]]) -> None:
    endpoint, items = real
    found = gather(endpoint, [], organs=["legislature", "constituency", "group"]).things
    seats = {(p.constituency, p.department, p.number) for item in items for p in item.positions if p.constituency}
    assert {(each.id, each.department, each.number) for each in found if each.kind == "constituency"} == seats
    assert {(each.id, each.label) for each in found if each.kind == "group"} == {
        (p.group, p.group_label) for item in items for p in item.positions if p.group
    }
    held = {p.legislature for item in items for p in item.positions}
    assert {(each.id, each.legislature) for each in found if each.kind == "legislature"} == {
        (world.TERMS[number], number) for number in held if number
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """An endpoint of 130 deputies of the XVI, and who they are."""
    statements, items = world.many(130)
    with servers.oxigraph(tmp_path_factory.mktemp("many") / "store") as (address, _):
        yield fill(address, statements), items


class Between:
    """A server between us and an endpoint, which lets no more pass than it is told to: `most` items in one question,
    0 for the whole of a topic."""

    def __init__(self, endpoint: str, refusal: Behaviour, most: float) -> None:
        self._endpoint, self._refusal, self.most = endpoint, refusal, most
        self.passed: list[str] = []
        self.counted: list[str] = []

    def __call__(self, asked: Asked, reply: Reply) -> None:
        query = query_of(asked)
        if self._items(query) > self.most:
            self._refusal(asked, reply)
        else:
            (self.counted if "COUNT(*)" in query else self.passed).append(query)
            answer = requests.post(self._endpoint, data={"query": query}, headers={"Accept": JSON}, timeout=60)
            self.pass_on(answer.content, reply)

    def pass_on(self, body: bytes, reply: Reply) -> None:
        reply.send(200, body, JSON)

    def _items(self, query: str) -> float:
        if "VALUES ?item" in query:
            return query.partition("VALUES ?item {")[2].partition("}")[0].count("<")
        return math.inf if "?label" in query.partition("WHERE")[0] else 0


@pytest.mark.parametrize(("refusal", "most", "pages"), [
    (answering(500, TRACE), 100, 2), (answering(500, TRACE), 20, 7), (answering(200, GOOD[:-3] + TRACE, JSON), 100, 2),
])
def test_what_is_too_much_at_once_comes_in_smaller_pages(
    many: tuple[str, tuple[Item, ...]], tmp_path: Path, waits: list[float], refusal: Behaviour, most: int, pages: int
) -> None:
    endpoint, items = many
    between = Between(endpoint, refusal, most)
    told: list[tuple[str, int]] = []
    with scripted(between) as server:
        gathered = gather(server.address, [16], cache=tmp_path / "c", progress=lambda *each: told.append(each))
        assert len(between.passed) == 1 + pages
        assert gather(server.address, [16], cache=tmp_path / "c") == gathered
        assert len(between.passed) == 1 + pages
    assert gathered.people == items
    assert told[0] == ("the list of the deputies of legislature 16", 130)
    assert len(told) == 1 + pages
    assert [rows for _, rows in told] == sorted(rows for _, rows in told)
    # The server is gone: what it told is all in the file.
    again = gather(server.address, [16], cache=tmp_path / "c", offline=True)
    assert msgspec.json.encode(again) == msgspec.json.encode(gathered)


class Capped(Between):
    """Lets all questions pass, and no more rows of an answer than that."""

    def __init__(self, endpoint: str, rows: int) -> None:
        super().__init__(endpoint, answering(500), math.inf)
        self._rows = rows

    def pass_on(self, body: bytes, reply: Reply) -> None:
        answer = json.loads(body)
        del answer["results"]["bindings"][self._rows :]
        reply.send(200, json.dumps(answer).encode(), JSON)


@pytest.mark.parametrize("rows", [200, 500, 701, 900])
def test_rows_left_out_without_a_word_are_asked_for(many: tuple[str, tuple[Item, ...]], waits: list[float], rows: int) -> None:
    endpoint, items = many
    between = Capped(endpoint, rows)
    with scripted(between) as server:
        assert gather(server.address, [16]).people == items
    assert len(between.passed) > 2


def test_the_rows_are_counted_only_for_answers_longer_than_any_before(small: str, many: tuple[str, tuple[Item, ...]]) -> None:
    between = Between(many[0], answering(500), math.inf)
    with scripted(between) as server:
        gather(server.address, [16, None])
    assert len(between.passed) == 2
    assert len(between.counted) == 1  # the second answer is no longer than the first
    between = Between(small, answering(500), math.inf)
    with scripted(between) as server:
        gather(server.address, [16, None])
    assert between.counted == []


def test_an_endpoint_that_cuts_even_small_pages_is_given_up(many: tuple[str, tuple[Item, ...]], waits: list[float]) -> None:
    with scripted(Capped(many[0], 131)) as server, pytest.raises(RemoteError, match=r"gave 131 rows .* counts 1\d\d") as found:
        gather(server.address, [16])
    assert "20 from Q98000000 on" in found.value.message


def test_a_list_that_was_cut_without_a_word_is_no_list(
    many: tuple[str, tuple[Item, ...]], tmp_path: Path, waits: list[float]
) -> None:
    with scripted(Capped(many[0], 101)) as server, pytest.raises(RemoteError, match=r"gave 101 rows .* counts 130"):
        gather(server.address, [16], cache=tmp_path / "c")
    with Cache(tmp_path / "c") as cache, pytest.raises(SourceError, match="does not hold"):
        Replayed(server.address, cache).answer(Topic("", print_query(16)).listing)


def test_another_engine_with_a_limit_of_rows(tmp_path: Path) -> None:
    """Virtuoso leaves out rows beyond its limit; of the answer itself nothing says so."""
    statements, items = world.many(130)
    told: list[str] = []
    with servers.virtuoso(tmp_path, rows=500) as address:
        requests.put(
            address + "/sparql-graph-crud-auth", params={"graph": "urn:x"}, data=statements.ntriples(), timeout=300,
            headers={"Content-Type": "application/n-triples"}, auth=HTTPDigestAuth(servers.USER, servers.PASSWORD),
        ).raise_for_status()
        assert gather(address + "/sparql", [16], progress=lambda what, _: told.append(what)).people == items
    assert told[0] == "the list of the deputies of legislature 16"


KILLED = """
import sys
from pathlib import Path
from anq2rdf.linking.service.gathering import gather
gather(sys.argv[1], [14, 16], cache=Path(sys.argv[2]))
"""


def test_a_killed_run_is_gone_on_with(small: str, tmp_path: Path, root: Path) -> None:
    reached, over = threading.Event(), threading.Event()

    class Hanging(Between):
        def __call__(self, asked: Asked, reply: Reply) -> None:
            if len(self.passed) == 1 and not over.is_set():
                reached.set()
                over.wait(60)
            super().__call__(asked, reply)

    between = Hanging(small, answering(500), math.inf)
    with scripted(between) as server:
        command = [sys.executable, "-c", KILLED, server.address, str(tmp_path / "c")]
        with subprocess.Popen(command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}) as process:
            assert reached.wait(60)
            process.kill()
        between.passed.clear()
        over.set()
        told: list[tuple[str, int]] = []
        found = gather(server.address, [14, 16], cache=tmp_path / "c", progress=lambda *each: told.append(each))
        assert found.people == (*world.XVI, world.ELSA)
        assert [name for name, _ in told] == ["the deputies of legislature 14", "the deputies of legislature 16"]
        assert sum('"14"' in query for query in between.passed) == 0


def test_a_run_that_ended_goes_on_where_it_was(small: str, tmp_path: Path) -> None:
    between = Between(small, answering(404), 10**6)
    with scripted(between) as server:
        between.most = math.inf
        gather(server.address, [14], cache=tmp_path / "c")
        between.most = 0
        with pytest.raises(SourceError):
            gather(server.address, [14, 16], cache=tmp_path / "c")
        between.most = math.inf
        assert gather(server.address, [14, 16], cache=tmp_path / "c").people == (*world.XVI, world.ELSA)
        assert len(between.passed) == 2
        gather(server.address, [14, 16], cache=tmp_path / "c", refresh=True)
        assert len(between.passed) == 4


def test_a_page_that_is_not_in_the_cache_is_named(small: str, tmp_path: Path) -> None:
    gather(small, [16], cache=tmp_path / "c")
    with pytest.raises(SourceError, match="does not hold the deputies of legislature 14, of http") as found:
        gather(small, [16, 14], cache=tmp_path / "c", offline=True)
    assert "--offline" in found.value.remedy


@pytest.mark.parametrize(("endpoint", "legislatures", "options"), [
    ("http://127.0.0.1:1/sparql", [16], {"offline": True}),
    ("http://127.0.0.1:1/sparql", [16], {"offline": True, "refresh": True, "cache": Path("c")}),
    ("http://127.0.0.1:1/sparql", [], {}), ("http://127.0.0.1:1/sparql", [99], {}), ("saved.json", [16], {}),
    ("http://me:pw@127.0.0.1:1/sparql", [16], {}), ("https://query.wikidata.org/sparql", [16], {"contact": "a\nb"}),
])
def test_arguments_that_are_wrong_ask_nobody(endpoint: str, legislatures: list[int], options: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as found:
        gather(endpoint, legislatures, **options)
    assert found.value.remedy


def test_a_long_wait_is_told(small: str, waits: list[float]) -> None:
    told: list[tuple[str, int]] = []
    between = Between(small, answering(500), math.inf)
    with scripted(in_turn(answering(429, Retry_After="120"), answering(503, Retry_After="1"), between)) as server:
        assert gather(server.address, [16], progress=lambda *each: told.append(each)).people == world.XVI
    assert waits == [120, 1]
    assert [what for what, _ in told] == [
        "waiting 120 s before asking again for the deputies of legislature 16", "the deputies of legislature 16",
    ]


def test_the_contact_goes_with_every_request(small: str) -> None:
    seen: list[str] = []

    class Noting(Between):
        def __call__(self, asked: Asked, reply: Reply) -> None:
            seen.append(asked.headers["User-Agent"])
            super().__call__(asked, reply)

    with scripted(Noting(small, answering(500), math.inf)) as server:
        gather(server.address, [16], contact="me@example.org")
    assert len(seen) == 1
    assert all(re.fullmatch(r"anq2rdf/\S+ \(me@example\.org\) python-requests/\S+", each) for each in seen)


def test_requests_come_one_at_a_time(small: str) -> None:
    inside, most = [0], [0]

    class Counting(Between):
        def __call__(self, asked: Asked, reply: Reply) -> None:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            super().__call__(asked, reply)
            inside[0] -= 1

    with scripted(Counting(small, answering(500), math.inf)) as server:
        gather(server.address, [14, 15, 16])
    assert most == [1]
