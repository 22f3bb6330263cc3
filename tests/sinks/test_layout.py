"""How the formats look: documents written by hand, and the canonical form of another implementation."""

from __future__ import annotations

import json
import pickle

import pyoxigraph
import pytest
from hypothesis import given, settings

from anq2rdf import sinks
from anq2rdf.errors import SinkError, UsageError
from anq2rdf.sinks import ntriples, prefixes, turtle
from anq2rdf.sinks.context import Context
from anq2rdf.sinks.formats import FORMATS
from anq2rdf.sinks.jsonld import JsonLdWriter
from anq2rdf.sinks.prefixes import PREFIXES
from anq2rdf.statements import DATE, ENGLISH, FRENCH, INTEGER, IRI, RDF_TYPE, STRING, Node

from .samples import ANQ, BASE, CONTEXT, GRAPHS, hard_nodes, node_lists

RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

# Exemple inventé.
QUESTION = Node(
    BASE + "id/question/QANR5L14QE1",
    GRAPHS[0],
    [
        (RDF_TYPE, IRI, ANQ + "Question"),
        (RDF_TYPE, IRI, ANQ + "WrittenQuestion"),
        ("http://purl.org/dc/terms/identifier", STRING, "QANR5L14QE1"),
        (ANQ + "number", INTEGER, "1"),
        (ANQ + "publicationDate", DATE, "2015-03-31"),
        (ANQ + "text", FRENCH, 'Il a dit « "oui" ».\n\nFin \\'),
        (ANQ + "author", IRI, BASE + "id/person/PA1"),
        (ANQ + "rubric", IRI, BASE + "code/rubrique/%C3%A9"),
    ],
)
PERSON = Node(BASE + "id/person/PA1", GRAPHS[1], [(RDF_TYPE, IRI, ANQ + "Deputy"), (RDFS_LABEL, ENGLISH, "Made up")])

TURTLE = r"""
<id/question/QANR5L14QE1>
    a anq:Question, anq:WrittenQuestion ;
    dcterms:identifier "QANR5L14QE1" ;
    anq:number 1 ;
    anq:publicationDate "2015-03-31"^^xsd:date ;
    anq:text "Il a dit « \"oui\" ».\n\nFin \\"@fr ;
    anq:author <id/person/PA1> ;
    anq:rubric <https://w3id.org/anq/code/rubrique/%C3%A9> .

<id/person/PA1>
    a anq:Deputy ;
    rdfs:label "Made up"@en .
"""

TRIG = r"""
<graph/questions/L14/QE> {
    <id/question/QANR5L14QE1>
        a anq:Question .
}

<graph/actors> {
    <id/person/PA1>
        a anq:Deputy ;
        rdfs:label "Made up"@en .

    <id/person/PA2>
        a anq:Deputy .
}
"""

NQUADS = (
    "<https://w3id.org/anq/id/person/PA1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<https://w3id.org/anq/ontology#Deputy> <https://w3id.org/anq/graph/actors> .\n"
    "<https://w3id.org/anq/id/person/PA1> <http://www.w3.org/2000/01/rdf-schema#label> "
    '"Made up"@en <https://w3id.org/anq/graph/actors> .\n'
)


def test_turtle_is_laid_out_for_people() -> None:
    assert sinks.writer("ttl", base=BASE).nodes([QUESTION, PERSON]).decode() == TURTLE


def test_turtle_declares_base_and_prefixes_once() -> None:
    head = sinks.writer("ttl", base=BASE).start().decode()
    assert head.startswith(f"@base <{BASE}> .\n@prefix anq: <{ANQ}> .\n")
    assert head.count("\n") == 1 + len(PREFIXES)
    assert "@base" not in sinks.writer("ttl").start().decode()


@pytest.mark.parametrize("base", ["https://e.org/a/../b/", "https://e.org/a", "https://e.org/?a/", "urn:x/", "https://e.org"])
def test_a_base_that_would_not_be_concatenated_is_left_aside(base: str) -> None:
    node = Node(base + "id/x", GRAPHS[0], [(RDF_TYPE, IRI, base + "id/y")])
    writer = sinks.writer("ttl", base=base)
    assert b"@base" not in writer.start()
    assert writer.nodes([node]).decode() == f"\n<{base}id/x>\n    a <{base}id/y> .\n"


def test_trig_puts_a_run_of_one_graph_in_one_block() -> None:
    question = QUESTION._replace(parts=QUESTION.parts[:1])
    another = Node(BASE + "id/person/PA2", GRAPHS[1], PERSON.pairs[:1])
    assert sinks.writer("trig", base=BASE).nodes([question, PERSON, another]).decode() == TRIG


def test_nquads_lines() -> None:
    assert sinks.writer("nq").nodes([PERSON]).decode() == NQUADS


def test_ntriples_and_nquads_without_graphs_are_the_same_bytes() -> None:
    nodes = hard_nodes(60)
    assert sinks.writer("nt").nodes(nodes) == sinks.writer("nq", graphs=False).nodes(nodes)


@given(nodes=node_lists)
@settings(max_examples=200, deadline=None)
def test_ntriples_are_the_canonical_bytes_of_oxigraph(nodes: list[Node]) -> None:
    ours = sinks.writer("nt").nodes(nodes)
    lines = [line + b"\n" for line in ours.split(b"\n") if line]
    for line in lines:
        quad = next(iter(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES)))
        assert pyoxigraph.serialize([quad.triple], format=pyoxigraph.RdfFormat.N_TRIPLES) == line


def test_jsonld_has_plain_keys_and_one_node_a_line() -> None:
    writer = sinks.writer("jsonld")
    text = (writer.start() + writer.nodes([QUESTION, PERSON]) + writer.finish()).decode()
    document = json.loads(text)
    assert list(document) == ["@context", "@graph"]
    assert document["@graph"][0] == {
        "id": BASE + "id/question/QANR5L14QE1",
        "type": ["Question", "WrittenQuestion"],
        "identifier": "QANR5L14QE1",
        "number": 1,
        "publicationDate": "2015-03-31",
        "text": 'Il a dit « "oui" ».\n\nFin \\',
        "author": BASE + "id/person/PA1",
        "rubric": BASE + "code/rubrique/%C3%A9",
    }
    assert document["@graph"][1] == {"id": BASE + "id/person/PA1", "type": "Deputy", "label": {"en": "Made up"}}
    assert sum(line.startswith('{"id"') for line in text.splitlines()) == 2


def test_jsonld_without_nodes_is_a_document() -> None:
    writer = sinks.writer("jsonld")
    assert json.loads(writer.start() + writer.nodes([]) + writer.finish())["@graph"] == []


def test_jsonld_points_at_its_context_when_asked() -> None:
    writer = sinks.writer("jsonld", context="link")
    document = json.loads(writer.start() + writer.finish())
    assert document["@context"] == "https://w3id.org/anq/context.jsonld"


def test_jsonld_groups_by_graph_when_asked() -> None:
    writer = sinks.writer("jsonld", graphs=True)
    document = json.loads(writer.start() + writer.nodes([QUESTION, PERSON]) + writer.finish())
    assert [(graph["id"], len(graph["@graph"])) for graph in document["@graph"]] == [(GRAPHS[0], 1), (GRAPHS[1], 1)]


def test_jsonld_values_that_do_not_suit_the_term_are_written_in_full() -> None:
    writer = JsonLdWriter(FORMATS["jsonld"], graphs=False, context=Context(CONTEXT))
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    told = [(ANQ + "text", STRING, "a"), (label, FRENCH, "b"), (label, STRING, "c"), (ANQ + "date", IRI, "http://e/d")]
    assert json.loads(writer.nodes([Node("http://e/s", "", told)])) == {
        "id": "http://e/s",
        "text": {"@value": "a"},
        "label": [{"@value": "c"}, {"@value": "b", "@language": "fr"}],
        "date": {"id": "http://e/d"},
    }


@pytest.mark.parametrize(
    "pair", [(ANQ + "noSuchTerm", STRING, "x"), (RDF_TYPE, IRI, ANQ + "NoSuchClass")], ids=["property", "class"]
)
def test_jsonld_never_mints_a_term(pair: tuple[str, int, str]) -> None:
    with pytest.raises(SinkError, match=pair[2] if pair[0] == RDF_TYPE else pair[0]):
        sinks.writer("jsonld").nodes([Node("http://e/s", "", [pair])])


@pytest.mark.parametrize(
    "term",
    [{"@reverse": ANQ + "x"}, {"@id": ANQ + "x", "@container": "@list"}, {"@id": ANQ + "x", "@context": {}},
     {"@id": ANQ + "x", "@nest": "y"}],
)
def test_a_context_the_writer_could_not_honour_is_refused(term: dict[str, object]) -> None:
    with pytest.raises(SinkError, match="cannot honour the context's term odd"):
        Context({"odd": term})


def test_a_context_with_vocab_is_refused() -> None:
    with pytest.raises(SinkError, match="@vocab"):
        Context({"@vocab": ANQ})


@pytest.mark.parametrize("form", FORMATS)
def test_a_node_that_says_nothing_leaves_no_trace(form: str) -> None:
    assert sinks.writer(form).nodes([Node("http://e/s", GRAPHS[0], [])]) == b""


@pytest.mark.parametrize("form", FORMATS)
def test_a_pickled_writer_writes_the_same_bytes(form: str) -> None:
    writer = sinks.writer(form, base=BASE)
    again = pickle.loads(pickle.dumps(writer))
    assert again.start() + again.nodes([QUESTION, PERSON]) == writer.start() + writer.nodes([QUESTION, PERSON])
    assert (again.joint, again.finish(), again.name, again.extension) == (
        writer.joint, writer.finish(), form, FORMATS[form].extension)


@pytest.mark.parametrize("form", ["nt", "ttl"])
def test_graphs_are_refused_where_the_format_has_none(form: str) -> None:
    with pytest.raises(UsageError, match="no named graphs"):
        sinks.writer(form, graphs=True)


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_writer_remembers_is_bounded_and_changes_no_byte(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = [QUESTION, PERSON] * 3
    fresh = [sinks.writer(form, base=BASE).nodes([node]) for node in nodes]
    for module, name in ((prefixes, "_MEMORY"), (turtle, "_VERBS"), (ntriples, "_GRAPHS")):
        monkeypatch.setattr(module, name, 1)
    writer = sinks.writer(form, base=BASE)
    assert [writer.nodes([node]) for node in nodes] == fresh
    if isinstance(writer, turtle.TurtleWriter):
        assert (len(writer._names._known), len(writer._verbs)) == (1, 1)
    if isinstance(writer, ntriples.NTriplesWriter):
        assert len(writer._ends) == 1


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(UsageError) as caught:
        sinks.writer("rdfxml")
    assert caught.value.remedy == "formats: nt, nq, ttl, trig, jsonld"


@pytest.mark.parametrize(
    ("path", "form"),
    [("a.nt", "nt"), ("x/a.NQ", "nq"), ("a.b.ttl.gz", "ttl"), ("a.trig.zst", "trig"), ("a.jsonld", "jsonld"),
     ("a.json", "jsonld"), ("a.json.GZ", "jsonld")],
)
def test_the_name_tells_the_format(path: str, form: str) -> None:
    assert sinks.format_of(path) == form


@pytest.mark.parametrize("path", ["a", "a.gz", "a.csv", "nt", ".nt.d/x", "a.ttl.bz2", "-"])
def test_a_name_without_format_is_refused_with_those_known(path: str) -> None:
    with pytest.raises(UsageError) as caught:
        sinks.format_of(path)
    assert ".nt, .nq, .ttl, .trig, .jsonld" in caught.value.remedy


@pytest.mark.parametrize("path", ["a.rdf", "a.owl.gz", "a.xml"])
def test_rdf_xml_is_refused_by_name(path: str) -> None:
    with pytest.raises(UsageError, match="RDF/XML"):
        sinks.format_of(path)


@pytest.mark.parametrize(
    ("path", "is_rdf"),
    [("a.nt", True), ("a.ttl.gz", True), ("a.rdf", True), ("a.json", False), ("a.xml", False), ("a.zip", False),
     ("https://e.org/a.ttl", False), ("-", False)],
)
def test_rdf_files_are_told_from_records_by_name(path: str, is_rdf: bool) -> None:
    assert sinks.is_rdf(path) is is_rdf
