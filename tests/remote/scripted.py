"""A server that does what a test tells it to, well or badly, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Asked(NamedTuple):
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply:
    """The other end of one request."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler

    def send(self, status: int, body: bytes = b"", media_type: str = "text/plain", **headers: str) -> None:
        """A whole answer; underscores in names stand for hyphens."""
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", media_type)
        self._handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def raw(self, content: bytes) -> None:
        """These bytes as they are."""
        self._handler.wfile.write(content)
        self._handler.wfile.flush()

    def reset(self) -> None:
        """The connection is broken off."""
        connection = self._handler.connection
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()
        self._handler.close_connection = True


Behaviour = Callable[[Asked, Reply], None]


class Scripted:
    """The running server: its address, and all it was asked."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.asked: list[Asked] = []
        self.behaviour = behaviour
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(self.command, self.path, dict(self.headers), body)
                outer.asked.append(asked)
                with contextlib.suppress(OSError):
                    outer.behaviour(asked, Reply(self))

        for method in ("GET", "POST", "PUT", "HEAD", "DELETE"):
            setattr(Handler, f"do_{method}", Handler._serve)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Stops listening."""
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def scripted(behaviour: Behaviour) -> Iterator[Scripted]:
    """A server for the time of a test."""
    server = Scripted(behaviour)
    try:
        yield server
    finally:
        server.close()


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """The first request meets the first, …, and the last meets all that follow."""
    left = list(behaviours)

    def behave(asked: Asked, reply: Reply) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked, reply)

    return behave


def answering(status: int, body: bytes = b"", media_type: str = "text/plain", **headers: str) -> Behaviour:
    """One that always answers so."""
    return lambda _, reply: reply.send(status, body, media_type, **headers)


def resetting(_: Asked, reply: Reply) -> None:
    """Breaks off without a word."""
    reply.reset()
