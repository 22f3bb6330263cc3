"""A verdict read back from its JSON is the verdict that was written."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anq2rdf.errors import SourceError
from anq2rdf.validation import paths
from anq2rdf.validation.kept import parse_path, read_summary, read_verdict
from anq2rdf.validation.machine import write_json
from anq2rdf.validation.paths import Step
from anq2rdf.validation.results import Result, Verdict

SH = paths.SH
_IRIS = st.sampled_from(["a", "b#c", "d/e", "f?g*h+()"]).map(lambda end: ox.NamedNode("https://example.org/" + end))


def _steps(inner: st.SearchStrategy[paths.Path]) -> st.SearchStrategy[paths.Path]:
    unary = st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
    more = st.sampled_from(["sequence", "alternativePath"])
    return st.builds(Step, unary, st.tuples(inner)) | st.builds(Step, more, st.lists(inner, min_size=2, max_size=3).map(tuple))


@given(st.recursive(_IRIS, _steps, max_leaves=8))
def test_every_path_is_read_as_it_is_written(path: paths.Path) -> None:
    assert parse_path(str(path)) == path


@pytest.mark.parametrize("text", ["", "<a:a", "()", "(<a:a>", "<a:a>)", "<a:a>/", "|<a:a>", "<a:a><b:b>", "^", "<a:a>/<b:b>|<c:c>", "x", "<a:a> /<b:b>", "(" * 99])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="path"):
        parse_path(text)


def test_a_verdict_comes_back(tmp_path: Path) -> None:
    node = ox.NamedNode("https://example.org/x")
    component = ox.NamedNode(SH + "MinCountConstraintComponent")
    results = [
        Result(focus=node, shape=ox.NamedNode("https://example.org/S#A"), component=component, severity=ox.NamedNode(SH + "Warning"),
               messages=(("en", "a"), ("fr", "b")), path=Step("inversePath", (node,)), value=ox.Literal("é", language="fr"), source="a.zip!b"),
        Result(focus=ox.Literal(3), shape=ox.BlankNode("b"), component=component, severity=ox.NamedNode(SH + "Violation"), value=ox.Literal("x")),
        Result(focus=ox.BlankNode("c"), shape=node, component=component, severity=ox.NamedNode(SH + "Info"), path=node, messages=(("", "m"),)),
    ]  # fmt: skip
    file = tmp_path / "report.json"
    file.write_text(write_json(Verdict(results)), encoding="utf-8")
    assert read_verdict(file).results == Verdict(results).results
    summary = read_summary(file)
    assert (summary.conforms, summary.counts) == (False, {"Violation": 1, "Warning": 1, "Info": 1})
    assert [(each.name, each.severity, each.count) for each in summary.shapes][1] == ("A", "Warning", 1)


_BAD_IRI = '{"focus": {"type": "uri", "value": "x y"}, "severity": "s", "shape": {"type": "uri", "value": "s"}, "component": "c"}'


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"results": [{"focus": 1}]}', f'{{"results": [{_BAD_IRI}]}}'])
def test_what_is_no_report_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(content)
    with pytest.raises(SourceError, match=r"report\.json is no validation report"):
        read_verdict(file)
