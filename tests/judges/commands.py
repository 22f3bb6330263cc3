"""The judges that are programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.judges.lines import Statement, read_lines

NODE: Final = Path(__file__).parent / "node"
NODE_MODULES: Final = NODE / "node_modules"
_NAMES: Final = {"nt": "ntriples", "nq": "nquads", "ttl": "turtle", "trig": "trig"}
_N3: Final = {"nt": "N-Triples", "nq": "N-Quads", "ttl": "Turtle", "trig": "TriG"}


def which(program: str) -> str | None:
    """Where the program lies."""
    return shutil.which(program)


def parse_with_rapper(data: bytes, form: str) -> set[Statement]:
    """As Raptor reads it."""
    return read_lines(_run(["rapper", "-q", "-i", _NAMES[form], "-o", "nquads", "-", "http://judge.invalid/"], data))


def parse_with_serdi(data: bytes, form: str) -> set[Statement]:
    """As Serd reads it, strictly."""
    return read_lines(_run(["serdi", "-i", _NAMES[form], "-o", "nquads", "-"], data))


def parse_with_n3(data: bytes, form: str) -> set[Statement]:
    """As N3.js reads it, with exactly the grammar of that format."""
    return _node("n3", data, _N3[form])


def parse_with_jsonldjs(data: bytes, form: str) -> set[Statement]:
    """As jsonld.js reads it, in safe mode: nothing may be dropped."""
    return _node("jsonld", data, form)


def _node(judge: str, data: bytes, form: str) -> set[Statement]:
    lines = _run(["node", str(NODE / "judge.mjs"), judge, form], data).decode("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    return {(s, p, o, datatype, language.lower(), graph) for s, p, o, datatype, language, graph in rows}


def _run(command: list[str], data: bytes) -> bytes:
    done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    errors = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode or errors:
        raise ValueError(f"{command[0]} refuses ({done.returncode}): {errors[:500]}")
    return done.stdout
