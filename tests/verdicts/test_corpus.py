"""The official records beside the checkout, converted with their register: the two verdicts are one.

All 1,680 of them with ANQ2RDF_VERDICTS=all; otherwise some about which each shape says something, and one in sixty,
with all they lead to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from anq2rdf.cli import run
from anq2rdf.validation import check
from tests.verdicts.judged import difference_on, shipped

ALL = os.environ.get("ANQ2RDF_VERDICTS") == "all"
ONE_IN, OF_A_SHAPE = 60, 4
QUESTION = re.compile(r"^https://w3id\.org/anq/id/(?:question|record)/([^/]+)")


def test_on_the_official_records(corpus: Path, tmp_path: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=_converted(corpus, tmp_path), format=ox.RdfFormat.N_TRIPLES)
    questions = sorted({found for quad in store if (found := _question(quad.subject))})
    assert len(questions) == 1680
    if not ALL:
        store = _around(store, {*questions[::ONE_IN], *_said(store)})
    difference = difference_on(store)
    assert difference.equal, str(difference)
    assert not difference.excused
    assert not difference.broken


def _said(store: ox.Store) -> Iterator[str]:
    """Questions the report speaks of, a few for each shape."""
    for tally in check(store, shipped()).tallies:
        found = [question for result in tally.results if (question := _question(result.focus))]
        yield from found[:OF_A_SHAPE]


def _around(store: ox.Store, questions: set[str]) -> ox.Store:
    """These questions with all they lead to, other questions left out."""
    found, todo = ox.Store(), {quad.subject for quad in store if _question(quad.subject) in questions}
    seen = set(todo)
    while todo:
        quads = list(store.quads_for_pattern(todo.pop(), None, None, None))
        found.extend(quads)
        near = {quad.object for quad in quads if _question(quad.object) in {"", *questions}} - seen
        todo |= {node for node in near if isinstance(node, ox.NamedNode)}
        seen |= near
    return found


def _question(node: object) -> str:
    found = QUESTION.match(node.value) if isinstance(node, ox.NamedNode) else None
    return found[1] if found else ""


def _converted(corpus: Path, folder: Path) -> Path:
    (register,) = (corpus / "register").glob("*.zip")
    patterns = "opendata/*/*.zip", "pages/*.html", "legacy-xml/*.xml", "seed/*.md"
    sources = [path for pattern in patterns for path in sorted(corpus.glob(pattern))]
    out = folder / "all.nt"
    assert run([str(each) for each in ("convert", "-q", *sources, "--register", register, "-o", out)]) == 0
    return out
