"""Connections that can be cut from outside.

A timeout of a socket is about silence: a server that sends one byte now and then never meets it. So a clock beside
the request shuts the sockets down when the whole time is up; whoever waits on one then gets an error.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import urllib3
from requests.adapters import HTTPAdapter


class Cuttable(HTTPAdapter):
    """The adapter of a session: knows the sockets it has opened. It never retries by itself."""

    def __init__(self) -> None:
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        super().__init__(max_retries=0, pool_connections=2, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As usual, with connections that tell their sockets."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _telling(urllib3.HTTPConnectionPool, self._sockets),
            "https": _telling(urllib3.HTTPSConnectionPool, self._sockets),
        }

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[threading.Event]:
        """Cuts every connection after that time; the event says whether it came to that."""
        over = threading.Event()
        clock = threading.Timer(seconds, self._cut, (over,))
        clock.daemon = True
        clock.start()
        try:
            yield over
        finally:
            clock.cancel()

    def _cut(self, over: threading.Event) -> None:
        over.set()
        for each in list(self._sockets):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)  # of the plain socket, below TLS


def _telling(pool: type[Any], sockets: weakref.WeakSet[socket.socket]) -> type[Any]:
    usual: type[Any] = pool.ConnectionCls

    def connect(self: Any) -> None:
        usual.connect(self)
        self.sock.settimeout(None)  # while a body is sent the clock alone counts: a busy store reads in gulps
        sockets.add(self.sock)

    connection = type("Connection", (usual,), {"connect": connect})
    return type("Pool", (pool,), {"ConnectionCls": connection})
