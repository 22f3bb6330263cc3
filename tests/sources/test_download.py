"""Downloads from a real server on this machine that behaves, and misbehaves, as told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from anq2rdf import __version__
from anq2rdf.errors import Anq2rdfError, RemoteError
from anq2rdf.limits import Limits
from anq2rdf.sources import choice, open_sources, readings
from anq2rdf.sources.opening import download

from .archives import LineReader, gzipped, told, zipped

ONE = b"Q14QE1\n"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request by the next of the server's answers, the last one for ever."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        self.server.headers.append(dict(self.headers))
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass


class Server(ThreadingHTTPServer):
    """On a free port of the loopback."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.seen: list[str] = []
        self.headers: list[dict[str, str]] = []

    def address(self, path: str = "a.zip") -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(choice, "readers", lambda: (LineReader(),))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses asked for between attempts, which the tests do not sit out."""
    asked: list[float] = []
    monkeypatch.setattr(download.time, "sleep", asked.append)
    return asked


def ok(body: bytes, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in ({"Content_Length": "0"} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def broken(body: bytes, declared: int) -> Answer:
    """Fewer bytes than declared, then the connection is gone."""

    def answer(handler: Handler) -> None:
        ok(body, Content_Length=str(declared))(handler)
        handler.close_connection = True

    return answer


def chunked(count: int, size: int = 1 << 16) -> Answer:
    """Chunks without any declared length."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            for _ in range(count):
                handler.wfile.write(b"%x\r\n%b\r\n" % (size, b"x" * size))
            handler.wfile.write(b"0\r\n\r\n")
        except OSError:
            handler.server.seen.append("hung up")
            handler.close_connection = True

    return answer


def run(address: str, limits: Limits | None = None) -> tuple[list[str], list[Anq2rdfError]]:
    with open_sources([address], limits or Limits(retries=2)) as sources:
        return [word for document in sources for word in told(readings(document))], sources.failures


def only_failure(address: str, limits: Limits | None = None) -> Anq2rdfError:
    said, (failure,) = run(address, limits)
    assert said == []
    assert str(failure).isprintable()
    return failure


def test_a_download_is_read_hashed_and_named_by_the_address_alone(server: Server) -> None:
    server.answers = [ok(zipped({"x": ONE}))]
    with open_sources([server.address("open%20data/Questions%C3%A9.zip?token=secret#part")]) as sources:
        assert [word for document in sources for word in told(readings(document))] == ["QANR5L14QE1"]
        assert sources.files[0].name == "Questionsé.zip"
        assert sources.files[0].media_type == "application/zip"
    assert server.headers[0]["User-Agent"] == f"anq2rdf/{__version__}"


def test_one_member_of_a_remote_archive(server: Server) -> None:
    server.answers = [ok(zipped({"x": ONE, "y": b"Q14QE2\n"}))]
    assert run(server.address() + "!/y") == (["QANR5L14QE2"], [])
    assert server.seen == ["/a.zip"]


def test_bytes_are_taken_as_they_are_stored(server: Server) -> None:
    server.answers = [ok(gzipped(ONE), Content_Encoding="gzip")]
    with open_sources([server.address("a.gz")]) as sources:
        assert sources.files[0].size == len(gzipped(ONE))
        assert [word for document in sources for word in told(readings(document))] == ["QANR5L14QE1"]


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 416])
def test_what_the_server_refuses_is_not_asked_again(server: Server, waits: list[float], code: int) -> None:
    server.answers = [status(code)]
    failure = only_failure(server.address())
    assert (failure.code, failure.exit_code) == ("E216", 3)
    assert f"the server answered {code}" in str(failure)
    assert (len(server.seen), waits) == (1, [])


@pytest.mark.parametrize("code", [204, 206, 304])
def test_a_success_without_the_whole_file_is_none(server: Server, code: int) -> None:
    server.answers = [status(code)]
    assert only_failure(server.address()).code == "E216"


def test_a_busy_server_is_asked_again(server: Server, waits: list[float]) -> None:
    server.answers = [status(503), status(500), ok(ONE)]
    assert run(server.address()) == (["QANR5L14QE1"], [])
    assert 0.5 <= waits[0] <= 0.75
    assert 1.0 <= waits[1] <= 1.5


def test_a_server_that_stays_busy_ends_the_attempts_with_exit_5(server: Server, waits: list[float]) -> None:
    server.answers = [status(503)]
    failure = only_failure(server.address(), Limits(retries=3))
    assert isinstance(failure, RemoteError)
    assert (failure.code, failure.exit_code) == ("E217", 5)
    assert "gave up after 4 attempts: the server answered 503 Service Unavailable" in str(failure)
    assert len(server.seen) == 4
    assert len(waits) == 3


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [("0", 0, 0), ("7", 7, 7), ("999999999999999999999", 60, 60), (formatdate(0, usegmt=True), 0, 0),
     (formatdate(4e9, usegmt=True), 60, 60), ("soon", 0.5, 0.75), ("-5", 0.5, 0.75)],
)
def test_retry_after_is_honoured_within_a_minute(
    server: Server, waits: list[float], wish: str, least: float, most: float
) -> None:
    server.answers = [status(429, Retry_After=wish), ok(ONE)]
    assert run(server.address()) == (["QANR5L14QE1"], [])
    assert len(waits) == 1
    assert least <= waits[0] <= most


def test_a_file_declared_too_large_is_not_even_begun(server: Server, waits: list[float]) -> None:
    server.answers = [broken(b"x", 1001)]
    failure = only_failure(server.address(), Limits(download_bytes=1000))
    assert (failure.code, failure.exit_code) == ("E203", 3)
    assert "1001 bytes, where 1000 are allowed" in str(failure)


def test_a_file_that_hides_its_size_is_stopped_at_the_cap(server: Server) -> None:
    server.answers = [chunked(10_000)]       # 655 MB if nobody stops it
    assert only_failure(server.address(), Limits(download_bytes=1 << 20)).code == "E203"


def test_a_file_of_exactly_the_cap_is_taken(server: Server) -> None:
    server.answers = [ok(ONE)]
    assert run(server.address(), Limits(download_bytes=len(ONE)))[0] == ["QANR5L14QE1"]


def test_a_connection_that_breaks_is_tried_again_from_the_start(server: Server, waits: list[float]) -> None:
    archive = zipped({"x": ONE})
    server.answers = [broken(archive[:20], len(archive)), ok(archive)]
    assert run(server.address()) == (["QANR5L14QE1"], [])
    assert len(waits) == 1


def test_a_connection_that_always_breaks_says_what_is_missing(server: Server, waits: list[float]) -> None:
    server.answers = [broken(b"x" * 40, 100)]
    failure = only_failure(server.address())
    assert failure.exit_code == 5
    assert "expected 100 bytes, found 40" in str(failure)


def test_silence_ends(server: Server, waits: list[float]) -> None:
    done = threading.Event()
    server.answers = [lambda handler: done.wait(10) and None]
    failure = only_failure(server.address(), Limits(retries=1, read_seconds=0.1))
    done.set()
    assert failure.exit_code == 5


def raw(data: bytes) -> Answer:
    """Bytes that are no answer of a web server, or a strange one; then the connection is gone."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 5),
        (b"\x00\xff not http\r\n\r\n", 5),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", 5),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nfoo", 5),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nxx", 3),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://[::1\r\n\r\n", 3),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://\xff\x00:99999/\r\n\r\n", 3),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", 3),
    ],
    ids=["nothing", "noise", "endless-header", "bad-chunk", "two-lengths", "bad-host", "worse-host", "nowhere"],
)
def test_answers_that_make_no_sense_are_failures(server: Server, waits: list[float], data: bytes, code: int) -> None:
    server.answers = [raw(data)]
    assert only_failure(server.address(), Limits(retries=1)).exit_code == code


def test_nobody_there(waits: list[float]) -> None:
    with Server() as server:
        address = server.address()
    assert only_failure(address, Limits(retries=1, connect_seconds=0.5)).exit_code == 5
    assert len(waits) == 1


def test_redirects_are_followed(server: Server) -> None:
    server.answers = [status(302, Location="/b/moved.zip"), status(308, Location=server.address("c.zip")), ok(ONE)]
    assert run(server.address())[0] == ["QANR5L14QE1"]
    assert server.seen == ["/a.zip", "/b/moved.zip", "/c.zip"]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:,x"])
def test_redirects_to_what_is_not_the_web_are_refused(server: Server, place: str) -> None:
    server.answers = [status(302, Location=place)]
    failure = only_failure(server.address())
    assert failure.code == "E216"
    assert "not an http or https address" in str(failure)


def test_redirects_that_go_round_end(server: Server) -> None:
    server.answers = [status(302, Location="/a.zip")]
    assert "more than 10 redirects" in str(only_failure(server.address()))
    assert len(server.seen) == 10


def test_an_error_page_that_calls_itself_a_success_is_recognised(server: Server) -> None:
    server.answers = [ok(b"<html><head><title>Erreur 500</title></head></html>")]
    with open_sources([server.address()]) as sources:
        assert told(result for document in sources for result in readings(document)) == ["!E214"]


@pytest.mark.parametrize("address", ["ftp://example.org/a.zip", "file:///etc/passwd", "http:///a.zip", "https://[::1/"])
def test_addresses_that_are_not_the_web_are_refused_without_a_connection(address: str) -> None:
    assert only_failure(address).code == "E216"


def test_secrets_in_an_address_are_not_shown(server: Server) -> None:
    server.answers = [status(404)]
    address = server.address("a.zip?token=secret").replace("//", "//jean:secret@")
    assert "secret" not in str(only_failure(address))
