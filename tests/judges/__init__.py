"""Independent parsers that judge the output: each gives a file's statements as a set of tuples.

Instance data has no blank nodes, so equal sets are equal graphs; a judge raises on one. pyoxigraph and rdflib are
installed with the project; rapper and serdi come from Debian (raptor2-utils, serdi), N3.js and jsonld.js by
`npm ci` in tests/judges/node. A missing judge is a skip with its reason, but a failure under CI or with
ANQ2RDF_REQUIRE_JUDGES=1.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

import pytest

from tests.judges.commands import (
    NODE_MODULES,
    parse_with_jsonldjs,
    parse_with_n3,
    parse_with_rapper,
    parse_with_serdi,
    which,
)
from tests.judges.libraries import parse_with_pyoxigraph, parse_with_rdflib
from tests.judges.lines import Statement

__all__ = [
    "JUDGES", "Statement", "available", "judge", "parse_with_jsonldjs", "parse_with_n3", "parse_with_pyoxigraph",
    "parse_with_rapper", "parse_with_rdflib", "parse_with_serdi",
]

Parse = Callable[[bytes, str], set[Statement]]
TRIPLES: Final = ("nt", "nq", "ttl", "trig")

# Judge → how it parses, the formats it knows, and why it may be missing.
JUDGES: Final[dict[str, tuple[Parse, tuple[str, ...]]]] = {
    "pyoxigraph": (parse_with_pyoxigraph, (*TRIPLES, "jsonld")),
    "rdflib": (parse_with_rdflib, (*TRIPLES, "jsonld")),
    "rapper": (parse_with_rapper, TRIPLES),
    "serdi": (parse_with_serdi, TRIPLES),
    "n3": (parse_with_n3, TRIPLES),
    "jsonldjs": (parse_with_jsonldjs, ("jsonld",)),
}


def missing(name: str) -> str:
    """Why the judge cannot sit, with what to do; empty when it can."""
    if name in ("rapper", "serdi") and not which(name):
        return f"{name} is not installed: apt-get install raptor2-utils serdi"
    if name in ("n3", "jsonldjs"):
        package = "n3" if name == "n3" else "jsonld"
        if not which("node") or not (NODE_MODULES / package).is_dir():
            return f"{package} of npm is not installed: npm ci in tests/judges/node"
    return ""


def available() -> dict[str, bool]:
    """Every judge, and whether it can sit here."""
    return {name: not missing(name) for name in JUDGES}


def judge(name: str, data: bytes, form: str) -> set[Statement]:
    """The statements of `data` as that judge reads them; skips or fails the test when the judge is missing."""
    parse, forms = JUDGES[name]
    assert form in forms, f"{name} does not read {form}"
    reason = missing(name)
    if reason and (os.environ.get("CI") or os.environ.get("ANQ2RDF_REQUIRE_JUDGES") == "1"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return parse(data, form)
