"""Converting against reading alone, in every layout and format, all in one run, side by side.

`run` proves on the main corpus that all outputs say the same, then times everything there; `run_layouts` times only
the layouts against their own reading, on a larger corpus, where starting weighs less.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.corpus import Archives
from bench.processes import (
    ROOT,
    Contestant,
    convert,
    convert_to_nothing,
    knows_option,
    module,
    own_peak,
    prove,
    race,
    tell,
    told,
)
from bench.settings import Settings

LAYOUTS = ("a", "b-xml", "b-ijson", "b-iter", "c", "d", "e-json", "e-xml")


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "conversion" of the results."""
    count = settings.questions
    folder = settings.folder(count)
    tell(f"making {count} questions in {folder}")
    paths = corpus.make_apart(count, folder)
    out = _emptied(folder / "out")
    contestants = contest(paths, out)
    equal = _equal(prove(contestants))
    rows = _timed(contestants, settings.runs)
    shutil.rmtree(out)
    return {
        "questions": count,
        "runs": settings.runs,
        "equal": equal,
        "statements": equal["whole"]["QE.json.nt"]["statements"],
        "archives": {path.name: path.stat().st_size for path in paths},
        "contestants": rows,
        "validates": any(each.key == "v" for each in contestants),
        "least_peak_bytes": own_peak(),
        "machine": machine.facts(),
    }


def run_layouts(settings: Settings) -> dict[str, Any]:
    """Gives the part "layouts" of the results."""
    count = settings.middle
    tell(f"making {count} questions in {settings.folder(count)}")
    paths = corpus.make_apart(count, settings.folder(count))
    contestants = [each for each in contest(paths, settings.folder(count) / "out") if each.key in LAYOUTS]
    rows = _timed([each._replace(output=None) for each in contestants], settings.runs)
    return {"questions": count, "runs": settings.runs, "contestants": rows, "machine": machine.facts()}


def contest(paths: Archives, out: Path) -> list[Contestant]:
    """Who runs, in the order of the table. `a` is the reading all are compared with."""
    found = [
        Contestant("a", "reading alone: zipfile + orjson", module("reading", "orjson", paths.json)),
        Contestant("b", "reading alone: zipfile + msgspec", module("reading", "msgspec", paths.json)),
        Contestant("b-xml", "reading alone: zipfile + lxml", module("reading", "lxml", paths.xml)),
        Contestant("b-ijson", "reading alone: giant JSON, ijson", module("reading", "ijson", paths.giant_json)),
        Contestant("b-iter", "reading alone: giant XML, iterparse", module("reading", "iterparse", paths.giant_xml)),
        _conversion("c-bare", "JSON zip → N-Triples, without a register", paths.json, out / "bare.nt", "a"),
    ]
    known = ("--register", paths.register)
    found += [
        _conversion("c", "JSON zip → N-Triples", paths.json, out / "QE.json.nt", "a", *known),
        _conversion("d", "XML zip → N-Triples", paths.xml, out / "QE.xml.nt", "b-xml", *known),
        _conversion("e-json", "giant JSON → N-Triples", paths.giant_json, out / "giant.json.nt", "b-ijson", *known),
        _conversion("e-xml", "giant XML → N-Triples", paths.giant_xml, out / "giant.xml.nt", "b-iter", *known),
        _conversion("g-nq", "JSON zip → N-Quads", paths.json, out / "QE.nq", "a", *known),
        _conversion("g-ttl", "JSON zip → Turtle", paths.json, out / "QE.ttl", "a", *known),
        _conversion("g-trig", "JSON zip → TriG", paths.json, out / "QE.trig", "a", *known),
        _conversion("g-jsonld", "JSON zip → JSON-LD", paths.json, out / "QE.jsonld", "a", *known),
    ]
    found += [_to_file(key, paths.json, out / f"file.{key.removeprefix('z-').replace('-', '.')}", *known)
              for key in ("z-nt", "z-nt-gz", "z-nt-zst")]
    if knows_option("convert", "--validate"):
        checked = convert_to_nothing(paths.json, "nt", *known, "--validate", "--no-sparql")
        output = out / "checked.nt"
        proof = convert(paths.json, output, *known, "--validate", "--no-sparql")
        title = "anq2rdf: JSON zip → N-Triples, checking every Core shape"
        found.append(Contestant("v", title, checked, "c", proof, output))
    return found


def _conversion(key: str, title: str, source: Path, output: Path, floor: str, *options: str | Path) -> Contestant:
    format_ = output.suffix.removeprefix(".")
    command = convert_to_nothing(source, format_, *options)
    return Contestant(key, f"anq2rdf: {title}", command, floor, convert(source, output, *options), output)


def _to_file(key: str, source: Path, output: Path, *options: str | Path) -> Contestant:
    title = f"anq2rdf: JSON zip → a file, {''.join(output.suffixes)}"
    return Contestant(key, title, convert(source, output, *options), "c", (), output)


def _timed(contestants: Sequence[Contestant], runs: int) -> list[dict[str, Any]]:
    results = race(contestants, runs)
    return [told(each, results[each.key]) for each in contestants]


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _equal(outputs: dict[str, Path]) -> dict[str, Any]:
    """The layouts are equal but for provenance; the formats of one archive to the last statement.

    JSON-LD is left out: a parser holds the whole document in memory; the tests prove it on the examples.
    """
    same = ("c", "g-nq", "g-ttl", "g-trig", "z-nt", "z-nt-gz", "z-nt-zst", "v")
    return {
        "whole": compared([outputs[key] for key in same if key in outputs], "--whole"),
        "apart from provenance": compared([outputs[key] for key in ("c", "d", "e-json", "e-xml")]),
    }


def compared(outputs: list[Path], *options: str) -> dict[str, Any]:
    """Compare in a process of its own. Raises `SystemExit` where one file says something else than the first."""
    tell(f"comparing {', '.join(path.name for path in outputs)}")
    done = subprocess.run(
        module("equality", *options, *outputs), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"the outputs are not equal, nothing is timed:\n{done.stdout}{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
