"""The four forms of a report."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import RDF

from anq2rdf.validation import Report, Result
from anq2rdf.validation.paths import Step, path_triples, read_path
from tests.validation.made_up import QUESTIONS, SH, judge

FOCUS = ox.NamedNode("http://example.org/q1")
SHAPE = ox.NamedNode("https://w3id.org/anq/shapes#X01")


def made(level: str = "Warning", focus: ox.NamedNode = FOCUS, value: object = None, **more: object) -> Result:
    fields = {
        "focus": focus,
        "shape": SHAPE,
        "component": ox.NamedNode(str(SH.MinCountConstraintComponent)),
        "value": value,
        "severity": ox.NamedNode(str(SH[level])),
        "messages": (("en", "A rule."), ("fr", "Une règle.")),
    } | more
    return Result(**fields)  # type: ignore[arg-type]


def test_a_report_without_result_conforms_in_every_form() -> None:
    report = Report([])
    assert report.as_text() == "conforms: no result\n"
    assert json.loads(report.as_json())["conforms"] is True
    graph = rdflib.Graph().parse(data=report.as_turtle(), format="turtle")
    assert graph.value(None, RDF.type, SH.ValidationReport) is not None
    assert [bool(o) for o in graph.objects(None, SH.conforms)] == [True]
    assert "Rien à signaler" in report.as_html("fr")


def test_text_counts_each_shape_shows_three_focus_nodes_and_sums_up() -> None:
    nodes = [ox.NamedNode(f"http://example.org/n{n}") for n in range(5)]
    text = Report([made(focus=node) for node in nodes] + [made("Violation")]).as_text("fr")
    assert "X01 avertissement ×5  Une règle." in text
    assert "http://example.org/n2" in text
    assert "http://example.org/n3" not in text
    assert "… et 2 de plus" in text
    assert text.endswith("1 violation, 5 avertissements, 0 information\n")
    assert text.index("violation ×1") < text.index("avertissement ×5")


def test_json_holds_every_result_with_typed_terms() -> None:
    day = ox.Literal("2014-03-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    content = json.loads(Report([made(value=day, path=Step("inversePath", (FOCUS,)))]).as_json())
    assert content["counts"] == {"Violation": 0, "Warning": 1, "Info": 0}
    [result] = content["results"]
    assert result["value"] == {
        "type": "literal",
        "value": "2014-03-01",
        "datatype": "http://www.w3.org/2001/XMLSchema#date",
    }
    assert result["path"] == "^<http://example.org/q1>"
    assert result["messages"] == {"en": "A rule.", "fr": "Une règle."}


def test_turtle_is_a_standard_report_that_rdflib_reads() -> None:
    report = judge(QUESTIONS)
    graph = rdflib.Graph().parse(data=report.as_turtle(), format="turtle")
    [root] = graph.subjects(RDF.type, SH.ValidationReport)
    nodes = list(graph.objects(root, SH.result))
    assert len(nodes) == len(report.results) == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    for node in nodes:
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent", "sourceShape", "resultMessage"):
            assert graph.value(node, SH[name], any=True) is not None
    [s02] = [n for n in nodes if str(graph.value(n, SH.sourceShape)).endswith("#S02")]
    assert str(graph.value(s02, SH.value)) == "2014-03-01"
    assert graph.value(s02, SH.sourceConstraint) is not None
    assert {text.language for text in graph.objects(s02, SH.resultMessage)} == {"en", "fr"}  # type: ignore[attr-defined]


def test_equal_verdicts_are_equal_bytes() -> None:
    first, second = judge(QUESTIONS), judge(QUESTIONS)
    assert first.as_turtle() == second.as_turtle()
    assert first.as_json() == second.as_json()
    assert first.as_html() == second.as_html()


def test_a_result_names_the_file_and_member_it_goes_back_to() -> None:
    text = judge(QUESTIONS).as_text()
    assert "http://example.org/q2a  2014-03-01  (Questions.json.zip!json/QANR5L14QE2.json)" in text
    assert "(Questions.json.zip!json/QANR5L14QE1.json)" in text


@pytest.mark.parametrize(
    ("threshold", "reached"), [("violation", False), ("warning", True), ("info", True), ("none", False)]
)
def test_the_threshold_counts_results_at_or_above_it(threshold: str, reached: bool) -> None:
    assert Report([made("Warning")]).reaches(threshold) is reached


def test_a_severity_of_another_vocabulary_counts_as_a_violation() -> None:
    assert Report([made(severity=ox.NamedNode("http://example.org/Fatal"))]).reaches("violation")


class Page(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\x1b[31m\u202e</style>"


def test_nothing_of_the_data_is_live_in_the_page() -> None:
    report = Report([made(value=ox.Literal(HOSTILE), source=HOSTILE, messages=(("fr", HOSTILE),))])
    page = Page(report.as_html("fr", subject=HOSTILE))
    assert not page.elements & {"script", "img", "iframe", "link", "object", "svg"}
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    assert page.text.count("<script>alert(1)</script>") == 5  # subject, two headings, message kept once, value, source
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_gives_a_page_of_the_same_elements(text: str) -> None:
    plain = Page(Report([made(value=ox.Literal("x"), source="x")]).as_html())
    page = Page(Report([made(value=ox.Literal(text or "x"), source=text or "x")]).as_html())
    assert page.elements == plain.elements
    assert page.attributes == plain.attributes


def test_the_page_fetches_nothing_runs_nothing_and_follows_the_scheme() -> None:
    page = judge(QUESTIONS).as_html("fr", subject="exemple inventé")
    parsed = Page(page)
    assert ("lang", "fr") in parsed.attributes
    policy = next(v for n, v in parsed.attributes if n == "content" and v and "default-src" in v)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert all(value and value.startswith("#") for name, value in parsed.attributes if name == "href")
    assert not re.search(r"url\(|@import", page)


PATHS = st.recursive(
    st.sampled_from([ox.NamedNode(f"http://example.org/{c}") for c in "abc"]),
    lambda inner: st.one_of(
        st.builds(
            Step, st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]), st.tuples(inner)
        ),
        st.builds(
            Step, st.sampled_from(["sequence", "alternativePath"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
        ),
    ),
    max_leaves=6,
)


@given(PATHS.filter(lambda path: isinstance(path, Step)))
def test_a_path_written_and_read_is_the_same_path(path: Step) -> None:
    data = ox.serialize(path_triples(path, ox.BlankNode("p0")), format=ox.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=data, format="nt", bnode_context=(names := {}))  # type: ignore[call-overload]
    assert (
        read_path(graph, names["p0"] if "p0" in names else next(iter(set(graph.subjects()) - set(graph.objects()))))
        == path
    )
