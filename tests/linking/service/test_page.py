"""What passes for a whole answer to a query, and how a query is divided."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anq2rdf.linking.candidates import ORGANS, Gathering, print_organ_query, print_query, read_into
from anq2rdf.linking.service.page import Page, column, counted, fault_in
from anq2rdf.linking.service.topic import Topic

QUERY = "PREFIX x: <http://x/>\n# SELECT ?no\nSELECT DISTINCT ?item (COUNT(?b) AS ?n) ?label WHERE { ?item x:p ?b, ?c }"


def results(*rows: dict[str, str], names: tuple[str, ...] = ("item", "n", "label")) -> bytes:
    """As https://www.w3.org/TR/sparql11-results-json/ has it."""
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def test_the_columns_of_a_query() -> None:
    assert Page("", QUERY).variables == ("item", "n", "label")
    assert Page("", "SELECT ?a $b{?a ?c $b}").variables == ("a", "b")
    assert Page("", "SELECT ((?x + ?y) AS ?z) FROM <http://g/> WHERE {}").variables == ("z",)
    assert Page("", "SELECT * WHERE { ?a ?b ?c }").variables == ()


def test_a_whole_answer_has_no_fault() -> None:
    page = Page("", QUERY)
    body = results({"item": "a", "n": "1"}, {"item": "b"}, {})
    assert fault_in(body, page) is None
    assert fault_in(results(names=("label", "item", "n")), page) is None
    assert fault_in(b"\xef\xbb\xbf"[:0] + body + b"\r\n ", page) is None


def test_a_column_gives_the_iris_that_may_stand_in_a_query() -> None:
    terms = [
        {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"},
        {"type": "literal", "value": "http://www.wikidata.org/entity/Q2"},
        {"type": "bnode", "value": "t17"},
        {"type": "uri", "value": "http://x/> } DELETE {"},
        {"type": "uri", "value": "urn:x"},
    ]
    rows = [{"item": each} for each in terms]
    body = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": [*rows, {}]}}).encode()
    assert column(body, "item") == ["http://www.wikidata.org/entity/Q1", "", "", "", "", ""]


TRACE = b"\njava.util.concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask.get(FutureTask.java:205)\n"


@pytest.mark.parametrize(("body", "reason", "broken"), [
    (b"", "empty", False),
    (b" \n", "empty", False),
    (results({"item": "a"})[:-1], "breaks off", True),
    (results({"item": "a"})[:-3] + TRACE, "breaks off", True),
    (results({"item": "a"}) + TRACE, "breaks off", True),
    (b"{", "breaks off", True),
    (b"<html><body>Sign in to the network</body></html>", "no results", False),
    (b'{"error": "query timed out"}', "no results", False),
    (b'{"head": {}, "boolean": true}', "no results", False),
    (b"[]", "no results", False),
    (results()[:-1] + b',"more":' + b"[" * 100_000, "no results", False),
    (results()[:-1] + b',"more":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "no results", False),
    (results({"item": "x"}).replace(b'"x"', b'"\\ud800"'), "breaks off", True),
    (results({"item": "x"}).replace(b'"x"', b'"\xff"'), "breaks off", True),
    (b"null", "no results", False),
    (b"\xff\xfe", "no results", False),
    (results({"item": "a"}, names=("item", "n")), r"columns differ \(label\)", False),
    (results({"item": "a"}, names=("item", "n", "label", "more")), r"columns differ \(more\)", False),
    (results({"item": "a", "more": "b"}), "rows have columns", False),
])
def test_anything_else_has(body: bytes, reason: str, broken: bool) -> None:
    import re

    fault = fault_in(body, Page("", QUERY))
    assert fault is not None
    assert re.search(reason, fault.reason)
    assert fault.broken is broken


@settings(max_examples=300)
@given(st.data())
def test_what_is_taken_for_whole_can_be_read(data: st.DataObject) -> None:
    """However an answer is damaged: it shows, or whoever reads it next finds nothing wrong."""
    body = bytearray(results({"item": "http://www.wikidata.org/entity/Q1", "label": "Œuvrard"}, names=("item", "label")))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 4))] = data.draw(st.sampled_from(
            [b"", b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\0", b"\xff", b"null", b"1", b"http", b"\n"]
        ))
    page = Page("", "SELECT ?item ?label WHERE { }")
    if fault_in(bytes(body), page) is None:
        read_into(Gathering(), io.BytesIO(body))
        column(bytes(body), "item")


BOUND = """# Who { sat
SELECT DISTINCT ?item ?label WHERE { VALUES ?ordinal { "16" }
  { SELECT DISTINCT ?item WHERE { ?item <http://x/in> ?term . { ?term <http://x/n> ?ordinal } UNION { } } }
  { ?item <http://x/label> ?label } UNION { ?item <http://x/alias> ?label }
}
"""


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_list_is_what_the_first_group_says() -> None:
    assert squeezed(Topic("who", BOUND).listing.query) == squeezed("""# Who { sat
        SELECT DISTINCT ?item WHERE { { SELECT DISTINCT ?item WHERE { ?item <http://x/in> ?term .
        { ?term <http://x/n> ?ordinal } UNION { } } } }""")


def test_the_rows_of_a_query_are_counted_in_one_row() -> None:
    store = ox.Store()
    for at in range(7):
        store.add(ox.Quad(ox.NamedNode(f"http://x/{at % 3}"), ox.NamedNode("http://x/p"), ox.Literal(at)))
    page = Page("all", "PREFIX x: <http://x/>\nSELECT DISTINCT ?a WHERE { ?a x:p ?b }", divisible=True)
    assert page.count.variables == ("rows",)
    assert page.count.divisible
    body = store.query(page.count.query).serialize(format=ox.QueryResultsFormat.JSON)
    assert body is not None
    assert fault_in(body, page.count) is None
    assert counted(body) == 3
    assert counted(results({"item": "3"})) is counted(results()) is counted(results({"rows": "x"})) is None


def test_a_part_names_its_items_in_place_of_the_group() -> None:
    page = Topic("who", BOUND).part(["http://x/1", "http://x/2"], divisible=True)
    assert squeezed(page.query) == squeezed("""# Who { sat
        SELECT DISTINCT ?item ?label WHERE { VALUES ?ordinal { "16" } VALUES ?item { <http://x/1> <http://x/2> }
        { ?item <http://x/label> ?label } UNION { ?item <http://x/alias> ?label } }""")
    assert page.name == "who (2 from 1 on)"
    assert page.divisible


def test_a_group_that_tells_more_than_the_items_stays() -> None:
    query = 'SELECT ?item ?id ?kind WHERE { { ?item <http://x/id> ?id } VALUES ?kind { "k" } { ?item ?p ?o } }'
    page = Topic("", query).part(["http://x/1"], divisible=False)
    assert squeezed(page.query) == (
        'SELECT ?item ?id ?kind WHERE { VALUES ?item { <http://x/1> } { ?item <http://x/id> ?id } '
        'VALUES ?kind { "k" } { ?item ?p ?o } }'
    )


@pytest.mark.parametrize("query", [print_query(number) for number in (1, 9, 16, 17)] + [
    print_query(None), *map(print_organ_query, ORGANS)
])
def test_our_own_queries_can_be_listed_and_divided(query: str) -> None:
    topic = Topic("", query)
    store = ox.Store()
    for page in (topic.whole, topic.whole.count, topic.listing, topic.part(["http://x/1", "http://x/2"], divisible=False)):
        found = store.query(page.query)
        assert isinstance(found, ox.QuerySolutions)
        assert tuple(each.value for each in found.variables) == page.variables
    assert topic.variable in ("item", "thing")
    assert topic.listing.variables == (topic.variable,)


def test_no_item_can_write_into_the_query() -> None:
    with pytest.raises(ValueError, match="IRI"):
        Topic("", BOUND).part(["http://x/> } DELETE {"], divisible=False)
