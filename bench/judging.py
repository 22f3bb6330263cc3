"""Checking every Core shape: the compiled engine, pySHACL on the whole graph and pyrudof on the same file.

    python -m bench.judging damage DATA.nt OUT.nt       one fault in a hundred questions, so that there is what to find
    python -m bench.judging shapes OUT.ttl              the shipped shapes without their SPARQL constraints
    python -m bench.judging ours DATA.nt OUT.json       judge, tell seconds and every result
    python -m bench.judging pyshacl DATA.nt OUT.json
    python -m bench.judging engines                     "compiled" where this checkout holds the compiled engine

Loading and judging are told apart. Results are compared one by one (focus node, path, component, value, severity,
source shape, messages) before any ratio is given. SPARQL constraints are left out for all.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anq2rdf.validation import Result, Shapes

SHARE = 0.01


def damage(data: str, output: str) -> None:
    """Put the faults into some questions. Without `bench.faults` the data stay as they are."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=data)
    if has_faults():
        from bench import faults

        faults.inject(store, SHARE)
    with Path(output).open("wb") as stream:
        store.dump(stream, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


def write_shapes(output: str) -> None:
    """The Core part of the shipped shapes, as the engines get it."""
    core_shapes().core.serialize(output, format="turtle")


def core_shapes() -> Shapes:
    """The shipped shapes without their SPARQL constraints."""
    from msgspec.structs import replace

    from anq2rdf.validation import read_shapes

    return replace(read_shapes(), constraints=())


def has_compiled() -> bool:
    """Whether this checkout holds the compiled engine."""
    return importlib.util.find_spec("anq2rdf.validation.compiled") is not None


def engines() -> None:
    """Print the name of what `ours` runs."""
    print("compiled" if has_compiled() else "pieces")


def has_faults() -> bool:
    """Whether this checkout can put faults into questions."""
    return importlib.util.find_spec("bench.faults") is not None


def ours(data: str, output: str) -> None:
    """By the compiled engine alone, where there is one: no store is filled, for no SPARQL constraint needs it."""
    if not has_compiled():
        _by_pieces(data, output)
        return
    from anq2rdf.validation.compiled import compile_shapes
    from anq2rdf.validation.compiled.lines import read_lines

    core, views, results = core_shapes().core, [], []

    def run() -> None:
        compiled = compile_shapes(core)
        if compiled.refused:
            raise SystemExit(f"not all shapes can be compiled: {compiled.refused}")
        results.extend(compiled.results(compiled.judge(views[0])))

    with Path(data).open(encoding="utf-8", newline="\n") as lines:
        load = _timed(lambda: views.append(read_lines(lines)))
    _write(output, load, _timed(run), results)


def _by_pieces(data: str, output: str) -> None:
    import pyoxigraph as ox

    from anq2rdf.validation import check

    store, results = ox.Store(), []
    load = _timed(lambda: store.bulk_load(path=data))
    judge = _timed(lambda: results.extend(check(store, core_shapes()).results))
    _write(output, load, judge, results)


def pyshacl(data: str, output: str) -> None:
    """By pySHACL, all the data as one rdflib graph."""
    from rdflib import Graph

    from anq2rdf.validation.reference import run_reference

    graph, core = Graph(), core_shapes().core
    load = _timed(lambda: graph.parse(data, format="nt"))
    results: list[Result] = []
    judge = _timed(lambda: results.extend(run_reference(graph, core)))
    _write(output, load, judge, results)


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - wall, "processor_seconds": time.process_time() - processor}


def _write(output: str, load: dict[str, float], judge: dict[str, float], results: Iterable[Result]) -> None:
    told: dict[str, Any] = {"load": load, "judge": judge, "results": sorted(map(_key, results))}
    Path(output).write_text(json.dumps(told))


def _key(result: Result) -> list[str]:
    parts = result.focus, result.path, result.component, result.value, result.severity, result.shape
    return [*map(str, parts), json.dumps(result.messages)]


if __name__ == "__main__":
    {"damage": damage, "shapes": write_shapes, "ours": ours, "pyshacl": pyshacl, "engines": engines}[
        sys.argv[1]
    ](*sys.argv[2:])
