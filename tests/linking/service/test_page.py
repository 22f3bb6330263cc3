"""What passes for a whole answer to a query, and how a query is divided."""

from __future__ import annotations

import json

import pytest

from anq2rdf.linking.service.page import Page, column, fault_in
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
    assert column(body, "item") == ["a", "b", ""]


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


@pytest.mark.parametrize(("rows", "cut"), [
    (499, False), (500, True), (501, False), (1024, True), (1000, True), (1001, False), (10_000, True), (512, True),
])
def test_a_round_number_of_rows_is_doubted_where_smaller_pages_can_tell(rows: int, cut: bool) -> None:
    body = results(*[{"item": "a"}] * rows)
    fault = fault_in(body, Page("", QUERY, divisible=True))
    assert (fault is not None and fault.broken) is cut
    assert fault_in(body, Page("", QUERY)) is None
    assert fault_in(body, Page("", QUERY), rows) is not None
    assert fault_in(body, Page("", QUERY), rows + 1) is None


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


def test_a_part_names_its_items_in_place_of_the_group() -> None:
    page = Topic("who", BOUND).part(["http://x/1", "http://x/2"], divisible=True)
    assert squeezed(page.query) == squeezed("""# Who { sat
        SELECT DISTINCT ?item ?label WHERE { VALUES ?ordinal { "16" } VALUES ?item { <http://x/1> <http://x/2> }
        { ?item <http://x/label> ?label } UNION { ?item <http://x/alias> ?label } }""")
    assert page.name == "who (2 from 1 on)"
    assert page.divisible


def test_a_group_that_tells_more_than_the_items_stays() -> None:
    query = "SELECT ?item ?id WHERE { { ?item <http://x/id> ?id } { ?item ?p ?o } }"
    assert squeezed(Topic("", query).part(["http://x/1"], divisible=False).query) == (
        "SELECT ?item ?id WHERE { VALUES ?item { <http://x/1> } { ?item <http://x/id> ?id } { ?item ?p ?o } }"
    )


def test_no_item_can_write_into_the_query() -> None:
    with pytest.raises(ValueError, match="IRI"):
        Topic("", BOUND).part(["http://x/> } DELETE {"], divisible=False)
