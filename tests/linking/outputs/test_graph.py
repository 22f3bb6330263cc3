"""The graph of links, in the eyes of parsers and shapes that are not ours."""

from __future__ import annotations

import io
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, XSD, Graph, Literal, Namespace, URIRef

from anq2rdf import sinks
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.outputs.graph import double, link_nodes
from anq2rdf.linking.verdicts import Verdicts
from tests.judges import JUDGES, judge
from tests.linking.outputs import made
from tests.shapes.runner import fired

ANQ = Namespace("https://w3id.org/anq/ontology#")
SSSOM = Namespace("https://w3id.org/sssom/")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
PROV = Namespace("http://www.w3.org/ns/prov#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
WD = Namespace("http://www.wikidata.org/entity/")
SAME = URIRef("http://schema.org/sameAs")
LINKS = made.BASE + "id/link/"


def written(decisions: list[Decision], form: str = "nt", verdicts: Verdicts | None = None, **more: bool) -> bytes:
    writer = sinks.writer(form, base=made.BASE)
    return writer.start() + writer.nodes(list(link_nodes(decisions, made.RUN, verdicts, **more))) + writer.finish()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=written(made.ALL, verdicts=made.SAID), format="nt")


def test_each_linked_subject_is_said_to_be_its_item_and_nothing_else_is(graph: Graph) -> None:
    same = {(str(s), o) for s, o in graph.subject_objects(SAME)}
    assert same == {(made.JEANNE, WD.Q900000001), (made.PAUL, WD.Q900000002), (made.LUC, WD.Q900000003)}
    assert list(graph.subject_objects(PROV.specializationOf)) == [(URIRef(made.RHONE), WD.Q900000010)]
    assert "Q900000004" not in written(made.ALL).decode()


def test_a_link_carries_method_score_witnesses_tool_and_date(graph: Graph) -> None:
    link = URIRef(LINKS + "person/PA900002/Q900000002")
    told = {(p, o) for p, o in graph.predicate_objects(link)}
    run = next(graph.subjects(RDF.type, PROV.Activity))
    assert told == {
        (RDF.type, ANQ.Link), (RDF.type, OWL.Axiom), (OWL.annotatedSource, URIRef(made.PAUL)),
        (OWL.annotatedProperty, SAME), (OWL.annotatedTarget, WD.Q900000002),
        (SSSOM.subject_label, Literal("Paul Modèle")), (SSSOM.object_label, Literal("Paul Modèle")),
        (SSSOM.mapping_justification, SEMAPV.CompositeMatching),
        (SSSOM.confidence, Literal("9.731E-1", datatype=XSD.double)),
        (SSSOM.object_source, WD.Q2013), (SSSOM.object_source_version, Literal("2026-11-01")),
        (SSSOM.mapping_tool, Literal("anq2rdf link")), (SSSOM.mapping_tool_version, Literal("1.0.0")),
        (DCTERMS.created, Literal("2026-11-02", datatype=XSD.date)), (PROV.wasGeneratedBy, run),
        (ANQ.witness, Literal("birth: same year (1950-01-02 / 1950), +3.1 bits")),
        (ANQ.witness, Literal("name: differs (Jeanne Exemple / Jeanne Modèle), -2.0 bits")),
    }  # fmt: skip


def test_a_persons_word_is_told_with_its_name_day_and_note(graph: Graph) -> None:
    link = URIRef(LINKS + "person/L9/luc-exemple-0badcafe/Q900000003")
    assert graph.value(link, SSSOM.mapping_justification) == SEMAPV.ManualMappingCuration
    assert graph.value(link, SSSOM.confidence) == Literal("1.0E0", datatype=XSD.double)
    assert graph.value(link, SSSOM.reviewer_label) == Literal("Anne Lectrice")
    assert graph.value(link, SSSOM.review_date) == Literal("2026-10-31", datatype=XSD.date)
    assert graph.value(link, RDFS.comment) == Literal("seen in print")


def test_a_word_given_on_a_number_that_was_merged_since_counts() -> None:
    said = Verdicts({(made.LUC, "Q1"): made.Verdict(same=False, reviewer="x"), (made.LUC, "Q2"): made.Verdict(same=True, reviewer="Anne")})
    assert b'reviewer_label> "Anne"' in written([made.REVIEWED], verdicts=said)
    assert b"reviewer_label" not in written([made.BY_EVIDENCE], verdicts=Verdicts({(made.PAUL, "Q2"): made.Verdict(same=True)}))


def test_identifier_equality_is_the_matching_of_strings_and_never_rounded_to_certainty(graph: Graph) -> None:
    link = URIRef(LINKS + "person/PA900001/Q900000001")
    assert graph.value(link, SSSOM.mapping_justification) == SEMAPV.LexicalMatching
    assert graph.value(link, SSSOM.confidence) == Literal("9.99999E-1", datatype=XSD.double)


@pytest.mark.parametrize(("score", "text"), [(1.0, "9.99999E-1"), (0.0, "0.0E0"), (0.9996, "9.996E-1"), (1 / 3, "3.33333E-1"), (2 / 3, "6.66666E-1")])
def test_no_score_is_told_surer_than_it_is(score: float, text: str) -> None:
    assert f'confidence> "{text}"^^' in written([made.decided("linked", made.judged(made.PAUL, "Q1", score))]).decode()


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_no_score(score: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        written([made.decided("linked", made.judged(made.PAUL, "Q1", score))])


def test_the_run_names_what_it_read(graph: Graph) -> None:
    run = next(graph.subjects(RDF.type, PROV.Activity))
    file = URIRef(made.BASE + "id/file/sha256/" + "ab" * 32)
    assert graph.value(run, PROV.used) == file
    assert graph.value(file, DCTERMS.identifier) == Literal("sha256:" + "ab" * 32)
    assert graph.value(run, RDFS.comment) == Literal("deputies.srj, 2026-11-01")


def test_owl_same_as_on_demand() -> None:
    graph = Graph().parse(data=written([made.LINKED, made.PLACE], owl=True), format="nt")
    assert (URIRef(made.JEANNE), OWL.sameAs, WD.Q900000001) in graph
    assert (URIRef(LINKS + "person/PA900001/Q900000001"), OWL.annotatedProperty, OWL.sameAs) in graph
    assert (URIRef(made.RHONE), PROV.specializationOf, WD.Q900000010) in graph
    assert not list(graph.triples((None, SAME, None)))


def test_links_and_run_stand_in_their_graphs() -> None:
    quads = list(ox.parse(io.BytesIO(written(made.ALL, "nq")), format=ox.RdfFormat.N_QUADS))
    named = {(quad.subject.value.removeprefix(made.BASE + "id/").split("/")[0], quad.graph_name.value) for quad in quads}
    links, provenance = made.BASE + "graph/links", made.BASE + "graph/provenance"
    assert named == {("person", links), ("circonscription", links), ("link", links), ("run", provenance), ("file", provenance)}


@pytest.mark.parametrize(("name", "form"), [(n, f) for n in JUDGES for f in ("nt", "ttl", "trig", "jsonld") if f in JUDGES[n][1]])
def test_every_form_says_the_same_of_hostile_labels(name: str, form: str) -> None:
    hostile = [
        made.decided("linked", made.judged(f"{made.PEOPLE}PA{n}", f"Q{n}", n / 1000, label=text), label=text[::-1])
        for n, text in enumerate(made.HOSTILE, 1)
    ]
    plain = {_rounded(*statement[:4]) for statement in judge("pyoxigraph", written(hostile), "nt")}
    assert {_rounded(*statement[:4]) for statement in judge(name, written(hostile, form), form)} == plain
    assert len({s for s, p, *_ in plain if p == "http://schema.org/sameAs"}) == len(made.HOSTILE)


def _rounded(subject: str, predicate: str, value: str, kind: str) -> tuple[str, str, str, str]:
    # jsonld.js writes a double anew with fifteen decimals: 0.009 becomes 8.999999999999999E-3.
    return subject, predicate, f"{float(value):.9g}" if kind == str(XSD.double) else value, kind


def test_no_shape_fires_on_the_links() -> None:
    deputies = "".join(
        f'<{iri}> a <{ANQ.Deputy}> ; <{DCTERMS.identifier}> "{iri[-8:]}" ; <{RDFS.label}> "x"@fr ;'
        f' <http://xmlns.com/foaf/0.1/name> "x" .' for iri in (made.JEANNE, made.PAUL)
    )  # fmt: skip
    graph = Graph().parse(data=deputies, format="turtle").parse(data=written([made.LINKED, made.BY_EVIDENCE]), format="nt")
    assert fired(graph.serialize(format="nt").encode()) == set()


@pytest.mark.parametrize(("one", "other"), [
    ((made.JEANNE, "Q1"), (made.PAUL, "Q1")), ((made.JEANNE, "Q1"), (made.JEANNE, "Q2")),
])  # fmt: skip
def test_nothing_is_linked_twice(one: tuple[str, str], other: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="linked twice"):
        written([made.decided("linked", made.judged(*pair)) for pair in (one, other)])


def test_two_maps_may_have_one_lasting_seat() -> None:
    old = made.RHONE.replace("2010", "1986")
    both = [made.decided("linked", made.judged(iri, "Q7"), kind="constituency", relation="specialization") for iri in (old, made.RHONE)]
    graph = Graph().parse(data=written(both), format="nt")
    assert len(list(graph.subjects(PROV.specializationOf, WD.Q7))) == 2


@pytest.mark.parametrize("item", ["", "Q0", "P31", "Q1> <http://e/x", "https://www.wikidata.org/wiki/Q1"])
def test_what_is_no_item_number_never_becomes_an_iri(item: str) -> None:
    with pytest.raises(ValueError, match="not the number"):
        written([made.decided("linked", made.judged(made.JEANNE, item))])


@given(st.decimals(0, 1, places=6))
def test_a_double_is_canonical_and_exact(value: Decimal) -> None:
    text = double(value)
    assert Decimal(text) == value
    assert float(text) == float(value)
    # xsd:double's canonical form: one figure before the point, not 0 unless it is 0, at least one after, no zero at the end
    mantissa, exponent = text.split("E")
    assert mantissa[1] == "."
    assert len(mantissa) == 3 or not mantissa.endswith("0")
    assert (mantissa[0] == "0") == (value == 0)
    assert str(int(exponent)) == exponent


@pytest.mark.parametrize(("value", "text"), [("0", "0.0E0"), ("1", "1.0E0"), ("0.95", "9.5E-1"), ("0.000001", "1.0E-6")])
def test_doubles_by_hand(value: str, text: str) -> None:
    assert double(Decimal(value)) == text
