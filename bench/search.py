"""The search index of a store: how long it takes to make, how large it is, how long its answers take.

    python -m bench.search build STORE INDEX        make it, in this process
    python -m bench.search ask INDEX                ask it, in this process; times in JSON on stdout
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.processes import ANQ2RDF, measure, module, tell
from bench.settings import Settings

#: What people type, from the rare to what stands in every question; with filters and in both orders.
QUERIES: tuple[tuple[str, dict[str, str], str], ...] = (
    ("", {}, "date"),
    ("", {"status": "answered"}, "date"),
    ("agriculture", {}, "relevance"),
    ("agriculture", {}, "date"),
    ("ministre", {}, "relevance"),
    ("ministre", {}, "date"),
    ("la mise en œuvre", {}, "relevance"),
    ('"mise en œuvre"', {}, "relevance"),
    ("éco*", {}, "relevance"),
    ("a*", {}, "relevance"),
    ("question -ministre", {}, "date"),
    ("-ministre", {}, "date"),
    ("16-4711", {}, "relevance"),
    ("QANR5L16QE4711", {}, "relevance"),
    ("4711", {}, "relevance"),
    ("ministre santé hôpital", {"year": "2023"}, "relevance"),
    ("introuvable", {}, "relevance"),
)


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "search" of the results."""
    count = settings.large
    paths = corpus.make_apart(count, settings.folder(count), ("json",))
    store, index = settings.folder(count) / "search-store", settings.folder(count) / "search.sqlite"
    shutil.rmtree(store, ignore_errors=True)
    load = [ANQ2RDF, "load", "--quiet", "--no-index", str(paths.json), "--register", str(paths.register)]
    measure([*load, "--to", str(store)])
    found = measured(store, index, count)
    shutil.rmtree(store)
    index.unlink()
    return found


def measured(store: Path, index: Path, count: int) -> dict[str, Any]:
    """Make the index of that store, ask it, and tell what that took."""
    tell("making the index")
    built = measure(module("search", "build", store, index))
    tell("asking it")
    asked = subprocess.run(module("search", "ask", index), check=True, capture_output=True, text=True)
    return {
        "questions": count,
        "seconds": built.seconds,
        "processor_seconds": built.processor_seconds,
        "peak_bytes": built.peak_bytes,
        "index_bytes": index.stat().st_size,
        "store_bytes": sum(path.stat().st_size for path in store.rglob("*") if path.is_file()),
        "queries": json.loads(asked.stdout),
        "machine": machine.facts(),
    }


def _build(store: Path, index: Path) -> None:
    from anq2rdf.query.search import build_index

    build_index(store, index)


def _ask(path: Path, times: int = 21) -> list[dict[str, Any]]:
    from anq2rdf.query.search import Index, Search

    index, told = Index(path, seconds=60), []
    for words, filters, order in QUERIES:
        search = Search(words=words, filters=filters, order="date" if order == "date" else "relevance")
        took = []
        for _ in range(times):
            begun = time.perf_counter()
            total = index.search(search).total
            took.append(1000 * (time.perf_counter() - begun))
        p95 = sorted(took)[-(-len(took) * 95 // 100) - 1]
        told.append({"words": words, "filters": filters, "order": order, "hits": total, "p50": statistics.median(took),
                     "p95": p95})  # fmt: skip
    return told


def main() -> None:
    """One of the two things above."""
    what, *paths = sys.argv[1:]
    if what == "build":
        _build(Path(paths[0]), Path(paths[1]))
    else:
        json.dump(_ask(Path(paths[0])), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
