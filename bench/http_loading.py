"""Filling a store over HTTP against `curl -T` of one file: the same N-Quads into the `oxigraph` server.

The store is empty each time. curl sends the file as it is and looks at nothing; ours sorts it by graph, sends each
graph and counts what is there.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.environments import Environment, environment
from bench.processes import ANQ2RDF, Contestant, Measured, Result, convert, measure, tell, told
from bench.settings import Settings


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "http-loading" of the results."""
    count = settings.questions
    paths, folder = corpus.make_apart(count, settings.folder(count), ("json",)), settings.folder(count) / "http-loading"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = folder / "data.nq"
    measure(convert(paths.json, data, "--register", paths.register))
    peer, curl = environment("oxigraph"), shutil.which("curl")
    missing = {peer.title: peer.trouble} if peer.trouble else {}
    if curl is None:
        missing["curl"] = "it is not on this machine"
    port = _free_port()
    rows, statements = ([], 0) if missing else _raced(_contestants(str(curl), data, port), peer, folder, port, settings)
    found = {
        "questions": count, "runs": settings.runs, "statements": statements, "file_bytes": data.stat().st_size,
        "contestants": rows, "missing": missing, "machine": machine.facts(),
    }
    shutil.rmtree(folder)
    return found


def _contestants(curl: str, data: Path, port: int) -> list[Contestant]:
    address = f"http://127.0.0.1:{port}"
    send = [curl, "--silent", "--show-error", "--fail", "-T", str(data), "-H", "Content-Type: application/n-quads"]
    ours = [ANQ2RDF, "load", "--quiet", str(data), "--to", address]
    return [
        Contestant("ours", "anq2rdf load: graph after graph, each counted", ours, "curl"),
        Contestant("curl", "curl -T: the whole file in one request", [*send, f"{address}/store"]),
    ]


def _raced(
    contestants: list[Contestant], peer: Environment, folder: Path, port: int, settings: Settings
) -> tuple[list[dict[str, Any]], int]:
    """The rows, and how many statements each left in the store. Raises `SystemExit` when they differ."""
    results = {each.key: Result([], [], 0) for each in contestants}
    counts = set()
    for number in range(1, settings.runs + 1):
        for each in contestants[:: 1 if number % 2 else -1]:
            tell(f"round {number}/{settings.runs}: {each.title}", end=" … ")
            measured, count = _once(each, peer, folder / "store", port)
            tell(f"{measured.seconds:.2f} s, {count} statements")
            counts.add(count)
            results[each.key] = results[each.key].and_one(measured)
    if len(counts) != 1:
        raise SystemExit(f"the stores hold different numbers of statements: {counts}")
    return [told(each, results[each.key]) for each in contestants], counts.pop()


def _once(each: Contestant, peer: Environment, store: Path, port: int) -> tuple[Measured, int]:
    shutil.rmtree(store, ignore_errors=True)
    with _server(peer, store, port):
        return measure(each.command), _count(port)


@contextlib.contextmanager
def _server(peer: Environment, store: Path, port: int) -> Iterator[None]:
    command = [peer.program("oxigraph"), "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("the oxigraph server does not start")


def _count(port: int) -> int:
    query = urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"})
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/query?{query}", headers={"Accept": "text/csv"})
    with urllib.request.urlopen(asked, timeout=600) as answer:
        return int(answer.read().split()[1])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
