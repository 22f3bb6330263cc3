"""Making the same statements with rdflib, morph-kgc and maplib: statements a second, after they were proved equal.

rdflib is given finished rows (`twin`), morph-kgc and maplib one finished flat table (`flat`); what they are given is
made beforehand and not charged to them. anq2rdf starts from the zip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench import corpus, machine
from bench.conversion import compared
from bench.environments import Environment, environment, script
from bench.processes import ROOT, Contestant, convert, convert_to_nothing, measure, module, prove, race, told
from bench.settings import Settings


def run(settings: Settings) -> dict[str, Any]:
    """Gives the part "rivals" of the results."""
    count = settings.questions
    paths, folder = corpus.make_apart(count, settings.folder(count), ("json",)), settings.folder(count) / "rivals"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data, rows, table = folder / "ours.nt", folder / "rows", folder / "table"
    known = ("--register", paths.register)
    measure(convert(paths.json, data, *known))
    measure(module("twin", "prepare", data, rows))
    subprocess.run(module("flat", data, table), cwd=ROOT, check=True, capture_output=True)
    contestants = [
        Contestant("ours", "anq2rdf: JSON zip → N-Triples", convert_to_nothing(paths.json, "nt", *known),
                   proof=convert(paths.json, data, *known), output=data),
        Contestant("rdflib", "rdflib: Graph.add of finished rows, serialize",
                   module("twin", "write", rows, "/dev/null"), "ours",
                   module("twin", "write", rows, folder / "rdflib.nt"), folder / "rdflib.nt"),
    ]
    environments = [environment("morph-kgc"), environment("maplib")]
    contestants += [_on_table(each, table, folder) for each in environments if not each.trouble]
    found = prove(contestants)
    equal = {"rdflib": compared([data, found["rdflib"]], "--whole")["rdflib.nt"]}
    expected = table / "expected.nt"
    for name in found.keys() & {"morph-kgc", "maplib"}:
        equal[name] = compared([expected, found[name]], "--whole")[found[name].name]
    statements = {"ours": equal["rdflib"]["statements"]} | {name: each["statements"] for name, each in equal.items()}
    results = race(contestants, settings.runs)
    rows_told = [told(each, results[each.key]) | {"statements": statements[each.key]} for each in contestants]
    columns = len(json.loads((table / "columns.json").read_text()))
    shutil.rmtree(folder)
    return {
        "questions": count, "runs": settings.runs, "contestants": rows_told, "columns": columns,
        "missing": {each.title: each.trouble for each in environments if each.trouble},
        "titles": {each.name: each.title for each in environments}, "machine": machine.facts(),
    }


def _on_table(peer: Environment, table: Path, folder: Path) -> Contestant:
    output = folder / f"{peer.name}.nt"
    if peer.name == "maplib":
        command = [peer.program(), str(script("with_maplib")), str(table), str(output)]
        return Contestant(peer.name, f"{peer.title}: flat table, templates", command, "ours", output=output)
    settings = folder / "morph-kgc.ini"
    settings.write_text(
        f"[CONFIGURATION]\noutput_file: {output}\noutput_format: N-TRIPLES\nnumber_of_processes: 1\n"
        f"logging_level: ERROR\n[flat]\nmappings: {table / 'flat.rml.ttl'}\n"
    )
    command = [peer.program(), "-m", "morph_kgc", str(settings)]
    return Contestant(peer.name, f"{peer.title}: flat CSV, RML, one process", command, "ours", output=output)
