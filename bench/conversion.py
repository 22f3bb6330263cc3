"""Converting against reading alone, and against rdflib writing the same statements: all in one run, side by side."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.corpus import Archives
from bench.processes import ROOT, Contestant, Result, convert, measure, module, own_peak, race, tell


def run(count: int, runs: int, folder: Path) -> dict[str, Any]:
    """Make the archives, prove the outputs equal, time. Gives the part "conversion" of the results."""
    tell(f"making {count} questions in {folder}")
    paths = corpus.make_apart(count, folder)
    contestants = contest(paths, folder)
    rows = folder / "rows.msgpack"
    measure(module("twin", "prepare", paths.json, rows))
    equal = prove_equal(contestants)
    results = race(contestants, runs)
    return {
        "questions": count,
        "runs": runs,
        "equal": equal,
        "statements": equal["whole"]["QE.json.nt"]["statements"],
        "archives": {path.name: path.stat().st_size for path in paths},
        "contestants": [_told(each, results[each.key]) for each in contestants],
        "least_peak_bytes": own_peak(),
        "machine": machine.facts(),
    }


def contest(paths: Archives, folder: Path) -> list[Contestant]:
    """Who runs, in the order of the table. `a` is the reading all are compared with."""
    decoder = "orjson" if machine.has("orjson") else "msgspec"
    twin = folder / "rdflib.nt"
    return [
        Contestant("a", f"reading alone: zipfile + {decoder}", module("reading", decoder, paths.json)),
        Contestant("b", "reading alone: zipfile + msgspec", module("reading", "msgspec", paths.json)),
        Contestant("b-xml", "reading alone: zipfile + lxml", module("reading", "lxml", paths.xml)),
        Contestant("b-ijson", "reading alone: giant JSON, ijson", module("reading", "ijson", paths.giant_json)),
        Contestant("b-iter", "reading alone: giant XML, iterparse", module("reading", "iterparse", paths.giant_xml)),
        _conversion("c", "JSON zip → N-Triples", paths.json, folder / "QE.json.nt", "a"),
        _conversion("c-register", "the same with a register", paths.json, folder / "register.nt", "a", paths.register),
        _conversion("d", "XML zip → N-Triples", paths.xml, folder / "QE.xml.nt", "b-xml"),
        _conversion("e-json", "giant JSON → N-Triples", paths.giant_json, folder / "giant.json.nt", "b-ijson"),
        _conversion("e-xml", "giant XML → N-Triples", paths.giant_xml, folder / "giant.xml.nt", "b-iter"),
        Contestant("f", "rdflib: Graph.add of the same rows, to N-Triples",
                   module("twin", "write", folder / "rows.msgpack", twin), "a", twin),
        _conversion("g-nq", "JSON zip → N-Quads", paths.json, folder / "QE.nq", "a"),
        _conversion("g-ttl", "JSON zip → Turtle", paths.json, folder / "QE.ttl", "a"),
        _conversion("g-jsonld", "JSON zip → JSON-LD", paths.json, folder / "QE.jsonld", "a"),
    ]


def _conversion(
    key: str, title: str, source: Path, output: Path, floor: str, register: Path | None = None
) -> Contestant:
    options: list[str | Path] = ["--register", register] if register is not None else []
    return Contestant(key, f"anq2rdf: {title}", convert(source, output, *options), floor, output)


def prove_equal(contestants: list[Contestant]) -> dict[str, Any]:
    """Run everything that writes once, and compare. Raises `SystemExit` where one says something else.

    The four layouts are equal but for provenance; rdflib and the other formats of one archive to the last statement.
    JSON-LD is left out: a parser holds the whole document in memory; the tests prove it on the examples.
    """
    outputs = {each.key: each.output for each in contestants if each.output is not None}
    for each in contestants:
        if each.output is not None:
            tell(f"once, to compare: {each.title}")
            measure(each.command)
    return {
        "whole": _compared([outputs[key] for key in ("c", "f", "g-nq", "g-ttl")], "--whole"),
        "apart from provenance": _compared([outputs[key] for key in ("c", "d", "e-json", "e-xml")]),
    }


def _compared(outputs: list[Path], *options: str) -> dict[str, Any]:
    tell(f"comparing {', '.join(path.name for path in outputs)}")
    done = subprocess.run(
        module("equality", *options, *outputs), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"the outputs are not equal, nothing is timed:\n{done.stdout}{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _told(contestant: Contestant, result: Result) -> dict[str, Any]:
    output = contestant.output
    return {
        "key": contestant.key,
        "title": contestant.title,
        "floor": contestant.floor,
        "seconds": result.seconds,
        "median": result.median,
        "processor_seconds": result.processor_seconds,
        "processor_median": result.processor_median,
        "peak_bytes": result.peak_bytes,
        "output_bytes": output.stat().st_size if output is not None else None,
    }
