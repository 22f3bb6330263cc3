"""Made-up data (exemple inventé) for these tests, and the reference engine run on it in the plainest way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib

from anq2rdf.validation import Report, Result, check, read_shapes
from anq2rdf.validation.paths import Step
from anq2rdf.validation.shapes import divide

ROOT = Path(__file__).parent.parent.parent
SHIPPED = sorted((ROOT / "shapes").glob("*.ttl"))
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")

PREFIXES = """
@prefix anq: <https://w3id.org/anq/ontology#> .
@prefix anqsh: <https://w3id.org/anq/shapes#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <http://example.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Two questions of one deputy; the second has an answer before it, another's mandate, and a group not yet founded.
QUESTIONS = """
ex:q1 a anq:Question , anq:WrittenQuestion ; dcterms:identifier "QANR5L14QE1" ; anq:number 1 ; anq:legislature ex:l14 ;
  anq:author ex:d1 ; anq:authorMandate ex:m1 ; anq:publicationDate "2014-03-04"^^xsd:date ; anq:answer ex:q1a ;
  anq:authorGroup ex:g1 ; anq:event ex:q1e ; prov:wasDerivedFrom ex:r1 .
ex:q1a a anq:Answer ; anq:answerTo ex:q1 ; anq:publicationDate "2014-04-08"^^xsd:date .
ex:q1e a anq:ProceduralEvent ; anq:eventDate "2014-03-04"^^xsd:date .
ex:q2 a anq:Question , anq:WrittenQuestion ; dcterms:identifier "QANR5L14QE2" ; anq:number 2 ; anq:legislature ex:l14 ;
  anq:author ex:d1 ; anq:authorMandate ex:m2 ; anq:publicationDate "2014-03-04"^^xsd:date ; anq:answer ex:q2a ;
  anq:authorGroup ex:g2 ; prov:wasDerivedFrom ex:r2 .
ex:q2a a anq:Answer ; anq:answerTo ex:q2 ; anq:publicationDate "2014-03-01"^^xsd:date .
ex:d1 a anq:Deputy . ex:d2 a anq:Deputy . ex:l14 a anq:Legislature ; anq:number 14 .
ex:m1 a anq:Mandate ; org:member ex:d1 ; anq:legislature ex:l14 .
ex:m2 a anq:Mandate ; org:member ex:d2 ; anq:legislature ex:l14 .
ex:g1 a anq:ParliamentaryGroup ; anq:startDate "2012-06-20"^^xsd:date .
ex:g2 a anq:ParliamentaryGroup ; anq:startDate "2015-06-02"^^xsd:date .
ex:r1 a anq:SourceRecord ; prov:wasDerivedFrom ex:f1 ; anq:sourceMember "json/QANR5L14QE1.json" .
ex:r2 a anq:SourceRecord ; prov:wasDerivedFrom ex:f1 ; anq:sourceMember "json/QANR5L14QE2.json" .
ex:f1 rdfs:label "Questions.json.zip" .
"""

# 2014-03-04 was a Tuesday, 2014-03-05 a Wednesday; the pages of one sitting lie 61 and 60 apart.
JOURNAL = """
<http://example.org/jo/an-questions/2014-03-04> a anq:JournalIssue ; anq:publicationDate "2014-03-04"^^xsd:date .
<http://example.org/jo/an-questions/2014-03-05> a anq:JournalIssue ; anq:publicationDate "2014-03-05"^^xsd:date .
ex:g1 a anq:Question , anq:GovernmentQuestion ; anq:answer ex:g1a . ex:g2 a anq:GovernmentQuestion ; anq:answer ex:g2a .
ex:g1a anq:publishedIn ex:i1 ; anq:publicationPage 100 . ex:g2a anq:publishedIn ex:i1 ; anq:publicationPage 161 .
ex:g3 a anq:GovernmentQuestion ; anq:answer ex:g3a , ex:g4a .
ex:g3a anq:publishedIn ex:i2 ; anq:publicationPage 100 . ex:g4a anq:publishedIn ex:i2 ; anq:publicationPage 160 .
"""

Key = tuple[Any, ...]


def store_of(turtle: str) -> ox.Store:
    """A store with this Turtle, the prefixes above declared."""
    store = ox.Store()
    store.load((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return store


def parsed(turtle: str) -> list[ox.Quad]:
    """The statements of this Turtle."""
    return list(ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE))


def judge(turtle: str, shapes: str | None = None) -> Report:
    """The report of the package: by the shipped shapes, or by these."""
    if shapes is None:
        return check(store_of(turtle), read_shapes())
    return check(store_of(turtle), divide(parsed(shapes)))


def reference(turtle: str, shapes: str | None = None) -> list[Key]:
    """What pySHACL says of the same, on one rdflib graph, nothing taken out."""
    data = rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")
    graph = rdflib.Graph()
    if shapes is None:
        for file in SHIPPED:
            graph.parse(file, format="turtle")
    else:
        graph.parse(data=PREFIXES + shapes, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=graph)
    return sorted((_reference_key(report, node) for node in report.objects(None, SH.result)), key=str)


def _reference_key(report: rdflib.Graph, node: Any) -> Key:
    def one(name: str) -> str | None:
        value = report.value(node, SH[name])
        return "_:" if isinstance(value, rdflib.BNode) else None if value is None else str(value)

    path = report.value(node, SH.resultPath)
    steps = tuple(sorted(str(p) for p in report.predicates(path, None))) if isinstance(path, rdflib.BNode) else path
    texts = tuple(sorted(str(text) for text in report.objects(node, SH.resultMessage)))
    return (
        one("focusNode"),
        steps and (steps if isinstance(steps, tuple) else str(steps)),
        one("sourceConstraintComponent"),
        one("value"),
        one("resultSeverity"),
        one("sourceShape"),
        texts,
    )


def keys(report: Report) -> list[Key]:
    """The same seven things of each of our results."""
    return sorted(map(_key, report.results), key=str)


def _key(result: Result) -> Key:
    def shown(term: Any) -> str | None:
        return "_:" if isinstance(term, ox.BlankNode) else None if term is None else term.value

    path: Any = result.path
    if isinstance(path, Step):
        list_ = rdflib.RDF.first, rdflib.RDF.rest
        path = tuple(sorted(map(str, list_ if path.kind == "sequence" else [SH[path.kind]])))
    elif path is not None:
        path = path.value
    return (
        shown(result.focus),
        path,
        result.component.value,
        shown(result.value),
        result.severity.value,
        shown(result.shape),
        tuple(sorted(text for _, text in result.messages)),
    )


def fired(report: Report, name: str) -> list[tuple[str, str | None]]:
    """Focus node and value of each result of one shape, by local names."""
    return [
        (_local(r.focus), None if r.value is None else _local(r.value))
        for r in report.results
        if _local(r.shape) == name
    ]


def _local(term: Any) -> str:
    return (
        str(term.value)
        .replace("http://example.org/", "")
        .replace("https://w3id.org/anq/ontology#", "")
        .replace("https://w3id.org/anq/shapes#", "")
    )


# A chain a → b → c → d → e with a fork, some names missing, and a subclass.
DATA_CHAIN = """
ex:D rdfs:subClassOf ex:C .
ex:a a ex:C ; ex:next ex:b ; ex:name "a" . ex:b a ex:D ; ex:next ex:c , ex:d .
ex:c a ex:C ; ex:next ex:d ; ex:name "c" .
ex:d ex:next ex:e . ex:e a ex:C , ex:D ; ex:name "e" , "é"@fr .
"""
