"""Every query of the library that runs on the embedded store, at a hundred thousand questions, each under a cap."""

from __future__ import annotations

import json
import shutil
import statistics
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.processes import ANQ2RDF, OutOfPatienceError, measure, module, tell
from bench.settings import Settings

CAP = 15.0                   # seconds by the clock, all runs of one query apart
CAPS = {"CQ17": 180.0}       # reads every text there is, letter by letter: a text index is for that
# What is asked, in terms of the invented questions.
GIVEN = {
    "CQ01": ["uid=QANR5L16QE1"], "CQ02": ["deputy=PA9001005"], "CQ03": ["question=QANR5L16QE1"],
    "CQ09": ["day=2022-09-13", "page=3700"], "CQ10": ["constituency=05-01"], "CQ15": ["uid=QANR5L16QE1"],
    "CQ36": ["rubric=agriculture"], "CQ39": ["day=2022-09-13"], "CQ40": ["deputy=PA9001005"],
    "CQ43": ["thing=<https://w3id.org/anq/id/question/QANR5L16QE1>"],
}


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "queries" of the results."""
    from anq2rdf.query import library

    count = settings.large
    folder = settings.folder(count)
    paths, store = corpus.make_apart(count, folder, ("json",)), folder / "queries"
    shutil.rmtree(store, ignore_errors=True)
    measure([ANQ2RDF, "load", "--quiet", str(paths.json), "--register", str(paths.register), "--to", str(store)])
    asked = [_timed(store, query.id, query.name, settings.runs) for query in library() if not query.federated]
    shutil.rmtree(store)
    return {"questions": count, "runs": settings.runs, "queries": asked, "machine": machine.facts()}


def _timed(store: Path, id_: str, name: str, runs: int) -> dict[str, Any]:
    """One query in a process of its own, which is ended when a run takes longer than the cap on average."""
    output, cap = store.with_suffix(".json"), CAPS.get(id_, CAP)
    told: dict[str, Any] = {"id": id_, "name": name, "cap": cap}
    tell(f"{id_} {name}")
    try:
        measure(module("asking", store, id_, str(runs), output, *GIVEN.get(id_, [])), patience=cap * runs)
    except OutOfPatienceError:
        return told | {"median": None}
    found = json.loads(output.read_text())
    output.unlink()
    return told | {
        "median": statistics.median(found["seconds"]), "first": found["seconds"][0],
        "processor_median": statistics.median(found["processor_seconds"]), "rows": found["rows"],
    }
