"""Loading into a store that misbehaves: what is lost, what is said, what is sent again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox
import pytest

from tests.load.conftest import Run
from tests.remote.scripted import Asked, Behaviour, Reply, Scripted, answering, in_turn, resetting, scripted

G = "urn:test:"
JSON = "application/sparql-results+json"


class FakeStore:
    """A small store that keeps to the protocols, calls itself Oxigraph, and goes wrong where a test wants it to."""

    def __init__(self) -> None:
        self.graphs: dict[str, set[str]] = {}
        self.wrong: dict[str, Behaviour] = {}  # by method and path

    def __call__(self, asked: Asked, reply: Reply) -> None:
        key = f"{asked.method} {urlsplit(asked.path).path}"
        if key in self.wrong:
            self.wrong[key](asked, reply)
        else:
            self.behave(asked, reply)

    def behave(self, asked: Asked, reply: Reply) -> None:
        parts = urlsplit(asked.path)
        if parts.path == "/query":
            self._count(parse_qs(asked.body.decode())["query"][0], reply)
        elif parts.path == "/store":
            name = parse_qs(parts.query)["graph"][0]
            kept = set() if asked.method == "PUT" else self.graphs.get(name, set())
            self.graphs[name] = kept | self.triples(asked.body)
            reply.send(204)
        else:
            self._update(asked.body.decode(), reply)

    def triples(self, body: bytes) -> set[str]:
        return {str(quad.triple) for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}

    def _count(self, query: str, reply: Reply) -> None:
        found = re.search("GRAPH <(.*?)>", query)
        rows = "" if found is None else f'{{"n":{{"value":"{len(self.graphs.get(found[1], ()))}"}}}}'
        reply.send(200, f'{{"results":{{"bindings":[{rows}]}}}}'.encode(), JSON, Server="Oxigraph/0")

    def _update(self, text: str, reply: Reply) -> None:
        move = re.fullmatch("MOVE GRAPH <(.*)> TO GRAPH <(.*)>", text)
        drop = re.fullmatch("DROP SILENT GRAPH <(.*)>", text)
        insert = re.fullmatch("INSERT DATA { GRAPH <(.*?)> {\n(.*)} }", text, re.DOTALL)
        if move:
            self.graphs[move[2]] = self.graphs.pop(move[1], set())
        elif drop:
            self.graphs.pop(drop[1], None)
        elif insert:
            self.graphs.setdefault(insert[1], set()).update(self.triples(insert[2].encode()))
        reply.send(204)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def server(store: FakeStore) -> Iterator[Scripted]:
    with scripted(store) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_text("".join(f'<{G}s{i}> <{G}p> "{i}" <{G}{name}> .\n' for name in "abc" for i in range(40)))
    return path


def updates(server: Scripted) -> list[str]:
    return ["--flavour", "generic", "--query-url", server.address + "/query",
            "--update-url", server.address + "/update", "--part-bytes", "1024"]


def staged(server: Scripted) -> list[str]:
    return [*updates(server), "--gsp-url", server.address + "/store"]


def sizes(store: FakeStore) -> dict[str, int]:
    return {name: len(held) for name, held in store.graphs.items()}


WHOLE = {G + "a": 40, G + "b": 40, G + "c": 40}


@pytest.mark.parametrize(
    "bad", [resetting, answering(503), answering(429, Retry_After="0"), answering(500, b"deadlock")]
)
@pytest.mark.parametrize("way", ["put", "staged", "update"])
def test_failures_that_pass_are_sent_again(
    store: FakeStore, server: Scripted, load: Run, data: Path, bad: Behaviour, way: str
) -> None:
    options = {"put": [], "staged": staged(server), "update": updates(server)}[way]
    key = "POST /update" if way == "update" else "PUT /store"
    store.wrong[key] = in_turn(bad, store.behave)
    done = load(data, "--to", server.address, *options)
    assert done.returncode == 0, done.stderr
    assert sizes(store) == WHOLE


def test_done_but_answered_with_a_reset(store: FakeStore, server: Scripted, load: Run, data: Path) -> None:
    """A MOVE that came through although its answer did not: a second one would leave an empty graph."""
    def move_and_reset(asked: Asked, reply: Reply) -> None:
        store.behave(asked, Silent())
        reply.reset()

    store.wrong["POST /update"] = in_turn(move_and_reset, store.behave)
    done = load(data, "--to", server.address, *staged(server))
    assert done.returncode == 0, done.stderr
    assert sizes(store) == WHOLE
    assert sum(each.body.startswith(b"MOVE") for each in server.asked) == 3


class Silent(Reply):
    def __init__(self) -> None:
        pass

    def send(self, *_: object, **__: object) -> None:
        pass


def test_the_network_gives_up_and_resume_goes_on(
    store: FakeStore, server: Scripted, load: Run, data: Path, tmp_path: Path
) -> None:
    def only_a(asked: Asked, reply: Reply) -> None:
        (store.behave if unquote(asked.path).endswith(":a") else answering(503, Retry_After="0"))(asked, reply)

    store.wrong["PUT /store"] = only_a
    report = tmp_path / "report.json"
    done = load(data, "--to", server.address, "--report", report)
    assert done.returncode == 5
    assert sizes(store) == {G + "a": 40}
    assert f"anq2rdf load {data} --to {server.address} --report {report} --resume" in done.stderr
    told = json.loads(report.read_text())
    assert told["exit_code"] == 5
    assert [each["graph"] for each in told["outputs"]] == [G + "a"]
    store.wrong.clear()
    server.asked.clear()
    assert load(data, "--to", server.address, "--resume").returncode == 0
    assert sizes(store) == WHOLE
    assert [unquote(each.path)[-1] for each in server.asked if each.method == "PUT"] == ["b", "c"]
    assert not list((tmp_path / "state").rglob("*.json"))


def test_resume_looks_whether_what_was_done_is_still_there(
    store: FakeStore, server: Scripted, load: Run, data: Path, tmp_path: Path
) -> None:
    store.wrong["PUT /store"] = in_turn(store.behave, answering(503, Retry_After="0"))
    journal = tmp_path / "journal.json"
    assert load(data, "--to", server.address, "--journal", journal).returncode == 5
    assert journal.is_file()
    store.wrong.clear()
    store.graphs.clear()
    assert load(data, "--to", server.address, "--journal", journal, "--resume").returncode == 0
    assert sizes(store) == WHOLE
    assert not journal.exists()


def test_resume_with_other_data_or_without_a_journal_sends_everything(
    store: FakeStore, server: Scripted, load: Run, data: Path, tmp_path: Path
) -> None:
    store.wrong["PUT /store"] = in_turn(store.behave, answering(503, Retry_After="0"))
    journal = tmp_path / "journal.json"
    assert load(data, "--to", server.address, "--journal", journal).returncode == 5
    store.wrong.clear()
    data.write_text(data.read_text() + f'<{G}s> <{G}p> "one more" <{G}a> .\n')
    done = load(data, "--to", server.address, "--journal", journal, "--resume")
    assert done.returncode == 0
    assert "beginning from the start" in done.stderr
    assert sizes(store) == WHOLE | {G + "a": 41}


def half(store: FakeStore) -> Behaviour:
    def keep_half(asked: Asked, reply: Reply) -> None:
        lines = asked.body.splitlines(keepends=True)
        if asked.path.startswith("/store"):
            lines = lines[: len(lines) // 2]
        store.behave(asked._replace(body=b"".join(lines)), reply)

    return keep_half


def test_half_the_statements_are_noticed(store: FakeStore, server: Scripted, load: Run, data: Path) -> None:
    store.wrong["PUT /store"] = half(store)
    done = load(data, "--to", server.address)
    assert done.returncode == 4
    assert "expected 40 statements" in done.stderr
    assert "found 20" in done.stderr


def test_half_the_statements_beside_leave_the_old_graph(
    store: FakeStore, server: Scripted, load: Run, data: Path
) -> None:
    old = {f"old {i}" for i in range(7)}
    store.graphs[G + "a"] = set(old)
    store.wrong["PUT /store"] = half(store)
    done = load(data, "--to", server.address, *staged(server))
    assert done.returncode == 4
    assert "the old one is as it was" in done.stderr
    assert store.graphs[G + "a"] == old


@pytest.mark.parametrize(
    ("bad", "code", "said"),
    [
        (answering(200, b"<html>Please log in</html>", "text/html"), 4, "Please log in"),
        (answering(200, b"error: disk full"), 4, "found 0"),
        (answering(413, b"too large"), 4, "--part-bytes"),
        (answering(401, WWW_Authenticate="Basic"), 4, "ANQ2RDF_USER"),
        (answering(403, b"read-only"), 4, "read-only"),
        (answering(404), 4, "--flavour"),
        (answering(307, Location="http://localhost:1/steal"), 5, "another one"),
    ],
)
def test_what_is_refused_or_only_looks_done(
    store: FakeStore, server: Scripted, load: Run, data: Path, bad: Behaviour, code: int, said: str
) -> None:
    store.wrong["PUT /store"] = bad
    done = load(data, "--to", server.address)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "bad",
    [answering(200, b"<html>", "text/html"), answering(200, b'{"results":', JSON), answering(200, b"{}", JSON)],
)
def test_a_store_that_does_not_count_is_not_believed(
    store: FakeStore, server: Scripted, load: Run, data: Path, bad: Behaviour
) -> None:
    store.wrong["POST /query"] = in_turn(store.behave, bad)
    done = load(data, "--to", server.address)
    assert done.returncode == 5
    assert sizes(store) == {G + "a": 40}


def test_nothing_like_a_store_says_what_was_tried(load: Run, data: Path) -> None:
    with scripted(answering(200, b"<html>hello</html>", "text/html")) as server:
        done = load(data, "--to", server.address + "/base")
        assert done.returncode == 2
        assert f"{server.address}/base/query" in done.stderr
        assert {each.method for each in server.asked} == {"POST"}
        assert all(b"SELECT" in each.body for each in server.asked)


def test_credentials_are_nowhere_to_be_seen(
    store: FakeStore, server: Scripted, load: Run, data: Path, tmp_path: Path
) -> None:
    def echo(asked: Asked, reply: Reply) -> None:
        reply.send(403, f"not with {asked.headers.get('Authorization')}".encode())

    store.wrong["PUT /store"] = echo
    report = tmp_path / "report.json"
    done = load(data, "--to", server.address, "--report", report, ANQ2RDF_TOKEN="t0p-s3cret")
    assert done.returncode == 4
    kept = "".join(path.read_text() for path in (tmp_path / "state").rglob("*.json"))
    assert "t0p-s3cret" not in done.stderr + done.stdout + report.read_text() + kept
    assert "Bearer" in done.stderr
    assert all(each.headers["Authorization"] == "Bearer t0p-s3cret" for each in server.asked)


def test_a_dry_run_sends_nothing_that_writes(store: FakeStore, server: Scripted, load: Run, data: Path) -> None:
    for options in ([], staged(server), updates(server)):
        done = load(data, "--to", server.address, "--dry-run", *options)
        assert done.returncode == 0, done.stderr
    assert {(each.method, each.path) for each in server.asked} == {("POST", "/query")}
    assert store.graphs == {}
