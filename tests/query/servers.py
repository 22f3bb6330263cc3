"""Servers to ask: Oxigraph's own, and one that does what a script says."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@contextlib.contextmanager
def oxigraph(data: bytes, folder: Path, *options: str) -> Iterator[str]:
    """Oxigraph's server with these N-Quads; gives the address of its endpoint."""
    (folder / "data.nq").write_bytes(data)
    store = ["--location", str(folder / "store")]
    subprocess.run([OXIGRAPH, "load", *store, "--file", folder / "data.nq"], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve-read-only", *store, "--bind", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.kill()


def _wait(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("the server did not start")


class Asked:
    """What a scripted server was asked."""

    def __init__(self) -> None:
        self.fields: list[dict[str, list[str]]] = []
        self.headers: list[dict[str, str]] = []


Script = Callable[[BaseHTTPRequestHandler, int], None]


@contextlib.contextmanager
def scripted(script: Script) -> Iterator[tuple[str, Asked]]:
    """A server that calls the script with each request and its number; gives its address and what it was asked."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.fields.append(parse_qs(body.decode()))
            asked.headers.append(dict(self.headers))
            with contextlib.suppress(ConnectionError):
                script(self, len(asked.fields))

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", media_type: str = "text/plain", **headers: str
) -> None:
    """One whole response."""
    handler.send_response(status)
    for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
