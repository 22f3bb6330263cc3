"""The SPARQL endpoint under hostile load: how far a query gets past its limit, and what that costs everybody else.

    python -m bench.endpoint STORE          measure the site of a store that is there already; JSON on stdout

The same hostile queries go to Oxigraph's own server with its own time limit, on the same store.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from anq2rdf.sinks.generations import current
from bench import corpus, machine
from bench.hogs import CROSS, hogs
from bench.processes import ANQ2RDF, measure, tell
from bench.settings import Settings

LIMIT = 2.0  # seconds a query may take
PATIENCE = 15.0  # seconds after which a hostile client gives up
LOAD = 20.0  # seconds of each kind of load
ANQ = "https://w3id.org/anq/ontology#"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
CHEAP = f"PREFIX anq: <{ANQ}> SELECT ?q ?n {{ ?q a anq:WrittenQuestion ; anq:number ?n }} LIMIT 1"


class Server(NamedTuple):
    """Who is asked, and where."""

    port: int
    path: str  # of the endpoint
    process: subprocess.Popen[bytes]

    def post(self, query: str, address: str = "127.0.0.1", seconds: float = 60.0) -> tuple[int, float, bytes]:
        """Somebody's query: status (0: given up), seconds, the end of the body."""
        return self._sent(address, seconds, "POST", self.path, query.encode())

    def get(self, path: str, address: str) -> tuple[int, float, bytes]:
        """A page."""
        return self._sent(address, 60.0, "GET", path, b"")

    def _sent(self, address: str, seconds: float, method: str, path: str, body: bytes) -> tuple[int, float, bytes]:
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds, source_address=(address, 0))
        try:
            connection.request(method, path, body, {"Content-Type": "application/sparql-query"})
            response = connection.getresponse()
            status, content = response.status, response.read()
        except OSError:
            status, content = 0, b""
        finally:
            connection.close()
        return status, time.perf_counter() - begun, content[-200:]


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "endpoint" of the results."""
    count = settings.questions
    paths, store = corpus.make_apart(count, settings.folder(count), ("json",)), settings.folder(count) / "endpoint"
    shutil.rmtree(store, ignore_errors=True)
    measure([ANQ2RDF, "load", "--quiet", str(paths.json), "--register", str(paths.register), "--to", str(store)])
    found = {"questions": count, **measured(store, settings.runs)}
    shutil.rmtree(store)
    return found


def measured(store: Path, runs: int = 3) -> dict[str, Any]:
    """What the site of that store does."""
    with _site(store) as server:
        quiet = {what: _times(ask) for what, ask in _asks(server).items()}
        tell("under hostile load")
        with _hostile(server):
            loaded = {what: _times(ask) for what, ask in _asks(server).items()}
        found = {"limit": LIMIT, "runs": runs, "quiet": quiet, "loaded": loaded, "hogs": _hogs(server, runs)}
    program = Path(ANQ2RDF).with_name("oxigraph")
    if program.is_file():
        with _oxigraph(str(program), store) as server:
            found["oxigraph"] = {"title": f"oxigraph {version('oxigraph')}", "hogs": _hogs(server, 1)}
    return {**found, "machine": machine.facts()}


def _asks(server: Server) -> dict[str, Callable[[], tuple[int, float, bytes]]]:
    return {
        "a query that looks one thing up": lambda: server.post(CHEAP, "127.0.0.2"),
        "the first page (three queries)": lambda: server.get("/", "127.0.0.2"),
    }


def _times(ask: Callable[[], tuple[int, float, bytes]]) -> dict[str, Any]:
    """Asked again and again by one client: milliseconds, and how often that was in vain."""
    took, refused, end = [], 0, time.monotonic() + LOAD
    while time.monotonic() < end:
        status, seconds, _ = ask()
        refused += status != 200
        took.append(1000 * seconds)
    return {"times": len(took), "refused": refused, "p50": statistics.median(took),
            "p95": sorted(took)[len(took) * 95 // 100], "worst": max(took)}  # fmt: skip


@contextlib.contextmanager
def _hostile(server: Server) -> Iterator[None]:
    """As many endless queries as one address may have at once, again as soon as they are stopped."""
    ended = threading.Event()

    def again() -> None:
        while not ended.is_set():
            server.post(ENDLESS, "127.0.0.1")

    threads = [threading.Thread(target=again) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _hogs(server: Server, runs: int) -> list[dict[str, Any]]:
    """Each hostile query: how it ended, after how long, and whether the server still answers."""
    told = []
    for hog in hogs(ANQ + "author", ANQ + "text"):
        tell(hog.name)
        outcomes = [server.post(hog.query, seconds=PATIENCE) for _ in range(runs)]
        alive = server.process.poll() is None
        told.append({"name": hog.name, "status": sorted({status for status, _, _ in outcomes}),
                     "worst": max(seconds for _, seconds, _ in outcomes), "alive": alive,
                     "whole": all(b"cancelled" not in end for _, _, end in outcomes)})  # fmt: skip
        if not alive:
            break
    return told


@contextlib.contextmanager
def _site(store: Path) -> Iterator[Server]:
    port = _free_port()
    command = [ANQ2RDF, "serve", str(store), "--port", str(port), "--timeout", str(LIMIT), "--quiet"]
    with _running(command, port, "/sparql") as server:
        yield server


@contextlib.contextmanager
def _oxigraph(program: str, store: Path) -> Iterator[Server]:
    port = _free_port()
    data = current(store).store
    command = [program, "serve-read-only", "--location", str(data), "--bind", f"127.0.0.1:{port}",
               "--union-default-graph", "--timeout-s", f"{LIMIT:g}"]  # fmt: skip
    with _running(command, port, "/query") as server:
        yield server


@contextlib.contextmanager
def _running(command: list[str], port: int, path: str) -> Iterator[Server]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, path, process)
    try:
        while server.post("ASK {}")[0] != 200:
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} ended with {process.returncode}")
            time.sleep(0.1)
        time.sleep(2)  # spare processes start
        yield server
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def main() -> None:
    """The site of one store."""
    json.dump(measured(Path(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
