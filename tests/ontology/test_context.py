"""The JSON-LD context: a term for everything, nothing by default, values as the ontology types them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from anq2rdf.rdf import vocabulary
from tests.ontology.test_terms import ANQ, CLASSES, PROPERTIES
from tests.shapes import ROOT, base

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    text = (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    found = json.loads(text, object_pairs_hook=_once)["@context"]
    assert isinstance(found, dict)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), "a key stands twice"
    return dict(pairs)


def test_a_term_for_every_class_and_property(context: dict[str, Any]) -> None:
    for name in CLASSES:
        assert context[name] == ANQ + name
    for name in PROPERTIES:
        assert context[name]["@id"] == ANQ + name


def test_a_term_for_every_other_predicate_the_mapping_and_the_clean_data_use(context: dict[str, Any]) -> None:
    known = {value if isinstance(value, str) else value["@id"] for key, value in context.items() if key[0] != "@"}
    used = {str(p) for p in Graph().parse(data=base(), format="nt").predicates()} - {str(RDF.type)}
    # The definitions of the codes are in ontology/codes.ttl for people; the conversion does not write them.
    named = {v for v in vars(vocabulary).values() if isinstance(v, str) and v.startswith("http")}
    written = {iri for iri in named if iri[-1] not in "/#"}
    assert used <= known
    assert written - {str(RDF.type)} <= known


def test_an_unknown_term_has_nothing_to_fall_back_on(context: dict[str, Any]) -> None:
    assert not {"@vocab", "@base", "@language"} & set(context)
    assert not [key for key in context if ":" in key or "/" in key]
    prefixes = [key for key, value in context.items() if isinstance(value, str) and value[-1] in "/#"]
    assert prefixes == []


def test_types_follow_the_ontology(context: dict[str, Any]) -> None:
    ontology = Graph().parse(ROOT / "ontology" / "anq.ttl")
    wanted = {XSD + "date": {"@type": XSD + "date"}, XSD + "gYear": {"@type": XSD + "gYear"},
              str(RDF.HTML): {"@type": str(RDF.HTML)}, str(RDF.langString): {"@language": "fr"},
              XSD + "string": {}, XSD + "integer": {}}  # fmt: skip
    for name in PROPERTIES:
        term = URIRef(ANQ + name)
        definition = {key: value for key, value in context[name].items() if key not in ("@id", "@container")}
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            assert definition == {"@type": "@id"}, name
        else:
            assert definition == wanted[str(ontology.value(term, RDFS.range))], name


def test_what_is_written_by_hand_in_plain_keys_means_what_it_should(context: dict[str, Any]) -> None:
    document = {
        "@context": context,
        "@graph": [
            {"id": "urn:q", "type": ["Question", "WrittenQuestion"], "number": 7, "title": "phares",
             "publicationDate": "2014-01-07", "author": "urn:a", "event": ["urn:e"], "authorLabel": "Mme Exemple",
             "label": {"fr": "Question n° 7", "en": "Question no. 7"}, "html": "<p>x</p>"},
            {"id": "urn:c", "type": "Circonscription", "delimitation": "2010", "notation": "69-04"},
            {"id": "urn:f", "type": "SourceFile", "plainLabel": "exemple.zip"},
        ],
    }  # fmt: skip
    expected = f"""
        <urn:q> a <{ANQ}Question> , <{ANQ}WrittenQuestion> ; <{ANQ}number> 7 ;
            <http://purl.org/dc/terms/title> "phares"@fr ;
            <{ANQ}publicationDate> "2014-01-07"^^<{XSD}date> ; <{ANQ}author> <urn:a> ; <{ANQ}event> <urn:e> ;
            <{ANQ}authorLabel> "Mme Exemple" ; <{RDFS.label}> "Question n° 7"@fr , "Question no. 7"@en ;
            <{ANQ}html> "<p>x</p>"^^<{RDF.HTML}> .
        <urn:c> a <{ANQ}Circonscription> ; <{ANQ}delimitation> "2010"^^<{XSD}gYear> ;
            <http://www.w3.org/2004/02/skos/core#notation> "69-04" .
        <urn:f> a <{ANQ}SourceFile> ; <{RDFS.label}> "exemple.zip" .
    """
    read = Graph().parse(data=json.dumps(document), format="json-ld")
    assert isomorphic(read, Graph().parse(data=expected, format="turtle"))
    assert (URIRef("urn:q"), URIRef(ANQ + "number"), Literal(7)) in read
