"""Pages under twenty clients: `anq2rdf serve` on a large store, each kind of page asked again and again.

    python -m bench.serving ADDRESS PATHS.json      ask them, in this process; latencies in JSON on stdout
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph as ox

from bench import corpus, machine
from bench.processes import ANQ2RDF, measure, module, tell
from bench.settings import Settings

CLIENTS: Final = 20
REQUESTS: Final = 60  # of each client
_ANQ: Final = "https://w3id.org/anq/ontology#"
_BASE: Final = "https://w3id.org/anq/"
#: Kinds of entity, with what leads to them: the one that most leads to is the hardest page of its kind.
_KINDS: Final = (
    ("question", None),
    ("deputy", "author"),
    ("ministry", "attributedMinistry"),
    ("constituency", "authorCirconscription"),
    ("JO page", "publishedOnPage"),
    ("rubrique", "rubric"),
    ("legislature", "legislature"),
)
_OTHERS: Final = {
    "home": "/",
    "search, one word": "/search?q=agriculture",
    "search, everything by day": "/search",
    "statistics": "/stats",
    "queries": "/queries",
    "SPARQL, one look-up": "/sparql?query="
    + quote(f"SELECT ?n WHERE {{ <{_BASE}id/legislature/16> a ?n }}") + "&format=json",
}


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "serving" of the results."""
    count = settings.large
    folder = settings.folder(count)
    paths, store = corpus.make_apart(count, folder, ("json",)), folder / "served-store"
    shutil.rmtree(store, ignore_errors=True)
    measure([ANQ2RDF, "load", "--quiet", str(paths.json), "--register", str(paths.register), "--to", str(store)])
    wanted = folder / "served-paths.json"
    wanted.write_text(json.dumps(chosen(store)))
    with subprocess.Popen(
        [ANQ2RDF, "serve", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            tell("asking its pages")
            rows = json.loads(subprocess.run(
                module("serving", _address(server), wanted), check=True, capture_output=True, text=True
            ).stdout)
        finally:
            server.terminate()
    shutil.rmtree(store)
    return {"questions": count, "clients": CLIENTS, "requests": CLIENTS * REQUESTS, "pages": rows,
            "machine": machine.facts()}  # fmt: skip


def chosen(store: Path) -> dict[str, list[str]]:
    """The addresses to ask, by kind: of entities the one most referred to and some by chance (the same each time)."""
    from anq2rdf.sinks import open_store

    read, dice = open_store(str(store)), random.Random(20)
    found: dict[str, list[str]] = {kind: [path] for kind, path in _OTHERS.items()}
    for kind, leading in _KINDS:
        iris = _questions(read) if leading is None else _referred(read, leading)
        if iris:
            some = [iris[0], *dice.sample(iris, k=min(9, len(iris)))]
            found[kind] = ["/doc/" + iri.removeprefix(_BASE).removeprefix("id/") for iri in some]
    found["question as Turtle"] = [path + ".ttl" for path in found["question"]]
    return found


def _questions(read: ox.Store) -> list[str]:
    rows = read.query(f"SELECT ?s WHERE {{ ?s a <{_ANQ}Question> }} LIMIT 1000", use_default_graph_as_union=True)
    return [row["s"].value for row in rows]  # type: ignore[union-attr, index]


def _referred(read: ox.Store, leading: str) -> list[str]:
    """What a property leads to, the most referred to first."""
    query = (
        f"SELECT ?o (COUNT(?s) AS ?n) WHERE {{ ?s <{_ANQ}{leading}> ?o }} GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 500"
    )
    rows = read.query(query, use_default_graph_as_union=True)
    return [row["o"].value for row in rows]  # type: ignore[union-attr, index]


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    for line in server.stderr:
        if told := re.search(r"http://(127\.0\.0\.1:[0-9]+)", line):
            return told[1]
    raise SystemExit("the server did not start")


def ask(address: str, wanted: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Every client asks kinds and addresses by chance, over one connection; milliseconds by kind."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [each for some in clients.map(lambda n: _client(address, wanted, n), range(CLIENTS)) for each in some]
    rows = []
    for kind in wanted:
        times = sorted(milliseconds for each, milliseconds, _ in taken if each == kind)
        if times:
            p95 = times[-(-len(times) * 95 // 100) - 1]
            statuses = sorted({status for each, _, status in taken if each == kind})
            rows.append({"kind": kind, "answers": len(times), "p50": statistics.median(times), "p95": p95,
                         "most": times[-1], "statuses": statuses})  # fmt: skip
    return rows


def _client(address: str, wanted: dict[str, list[str]], number: int) -> list[tuple[str, float, int]]:
    dice, connection = random.Random(number), http.client.HTTPConnection(address, timeout=120)
    taken = []
    for _ in range(REQUESTS):
        kind = dice.choice(list(wanted))
        accept = "text/turtle" if kind.endswith("Turtle") else "text/html,*/*;q=0.1"
        begun = time.perf_counter()
        connection.request("GET", dice.choice(wanted[kind]), headers={"Accept": accept})
        answer = connection.getresponse()
        answer.read()
        taken.append((kind, 1000 * (time.perf_counter() - begun), answer.status))
    connection.close()
    return taken


if __name__ == "__main__":
    json.dump(ask(sys.argv[1], json.loads(Path(sys.argv[2]).read_text())), sys.stdout)
