"""Filling the embedded store against the `oxigraph load` binary on the same N-Quads file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.environments import environment
from bench.processes import ANQ2RDF, Contestant, convert, measure, module, race, tell, told
from bench.settings import Settings


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "loading" of the results."""
    count = settings.questions
    paths, folder = corpus.make_apart(count, settings.folder(count), ("json",)), settings.folder(count) / "loading"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = folder / "data.nq"
    measure(convert(paths.json, data, "--register", paths.register))
    peer = environment("oxigraph")
    contestants = [
        _ours("ours", "anq2rdf load: the N-Quads file", folder / "ours", data),
        _ours("source", "anq2rdf load: the JSON zip itself, converted on the way", folder / "source", paths.json,
              "--register", paths.register),
    ]
    if not peer.trouble:
        store = folder / "oxigraph"
        command = [peer.program("oxigraph"), "load", "--location", str(store), "--file", str(data)]
        contestants.append(Contestant("oxigraph", f"oxigraph load {peer.title.split()[1]}", command, fresh=store))
    equal = _equal(contestants)
    results = race(contestants, settings.runs)
    rows = [told(each, results[each.key]) | {"store_bytes": _size(each.fresh)} for each in contestants]
    found = {
        "questions": count, "runs": settings.runs, "statements": equal, "file_bytes": data.stat().st_size,
        "contestants": rows, "missing": {peer.title: peer.trouble} if peer.trouble else {}, "machine": machine.facts(),
    }
    shutil.rmtree(folder)
    return found


def _ours(key: str, title: str, store: Path, *arguments: str | Path) -> Contestant:
    command = [ANQ2RDF, "load", "--quiet", "--no-index", *map(str, arguments), "--to", str(store)]
    return Contestant(key, title, command, None if key == "oxigraph" else "oxigraph", fresh=store)


def _equal(contestants: list[Contestant]) -> int:
    """Every store once, dumped as N-Quads and compared. Raises `SystemExit` when they differ."""
    from bench.conversion import compared

    dumps = []
    for each in contestants:
        assert each.fresh is not None
        tell(f"once, to compare: {each.title}")
        measure(each.command)
        dumps.append(each.fresh.with_suffix(".nq"))
        measure(module("dump", each.fresh, dumps[-1]))
    found = compared(dumps, "--whole")
    for dump in dumps:
        dump.unlink()
    return int(found[dumps[0].name]["statements"])


def _size(store: Path | None) -> int:
    assert store is not None
    return sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
