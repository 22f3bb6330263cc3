"""Records judged while they stream get the verdict of the finished output, or say that they cannot tell."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from anq2rdf.rdf import Mapping, Run
from anq2rdf.records import Answer, Author, Group, JournalReference, Ministry, Question, Resolution
from anq2rdf.statements import IRI, STRING, Bundle, Description, Node, bundled, fingerprint
from anq2rdf.validation import Result, read_shapes
from anq2rdf.validation.compiled import compile_shapes
from anq2rdf.validation.compiled.records import Checked, RecordChecker, SharedNodes
from anq2rdf.validation.compiled.terms import TAGS, to_store
from anq2rdf.validation.graphs import graph_of
from anq2rdf.validation.reference import run_reference
from tests.rdf.test_mapping import BASE, DAY, Knows, question, text
from tests.validation.test_compiled_equality import parse

EX = "http://example.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def described(*questions: Question) -> list[Description]:
    mapping = Mapping(BASE, Knows(), Run("0" * 16, "test"))
    return [mapping.describe(Resolution(question=one, membership=None)) for one in questions]


def some_questions() -> list[Question]:
    author = Author(name="Mme Une Telle")
    asked = JournalReference(date=DAY, page=12)
    return [
        question(
            author=author,
            text=text(),
            reference=asked,
            group=Group(label="Groupe"),
            interrogated=Ministry(label="Santé"),
        ),
        question(
            legislature=14, author=author, text=text("Bref."), answers=(Answer(text=text("Court &amp; <b>gras</b>.")),)
        ),
        question(legislature=16, type="QG", rubrique="énergie"),
        question(legislature=17, type="QOSD", reference=asked, author=Author(name="M. Un Autre")),
    ]


def triples(described: Iterable[Description]) -> set[ox.Triple]:
    nodes = [node for one in described for node in (*one.own, *one.shared.values())]
    return {
        ox.Triple(ox.NamedNode(node.subject), ox.NamedNode(predicate), to_store((TAGS[kind], value)))
        for node in nodes
        for predicate, kind, value in node.pairs
    }


def streamed(
    checker: RecordChecker, records: Iterable[Description]
) -> tuple[Counter[Result], list[Checked], SharedNodes]:
    shared = SharedNodes(checker)
    checked = [checker.check(one.own, one.bundles) for one in records]
    for one, said in zip(records, checked, strict=True):
        shared.add(one.shared.values())
        shared.rely(said.relied)
    end = shared.finish()
    findings = [finding for each in (*checked, end) for finding in each.findings]
    return Counter(checker.compiled.results(findings)), [*checked, end], shared


@pytest.mark.parametrize("order", [1, -1])
def test_converted_records_get_what_pyshacl_says_of_the_whole(order: int) -> None:
    records = described(*some_questions())[::order]
    core = read_shapes().core
    ours, checked, shared = streamed(pickle.loads(pickle.dumps(RecordChecker(compile_shapes(core)))), records)
    assert ours == Counter(run_reference(graph_of(triples(records)), core))
    assert {str(result.shape).rsplit("#", 1)[-1] for result in ours} >= {"Q13>", "A07>", "Q10>"}
    assert [each.open for each in checked] == [[]] * 5
    assert shared.changed == set()


def checker_for(shapes: str) -> RecordChecker:
    return RecordChecker(compile_shapes(graph_of(parse(shapes))))


def node(subject: str, *pairs: tuple[str, int, str]) -> Node:
    return Node(
        EX + subject,
        "urn:g",
        [(p if p == TYPE else EX + p, kind, EX + o if kind == IRI else o) for p, kind, o in pairs],
    )


def shared(*nodes: Node) -> list[Bundle]:
    return [bundled([Bundle(0, {fingerprint(each): each}) for each in nodes])]


QUESTION = node("q", (TYPE, IRI, "C"), ("by", IRI, "person"))
HAS_CLASS = "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:by ; sh:class ex:Person ] ."


def test_what_the_record_describes_is_judged_at_once() -> None:
    said = checker_for(HAS_CLASS).check(
        [QUESTION], shared(node("person", (TYPE, IRI, "Person"), ("name", STRING, "x")))
    )
    assert said == ([], [], [])
    said = checker_for(HAS_CLASS).check([QUESTION], shared(node("person", (TYPE, IRI, "Place"), ("name", STRING, "x"))))
    assert [finding.value for finding in said.findings] == [("iri", EX + "person")]


def test_a_record_that_points_at_what_it_does_not_describe_leaves_its_node_open() -> None:
    assert checker_for(HAS_CLASS).check([QUESTION], []) == ([], [EX + "q"], [])
    # Nothing is asked about the value itself here, so nothing is open.
    counted = "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:by ; sh:maxCount 0 ] ."
    said = checker_for(counted).check([QUESTION], [])
    assert (len(said.findings), said.open) == (1, [])


def test_a_node_of_another_record_that_is_pointed_at_is_open_where_shapes_look_back() -> None:
    shapes = "ex:S sh:targetClass ex:C ; sh:property [ sh:path [ sh:inversePath ex:by ] ; sh:maxCount 0 ] ."
    own = [QUESTION, node("q2", (TYPE, IRI, "C"), ("by", IRI, "q"))]
    said = checker_for(shapes).check(own, [])
    assert [finding.focus for finding in said.findings] == [("iri", EX + "q")]
    assert said.open == [EX + "person"]


def test_a_verdict_that_rests_on_fragments_says_so_and_records_that_told_otherwise_are_found() -> None:
    checker = checker_for(HAS_CLASS)
    named, person = node("person", ("name", STRING, "x")), node("person", (TYPE, IRI, "Person"))
    first = checker.check([QUESTION], shared(named, person))
    again = checker.check([QUESTION], shared(person, named))
    other = checker.check([QUESTION], shared(named, person, node("person", (TYPE, IRI, "Place"))))
    assert first.relied == again.relied != other.relied
    gathered = SharedNodes(checker)
    gathered.rely(first.relied)
    gathered.rely(again.relied)
    assert gathered.changed == set()
    gathered.rely(other.relied)
    assert gathered.changed == {EX + "person"}


@pytest.mark.parametrize("order", [1, -1])
def test_shared_nodes_are_judged_on_all_that_was_told_whoever_told_it_first(order: int) -> None:
    checker = checker_for(
        "ex:S sh:targetClass ex:Person ; sh:property [ sh:path ex:name ; sh:maxCount 1 ; sh:minCount 1 ] ."
    )
    told = [node("person", (TYPE, IRI, "Person"), ("name", STRING, "x")), node("person", ("name", STRING, "y"))]
    gathered = SharedNodes(checker)
    for each in told[::order]:
        gathered.add([each])
        gathered.add([each])
    assert len(gathered.finish().findings) == 1


LATER = {
    "sh:path [ sh:zeroOrMorePath ex:by ] ; sh:maxCount 9": "goes on without end",
    "sh:path ( ex:by [ sh:inversePath ex:by ] ) ; sh:maxCount 9": "looks backwards along http://example.org/by",
    "sh:path ex:by ; sh:closed true": "all that is said of a node",
}


@pytest.mark.parametrize(("body", "reason"), LATER.items())
def test_a_shape_that_asks_for_more_than_a_record_is_named_and_not_run(body: str, reason: str) -> None:
    checker = checker_for(f"ex:S sh:targetClass ex:C ; {body} . ex:T sh:targetClass ex:C ; sh:in ( ex:no ) .")
    [(shape, said)] = checker.later
    assert str(shape) == f"<{EX}S>"
    assert reason in said
    assert len(checker.check([QUESTION], shared(node("person", ("x", STRING, "y")))).findings) == 1  # ex:T alone


def test_no_shipped_shape_asks_for_more_than_a_record() -> None:
    assert RecordChecker(compile_shapes(read_shapes().core)).later == ()
