"""The examples, converted: the two verdicts are one."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.examples.graphs import EXAMPLES, convert
from tests.verdicts.judged import difference

PUBLISHED = ("seed/*.md", "events/*.json", "events/*.xml", "pages/*.html", "legacy/*.xml", "giant/*.json", "joint/*.taz")


@pytest.mark.parametrize(
    "patterns", [PUBLISHED, ("replacement/*.json",), ("counter/*.*",)], ids=["published", "replacement", "counter"]
)
@pytest.mark.parametrize("known", [True, False], ids=["register", "no register"])
def test_on_the_examples(patterns: tuple[str, ...], known: bool, tmp_path: Path) -> None:
    sources = [path for pattern in patterns for path in sorted(EXAMPLES.glob(pattern))]
    done = convert(tmp_path, *sources, **({} if known else {"register": None}))
    triples = [quad.triple for quad in ox.parse(done.data, format=ox.RdfFormat.N_TRIPLES)]
    assert triples
    found = difference(triples)
    assert found.equal, str(found)
    assert not found.excused
    assert not found.broken
