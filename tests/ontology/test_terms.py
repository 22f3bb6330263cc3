"""What the ontology declares: every term, told in French and English, and used nowhere undeclared."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from anq2rdf.rdf import vocabulary
from tests.shapes import ROOT, base, words

ANQ = "https://w3id.org/anq/ontology#"
FILES = sorted((ROOT / "ontology").glob("*.ttl"))

CLASSES = words("""
    Question WrittenQuestion GovernmentQuestion OralQuestionWithoutDebate Answer AnswerGroup Deputy Mandate
    GroupMembership Assembly ParliamentaryGroup Ministry Portfolio Government Legislature Circonscription
    Department JournalSeries JournalIssue JournalPage ProceduralEvent JOPublication QuestionPublication
    AnswerPublication Allocation Reassignment Signalement Renewal Reminder Closure Erratum Rubric HeadAnalysis
    Analysis SourceRecord SourceFile ConversionRun Link
    """)
PROPERTIES = words("""
    number questionType legislature author authorMandate authorGroup groupAtDate authorCirconscription
    authorDepartment authorLabel groupLabelAsRecorded interrogatedMinistry attributedMinistry event allocation
    closure answer answerTo answeringMinistry answerGroup textScope text html textDigest publicationDate
    publicationPage pageAsRecorded publishedIn publishedOnPage inSeries inIssue issueNumber pageNumber rubric
    headAnalysis analysis status eventDate dayOffset depositDate rank allocatedTo previousAllocation
    closureReason corrects responseDays identityStatus circonscription department delimitation startDate endDate
    replaces government portfolio normalisedLabel sourceMember witness
    """)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "anq.ttl")


def declared(graph: Graph, *kinds: URIRef) -> set[str]:
    subjects = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    return {str(s).removeprefix(ANQ) for s in subjects if isinstance(s, URIRef)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_parsers_read_the_same_file(path: Path) -> None:
    assert len(Graph().parse(path)) == len(set(map(str, ox.parse(path=path, format=ox.RdfFormat.TURTLE)))) > 0


def test_the_terms_are_those_of_the_model(ontology: Graph) -> None:
    assert declared(ontology, OWL.Class) == CLASSES
    assert declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) == PROPERTIES
    assert not declared(ontology, OWL.ObjectProperty) & declared(ontology, OWL.DatatypeProperty)


def test_every_term_has_one_label_and_comment_in_each_language(ontology: Graph) -> None:
    for term in sorted(CLASSES | PROPERTIES):
        for predicate in (RDFS.label, RDFS.comment):
            said = [text for text in ontology.objects(URIRef(ANQ + term), predicate) if isinstance(text, Literal)]
            assert sorted(text.language or "" for text in said) == ["en", "fr"], (term, predicate)
            assert all(str(text).strip() == str(text) != "" for text in said), term


def test_labels_tell_terms_of_one_kind_apart(ontology: Graph) -> None:
    for names in (CLASSES, PROPERTIES):
        for language in ("en", "fr"):
            labels = [str(x) for n in names for x in ontology.objects(URIRef(ANQ + n), RDFS.label)
                      if isinstance(x, Literal) and x.language == language]  # fmt: skip
            assert len(set(labels)) == len(labels) == len(names)


def test_every_property_has_a_range_and_data_properties_have_datatypes(ontology: Graph) -> None:
    datatypes = ("http://www.w3.org/2001/XMLSchema#", str(RDF))
    for name in PROPERTIES:
        term = URIRef(ANQ + name)
        ranges = list(ontology.objects(term, RDFS.range))
        assert len(ranges) == 1, name
        data = (term, RDF.type, OWL.DatatypeProperty) in ontology
        assert data == str(ranges[0]).startswith(datatypes), name


def test_the_version_is_not_the_ontology_itself(ontology: Graph) -> None:
    subject = URIRef("https://w3id.org/anq/ontology")
    assert ontology.value(subject, OWL.versionIRI) == URIRef("https://w3id.org/anq/ontology/1.0.0")
    assert str(ontology.value(subject, OWL.versionInfo)) == "1.0.0"


def test_the_mapping_writes_declared_terms_only() -> None:
    written = {v.removeprefix(ANQ) for v in vars(vocabulary).values() if isinstance(v, str) and v.startswith(ANQ)}
    assert written - {""} <= CLASSES | PROPERTIES


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "queries").glob("*.rq")), *sorted((ROOT / "shapes").glob("*.ttl")),
     *FILES, *sorted((ROOT / "ontology" / "mappings").glob("*.tsv"))],
    ids=lambda path: path.name,
)  # fmt: skip
def test_no_file_names_an_undeclared_term(path: Path) -> None:
    text = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text(encoding="utf-8"))
    assert set(re.findall(r"(?<![\w:/-])anq:(\w+)", text)) <= CLASSES | PROPERTIES


def test_the_clean_data_shows_every_term() -> None:
    data = base().decode()
    shown = {term for term in CLASSES | PROPERTIES if f"<{ANQ}{term}>" in data}
    assert (CLASSES | PROPERTIES) - shown == {"pageAsRecorded"}
