"""The client against servers that misbehave: what is sent again, what is not, and what never leaves."""

from __future__ import annotations

import io
import re
import time
from email.utils import formatdate
from pathlib import Path

import pytest
from msgspec.structs import replace

from anq2rdf.errors import Anq2rdfError, RemoteError, SinkError, SourceError, UsageError
from anq2rdf.limits import DEFAULT
from anq2rdf.remote.address import store_address
from anq2rdf.remote.client import Client, Request
from anq2rdf.remote.credentials import Credentials, credentials
from anq2rdf.remote.endpoint import ask, demand_success, rows
from anq2rdf.remote.patience import pause, wish_of
from tests.remote.scripted import Asked, Reply, answering, in_turn, resetting, scripted

ONE_ROW = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7"}}]}}'
JSON = "application/sparql-results+json"
SECRET = "hunter2-öé"
QUICK = replace(DEFAULT, retries=1)


def test_a_reset_and_a_503_are_asked_again() -> None:
    with scripted(in_turn(resetting, answering(503), answering(200, b"fine"))) as server:
        with Client(server.address, Credentials()) as client:
            answer = client.send(Request("PUT", server.address, body=b"x", size=1))
        assert (answer.status, answer.body) == (200, b"fine")
        assert [each.body for each in server.asked] == [b"x", b"x", b"x"]


def test_a_body_from_a_file_is_sent_from_its_beginning_each_time() -> None:
    content = bytes(range(256)) * 1000
    with scripted(in_turn(answering(503, Retry_After="0"), answering(204))) as server:
        with Client(server.address, Credentials()) as client:
            client.send(Request("PUT", server.address, body=lambda: io.BytesIO(content), size=len(content)))
        assert [each.body == content for each in server.asked] == [True, True]
        assert server.asked[0].headers["Content-Length"] == "256000"


def test_what_is_not_repeatable_is_asked_once() -> None:
    with scripted(answering(503)) as server, Client(server.address, Credentials()) as client:
        with pytest.raises(RemoteError, match="one attempt"):
            client.send(Request("POST", server.address, body=b"x", repeatable=False))
        assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 415])
def test_a_refusal_is_final_and_says_what_to_do(status: int) -> None:
    with scripted(answering(status, b"no such\n\tthing")) as server, Client(server.address, Credentials()) as client:
        answer = client.send(Request("PUT", server.address + "/store?graph=secret", body=b"x"))
        with pytest.raises(SinkError, match=f"/store answered {status}: no such thing") as found:
            demand_success(answer, SinkError)
        assert found.value.remedy
        assert "secret" not in found.value.message
        assert len(server.asked) == 1


def test_retry_after_is_waited_for_in_both_spellings_but_never_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wish_of(" 7 ") == 7
    assert wish_of("tomorrow") is None
    at = wish_of(formatdate(time.time() + 30, usegmt=True))
    assert at is not None
    assert 28 < at <= 30
    assert pause(0, 315360000.0) == 60
    assert pause(0, wish_of("Wed, 21 Oct 2015 07:28:00 GMT")) == 0
    assert 0.5 <= pause(0, None) <= 0.75
    waited: list[float] = []
    monkeypatch.setattr("anq2rdf.remote.client.time.sleep", waited.append)
    with scripted(in_turn(answering(429, Retry_After="3"), answering(200))) as server, \
            Client(server.address, Credentials()) as client:
        client.send(Request("GET", server.address))
    assert waited == [3]


def drip(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _i in range(1000):
        reply.raw(b".")
        time.sleep(0.05)


def drip_headers(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _i in range(1000):
        reply.raw(b".")
        time.sleep(0.05)


@pytest.mark.parametrize("behaviour", [drip, drip_headers])
def test_an_answer_that_drips_meets_the_deadline(behaviour: object) -> None:
    once = replace(DEFAULT, retries=0)
    with scripted(behaviour) as server, Client(server.address, Credentials(), once) as client:  # type: ignore[arg-type]
        begun = time.monotonic()
        with pytest.raises(RemoteError, match=r"no whole answer within 0\.5 s"):
            client.send(Request("GET", server.address, seconds=0.5))
        assert time.monotonic() - begun < 20      # of the fifty it would take


def endless(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    for _i in range(1000):
        reply.raw(bytes(1_000_000))


def test_an_answer_of_a_gigabyte_is_cut_at_the_cap() -> None:
    with scripted(endless) as server, Client(server.address, Credentials()) as client:
        with pytest.raises(RemoteError, match="longer than 100000 bytes"):
            client.send(Request("GET", server.address, cap=100_000))
        assert len(server.asked) == 1


def test_an_answer_cut_short_is_asked_again() -> None:
    def cut(_: Asked, reply: Reply) -> None:
        reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        reply.reset()

    with scripted(in_turn(cut, answering(200, b"whole"))) as server, Client(server.address, Credentials()) as client:
        assert client.send(Request("GET", server.address)).body == b"whole"


def test_redirects_stay_on_the_server_and_keep_the_method() -> None:
    with scripted(in_turn(answering(307, Location="/new"), answering(204))) as server:
        with Client(server.address, Credentials()) as client:
            assert client.send(Request("PUT", server.address + "/old", body=b"x")).status == 204
        assert [(each.method, each.path, each.body) for each in server.asked] == [
            ("PUT", "/old", b"x"), ("PUT", "/new", b"x"),
        ]


def test_a_redirect_to_another_host_is_not_followed_and_gets_nothing() -> None:
    with scripted(answering(200)) as other:
        elsewhere = other.address.replace("127.0.0.1", "localhost")
        with scripted(answering(307, Location=elsewhere)) as server, \
                Client(server.address, Credentials(token=SECRET)) as client, \
                pytest.raises(RemoteError, match="another one"):
            client.send(Request("PUT", server.address, body=b"x"))
        assert other.asked == []


def test_basic_is_sent_only_when_asked_for() -> None:
    def behave(asked: Asked, reply: Reply) -> None:
        if "Authorization" in asked.headers:
            reply.send(200)
        else:
            reply.send(401, WWW_Authenticate='Basic realm="store"')

    with scripted(behave) as server, Client(server.address, Credentials("Aladdin", "open sesame")) as client:
        assert client.send(Request("PUT", server.address, body=b"x")).status == 200
        assert client.send(Request("PUT", server.address, body=b"y")).status == 200
        # The example of RFC 7617, 2.
        sent = [each.headers.get("Authorization") for each in server.asked]
        assert sent == [None, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]


def test_digest_is_answered_without_the_password_and_with_the_body() -> None:
    def behave(asked: Asked, reply: Reply) -> None:
        if "Authorization" in asked.headers:
            reply.send(200)
        else:
            reply.send(401, WWW_Authenticate='Basic realm="b", Digest realm="store", nonce="n1", qop="auth"')

    content = b"z" * 70_000
    with scripted(behave) as server, Client(server.address, Credentials("u", SECRET)) as client:
        request = Request("PUT", server.address, body=lambda: io.BytesIO(content), size=len(content))
        assert client.send(request).status == 200
        last = server.asked[-1]
        assert last.headers["Authorization"].startswith('Digest username="u", realm="store", nonce="n1"')
        assert last.body == content
        assert all(SECRET not in str(each.headers) for each in server.asked)


def test_a_wrong_password_is_refused_once() -> None:
    with scripted(answering(401, WWW_Authenticate="Basic")) as server:
        with Client(server.address, Credentials("u", "p")) as client:
            assert client.send(Request("GET", server.address)).status == 401
        assert len(server.asked) == 2


def test_secrets_sent_back_by_the_server_are_not_shown() -> None:
    def echo(asked: Asked, reply: Reply) -> None:
        reply.send(403, b"you are " + SECRET.encode() + b" " + asked.headers.get("Authorization", "").encode("latin-1"))

    with scripted(echo) as server, Client(server.address, Credentials("u", SECRET)) as client:
        answer = client.send(Request("GET", server.address))
        with pytest.raises(SourceError) as found:
            demand_success(answer, SourceError)
        assert SECRET not in found.value.message
        assert "•••" in found.value.message
        assert SECRET not in repr(Credentials("u", SECRET)) + repr(Credentials(token=SECRET))


def test_credentials_come_from_the_environment_or_the_netrc_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine store.example login me password fromfile\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    found = credentials("https://store.example/x", {})
    assert found
    assert found.hide("fromfile") == "•••"
    assert not credentials("https://other.example/x", {})
    assert credentials("https://a.example", {"ANQ2RDF_TOKEN": "t0k"}).hide("t0k") == "•••"
    assert credentials("https://a.example", {"ANQ2RDF_USER": "u", "ANQ2RDF_PASSWORD": ""})
    with pytest.raises(UsageError, match="go together"):
        credentials("https://a.example", {"ANQ2RDF_USER": "u"})
    with pytest.raises(UsageError, match="both set"):
        credentials("https://a.example", {"ANQ2RDF_USER": "u", "ANQ2RDF_PASSWORD": "p", "ANQ2RDF_TOKEN": "t"})
    with pytest.raises(UsageError, match="control"):
        credentials("https://a.example", {"ANQ2RDF_TOKEN": "t\r\nX-Evil: 1"})


@pytest.mark.parametrize(
    "address",
    ["http://me:pw1@h/x", "http://me@h/", "ftp://h/", "http://", "http://h:0/", "http://h:x/", "http://h/#f",
     "http://h/\r\nX: 1", "file:///etc/passwd", "http://h/a b"],
)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(UsageError) as found:
        store_address(address)
    assert "pw1" not in found.value.message
    assert found.value.remedy


def test_rows_of_an_endpoint() -> None:
    with scripted(answering(200, ONE_ROW, JSON + "; charset=utf-8")) as server:
        with Client(server.address, Credentials()) as client:
            assert rows(ask(client, server.address, "SELECT é & +")) == [{"n": "7"}]
        assert server.asked[0].body == b"query=SELECT+%C3%A9+%26+%2B"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<html><body>Welcome to our proxy</body></html>", "text/html"),
        (ONE_ROW[:-10] + b"The SPARQL operation has been cancelled", JSON),
        (b"[]", JSON),
        (b"", JSON),
        (b"\xff", JSON),
    ],
)
def test_a_status_of_success_with_something_else_is_noticed(body: bytes, media_type: str) -> None:
    with scripted(answering(200, body, media_type)) as server, Client(server.address, Credentials()) as client, \
            pytest.raises(RemoteError, match=re.escape(server.address)):
        rows(ask(client, server.address, "SELECT"))


def test_nobody_there_is_said_after_the_attempts() -> None:
    with scripted(answering(200)) as server:
        gone = server.address
    with Client(gone, Credentials(), QUICK) as client, pytest.raises(Anq2rdfError, match="gave up after 2 attempts") as e:
        client.send(Request("GET", gone))
    assert e.value.exit_code == 5
