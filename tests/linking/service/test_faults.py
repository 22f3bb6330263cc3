"""An endpoint at its worst: what is asked again, what is given up, and that nothing half-read is ever kept."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import subprocess
import sys
import time
from email.utils import formatdate
from pathlib import Path

import pytest
from msgspec.structs import replace

from anq2rdf.errors import RemoteError, SourceError
from anq2rdf.limits import DEFAULT, Limits
from anq2rdf.linking.service.asking import Asked
from anq2rdf.linking.service.cache import Cache
from anq2rdf.linking.service.page import Page
from anq2rdf.linking.service.replaying import Replayed, TooMuch
from anq2rdf.remote.client import Client
from anq2rdf.remote.credentials import Credentials
from tests.linking.service.answers import GOOD, JSON, PARTIAL, QUERY, TRACE, chunked, large, query_of, results
from tests.remote import scripted as http
from tests.remote.scripted import Behaviour, Reply, answering, in_turn, resetting, scripted

PAGE = Page("the deputies of legislature 16", QUERY)
WHOLE = Page(PAGE.name, QUERY, divisible=True)
HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome to the hotel's network</body></html>"


class Run:
    """One page asked of an endpoint that behaves so."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.asked = 0
        self.endpoint = ""

    def ask(self, behaviour: Behaviour, page: Page = PAGE, limits: Limits = DEFAULT) -> bytes:
        """The body that is believed."""
        with scripted(behaviour) as server, Cache(self.place) as cache:
            self.endpoint = server.address + "/sparql"
            with Client(self.endpoint, Credentials(), limits) as client:
                try:
                    return Asked(client, self.endpoint, cache, limits).answer(page).body
                finally:
                    self.asked = len(server.asked)

    def kept(self) -> list[tuple[int, bytes]]:
        """All that the cache holds."""
        with sqlite3.connect(self.place) as base:
            found = base.execute("SELECT status, body FROM answers").fetchall()
        base.close()
        return found


@pytest.fixture
def run(tmp_path: Path, waits: list[float]) -> Run:
    """With an empty cache."""
    return Run(tmp_path / "cache")


good = answering(200, GOOD, JSON)


@pytest.mark.parametrize(("first", "waited"), [
    (answering(429, b"slow down", Retry_After="7"), 7),
    (answering(503, HTML, "text/html", Retry_After="0"), 0),
    (answering(429), None), (answering(500, b"oops"), None), (answering(502), None), (answering(503), None),
    (answering(504, b"upstream timed out"), None), (resetting, None), (chunked(PARTIAL, ended=False), None),
    (chunked(PARTIAL), None), (answering(200, PARTIAL, JSON), None), (answering(200, GOOD + TRACE, JSON), None),
    (answering(200, b"", JSON), None), (answering(200, HTML, "text/html"), None),
    (answering(200, b'{"error": "overloaded"}', "application/json"), None),
])
def test_what_may_pass_is_asked_again_and_only_the_whole_answer_is_kept(
    run: Run, waits: list[float], first: Behaviour, waited: float | None
) -> None:
    assert run.ask(in_turn(first, good)) == GOOD
    assert run.kept() == [(200, GOOD)]
    assert run.asked == 2
    assert len(waits) == 1
    assert waits[0] == waited if waited is not None else 0.5 <= waits[0] <= 0.75


def test_a_date_to_come_back_at_is_waited_for(run: Run, waits: list[float]) -> None:
    at = formatdate(time.time() + 120, usegmt=True)
    assert run.ask(in_turn(answering(429, Retry_After=at), good)) == GOOD
    assert 60 < waits[0] <= 120


@pytest.mark.parametrize("after", ["86400", "99999999999999999999"])
def test_who_asks_for_more_patience_than_there_is_ends_the_run(run: Run, waits: list[float], after: str) -> None:
    with pytest.raises(RemoteError, match=r"not to be asked again before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC") as found:
        run.ask(answering(429, b"", Retry_After=after))
    assert (found.value.exit_code, run.asked, waits, run.kept()) == (5, 1, [], [])
    assert "--cache" in found.value.remedy


def test_the_day_to_come_back_is_the_one_the_server_named(run: Run) -> None:
    at = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    with pytest.raises(RemoteError, match=f"before {at:%Y-%m-%d}"):
        run.ask(answering(503, b"", Retry_After=formatdate(at.timestamp(), usegmt=True)))


def test_a_date_of_the_past_is_no_wait(run: Run, waits: list[float]) -> None:
    run.ask(in_turn(answering(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), good))
    assert waits == [0]


@pytest.mark.parametrize(("behaviour", "tries", "told"), [
    (answering(503, b"maintenance"), 5, "answered 503: maintenance"),
    (answering(429), 5, "429"),
    (resetting, 5, "after 5 attempts"),
    (answering(200, HTML, "text/html"), 2, r"no results in JSON \(text/html\): .*Welcome to the hotel"),
    (answering(200, b"", JSON), 2, "it is empty"),
    (answering(200, b'{"error": "no such table"}', JSON), 2, "no results of a query .*no such table"),
    (answering(200, PARTIAL, JSON), 2, "breaks off"),
    (answering(200, GOOD + TRACE, JSON), 2, "breaks off, or goes on"),
    (chunked(GOOD[:40], TRACE), 2, "breaks off"),
    (chunked(PARTIAL, ended=False), 2, "the answer broke off"),
    (answering(500, TRACE), 1, "longer than the server allows"),
    (answering(504), 2, "answered 504"),
    (answering(200, GOOD, JSON, X_SQL_State="S1TAT"), 2, "when its time was up, S1TAT"),
    (answering(200, results([("http://x/1",)], ("item", "other")), JSON), 2, r"another query: columns differ \(label, other\)"),
    (answering(200, results([]), JSON), 1, None),
])
def test_what_does_not_pass_ends_after_as_many_attempts_as_make_sense(
    run: Run, behaviour: Behaviour, tries: int, told: str | None
) -> None:
    if told is None:  # no rows are an answer too
        assert run.ask(behaviour) == results([])
        return
    with pytest.raises(RemoteError, match=told) as found:
        run.ask(behaviour)
    assert (run.asked, run.kept(), found.value.exit_code) == (tries, [], 5)
    assert "the deputies of legislature 16" in found.value.message
    stranger = re.search("no results|is empty|another query", found.value.message)
    assert ("is this the address" if stranger else "try again later") in found.value.remedy
    assert "\n" not in found.value.message


@pytest.mark.parametrize("behaviour", [
    answering(200, PARTIAL, JSON), answering(200, GOOD + TRACE, JSON), answering(500, TRACE), answering(504),
    chunked(PARTIAL, ended=False), answering(200, GOOD, JSON, X_SQL_State="S1TAT"),
])
def test_what_is_too_much_at_once_is_noted_without_a_body_and_not_asked_again(run: Run, behaviour: Behaviour) -> None:
    with pytest.raises(TooMuch):
        run.ask(behaviour, WHOLE)
    assert run.kept() == [(504, b"")]
    with Cache(run.place, frozen=True) as cache:
        with pytest.raises(TooMuch):
            Replayed(run.endpoint, cache).answer(WHOLE)
        with pytest.raises(SourceError, match="does not hold"):
            Replayed(run.endpoint, cache).answer(PAGE)


@pytest.mark.parametrize(("status", "kind", "remedy"), [
    (400, SourceError, "does it hold what Wikidata holds"), (401, SourceError, "ANQ2RDF_USER"),
    (403, RemoteError, "--contact"), (404, SourceError, "address of the SPARQL endpoint"),
    (405, SourceError, "address"), (414, SourceError, "address"), (303, SourceError, "address"), (501, SourceError, "address"),
])
def test_a_refusal_is_final(run: Run, status: int, kind: type[Exception], remedy: str) -> None:
    with pytest.raises(kind, match=f"/sparql: the server answered {status}: .*Welcome") as found:
        run.ask(answering(status, HTML, "text/html"))
    assert remedy in found.value.remedy  # type: ignore[attr-defined]
    assert (run.asked, run.kept()) == (1, [])


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "text/html; charset=utf-8", ""])
def test_good_results_under_another_name_are_good_results(run: Run, media_type: str) -> None:
    assert run.ask(answering(200, GOOD, media_type)) == GOOD
    assert run.kept() == [(200, GOOD)]


def test_what_a_hostile_server_says_is_shown_and_not_obeyed(run: Run) -> None:
    with pytest.raises(SourceError) as found:
        run.ask(answering(404, b"\x1b[2J\x1b]0;owned\x07" + "\u202e".encode() + b"a\r\nb" + b"x" * 10_000))
    assert found.value.message.isprintable()
    assert len(found.value.message) < 400


def slow(_: http.Asked, reply: Reply) -> None:
    reply.raw(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: {len(GOOD)}\r\n\r\n".encode())
    for at in range(len(GOOD)):
        reply.raw(GOOD[at : at + 1])
        time.sleep(0.1)


def silent(_: http.Asked, reply: Reply) -> None:
    time.sleep(20)


@pytest.mark.parametrize("behaviour", [slow, silent])
def test_an_answer_that_drips_or_never_comes_meets_the_deadline(run: Run, behaviour: Behaviour) -> None:
    impatient = replace(DEFAULT, endpoint_seconds=0.5)
    with pytest.raises(RemoteError, match=r"after 2 attempts: no whole answer within 0\.5 s"):
        run.ask(behaviour, PAGE, impatient)
    assert (run.asked, run.kept()) == (2, [])
    with pytest.raises(TooMuch):
        run.ask(behaviour, WHOLE, impatient)
    assert run.kept() == [(504, b"")]


def test_a_redirect_on_the_same_server_is_followed_with_the_question(run: Run) -> None:
    asked: list[str] = []

    def behave(request: http.Asked, reply: Reply) -> None:
        asked.append(query_of(request))
        if request.path == "/sparql":
            reply.send(308, Location="/new/sparql")
        else:
            good(request, reply)

    assert run.ask(behave) == GOOD
    assert asked == [QUERY, QUERY]


def test_a_redirect_to_another_server_is_not_followed(run: Run) -> None:
    with scripted(good) as other:
        with pytest.raises(RemoteError, match="points at another one"):
            run.ask(answering(307, Location=other.address))
        with pytest.raises(RemoteError, match="points at another one"):
            run.ask(answering(301, Location="file:///etc/passwd"))
        assert other.asked == []
    assert run.kept() == []


@pytest.mark.parametrize("to", ["/sparql", ""])
def test_a_redirect_in_a_circle_ends(run: Run, to: str) -> None:
    with pytest.raises(RemoteError, match="more than 5 redirects"):
        run.ask(answering(302, Location=to))
    assert (run.asked, run.kept()) == (5, [])


def test_the_question_is_a_form_for_json_unpacked(run: Run) -> None:
    seen: list[http.Asked] = []

    def behave(request: http.Asked, reply: Reply) -> None:
        seen.append(request)
        good(request, reply)

    long = Page("long", QUERY + "#" + "x" * 100_000)
    assert run.ask(behave, long) == GOOD
    assert seen[0].method == "POST"
    assert query_of(seen[0]) == long.query
    headers = {name.lower(): value for name, value in seen[0].headers.items()}
    assert headers["accept"] == JSON
    assert headers["accept-encoding"] == "identity"
    assert headers["content-type"] == "application/x-www-form-urlencoded"


CALLER = """
import re, sys
from pathlib import Path
from anq2rdf.errors import RemoteError
from anq2rdf.limits import DEFAULT
from anq2rdf.linking.service.asking import Asked
from anq2rdf.linking.service.cache import Cache
from anq2rdf.remote.client import Client
from anq2rdf.remote.credentials import Credentials
from tests.linking.service.test_faults import PAGE
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
endpoint = sys.argv[1]
with Client(endpoint, Credentials()) as client, Cache(Path(sys.argv[2])) as cache:
    before = peak()
    try:
        Asked(client, endpoint, cache, DEFAULT).answer(PAGE)
    except RemoteError as error:
        print(peak() - before, error.message)
"""
MEGABYTES = 200


@pytest.mark.parametrize("encodings", [0, 1, 2])
def test_200_megabytes_are_refused_as_soon_as_the_cap_is_passed(run: Run, root: Path, encodings: int) -> None:
    """Plain, packed and packed twice; measured is the peak of a process of its own, in kB (VmHWM, proc(5))."""
    with scripted(large(MEGABYTES << 20, encodings)) as server:
        done = subprocess.run(
            [sys.executable, "-c", CALLER, server.address + "/sparql", str(run.place)], capture_output=True, text=True,
            cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, check=False,
        )
        assert len(server.asked) == 1
    told = re.fullmatch(rf"(\d+) .*longer than {DEFAULT.endpoint_bytes} bytes\n", done.stdout)
    assert told, done.stdout + done.stderr
    assert int(told[1]) << 10 < 3 * DEFAULT.endpoint_bytes < MEGABYTES << 20
    assert run.kept() == []
