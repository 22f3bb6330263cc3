"""Our verdict and pySHACL's on invented questions with faults: `python -m bench.verdicts [--questions N] [--share S]`.

Makes the corpus, converts it with its register, puts a fault into one question of a hundred, judges by both engines and
compares result by result. Prints how often each shape and component fired and what both took; the exit code is 1 when
anything differs that SPARQL does not settle.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from anq2rdf.cli import run
from anq2rdf.validation import Result, check, read_shapes
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.results import local_name
from bench import corpus, faults, reference
from bench.comparison import Difference, compare

WORK = Path(__file__).parent / "work"


class Verdicts(NamedTuple):
    """Both verdicts on one body of data."""

    statements: int
    faulty: int
    kinds: int
    ours: list[Result]
    difference: Difference
    our_seconds: float  # CPU
    reference_seconds: float  # CPU, all processes


def judge(questions: int, share: float, folder: Path, processes: int = 1) -> Verdicts:
    """Make, convert, damage, judge twice, compare."""
    store = _converted(questions, folder)
    faulty = faults.inject(store, share)
    shapes = read_shapes()
    start = time.process_time()
    ours = check(store, shapes, engine="compiled").results
    our_seconds = time.process_time() - start
    judged = reference.judge(graph_of(store), shapes.whole, processes)
    difference = compare(ours, judged, store)
    return Verdicts(
        len(store), len(faulty), len(set(faulty.values())), list(ours), difference, our_seconds, judged.seconds
    )


def _converted(questions: int, folder: Path) -> ox.Store:
    paths, out = corpus.make(questions, folder), folder / "verdicts.nt"
    code = run(["convert", "-q", str(paths.json), "--register", str(paths.register), "-o", str(out)])
    assert code == 0, f"the conversion ended with {code}"
    store = ox.Store()
    store.bulk_load(path=out, format=ox.RdfFormat.N_TRIPLES)
    return store


def told(verdicts: Verdicts) -> Iterator[str]:
    """What to print."""
    yield f"{verdicts.statements:,} statements; {verdicts.faulty} faulty questions, {verdicts.kinds} kinds of fault"
    fired = Counter((_name(result), local_name(result.component.value)) for result in verdicts.ours)
    for (shape, component), count in sorted(fired.items()):
        yield f"{shape:14} {component.removesuffix('ConstraintComponent'):16} {count:6}"
    difference = verdicts.difference
    yield f"{len(verdicts.ours)} results, {len(fired)} shapes and components"
    yield f"missing {len(difference.missing)}, added {len(difference.added)}"
    excused = Counter(map(_name, difference.excused))
    yield f"one side only, type errors of SPARQL: {len(difference.excused)} {dict(sorted(excused.items()))}"
    yield f"shapes pySHACL ended in an error over: {sorted(str(shape) for shape in difference.broken)}"
    ratio = verdicts.reference_seconds / verdicts.our_seconds
    yield f"CPU seconds: ours {verdicts.our_seconds:.1f}, pySHACL {verdicts.reference_seconds:.1f} ({ratio:.0f} times)"
    if not difference.equal:
        yield str(difference)


def _name(result: Result) -> str:
    return local_name(str(result.shape.value))


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.verdicts", description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=0.01, help="of the questions that get a fault")
    parser.add_argument("--processes", type=int, default=2, help="for pySHACL")
    given = parser.parse_args()
    verdicts = judge(given.questions, given.share, WORK / str(given.questions), given.processes)
    for line in told(verdicts):
        print(line)
    return 0 if verdicts.difference.equal else 1


if __name__ == "__main__":
    sys.exit(_main())
