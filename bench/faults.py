"""Faults put into converted questions, one a question, every kind in turn: the same data get the same faults.

A fault is a change of a few statements about a question or what hangs on it. Most break one shape of the catalogue,
some several, some none that is in the catalogue (the judges must then agree on silence). No kind needs chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Final, NamedTuple

import pyoxigraph as ox

PREFIXES: Final = {
    "anq": "https://w3id.org/anq/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Fault(NamedTuple):
    """One kind: the node it is about (a path from the question, "" the question itself), a property, its new object.

    Without an object the statement is dropped; with `beside` it stays, beside the new one.
    """

    node: str
    property: str
    object: str = ""
    beside: bool = False

    def update(self, question: ox.NamedNode) -> str:
        """The change as SPARQL Update."""
        gone = "" if self.beside else f"DELETE {{ ?node {self.property} ?old }}"
        come = f"INSERT {{ ?node {self.property} {self.object} }}" if self.object else ""
        return f"{gone} {come} WHERE {{ {self.pattern(question)} }}"

    def pattern(self, question: ox.NamedNode) -> str:
        """What a question must have for this fault to change anything."""
        node = f"{question} {self.node} ?node ." if self.node else f"VALUES ?node {{ {question} }}"
        return f"{node} ?node {self.property} ?old"


_PARTS: Final = {
    "": """dcterms:identifier anq:number anq:legislature anq:author anq:authorMandate anq:status rdfs:label
        anq:publicationDate anq:publicationPage anq:text anq:rubric anq:interrogatedMinistry anq:attributedMinistry
        prov:wasDerivedFrom anq:questionType anq:event anq:answer rdf:type""",
    "anq:answer": "anq:answerTo anq:text anq:publicationDate rdf:type",
    "anq:allocation": "anq:eventDate anq:rank anq:allocatedTo",
    "anq:closure": "anq:closureReason",
    "anq:author": "foaf:name rdfs:label",
    "anq:authorMandate": "org:member org:organization dcterms:identifier",
    "anq:publishedOnPage": "anq:inIssue",
    "anq:publishedIn": "anq:inSeries anq:publicationDate",
    "anq:analysis": "skos:prefLabel skos:inScheme",
    "prov:wasDerivedFrom": "dcterms:source prov:wasDerivedFrom",
}
_MISSING: Final = [Fault(node, name) for node, names in _PARTS.items() for name in names.split()]
_WRONG: Final = [
    Fault("", "dcterms:identifier", '"16-1QE"'),
    Fault("", "dcterms:identifier", '"QANR5L16QE1"@fr'),
    Fault("", "anq:number", "0"),
    Fault("", "anq:number", '"douze"^^xsd:integer'),
    Fault("", "anq:number", "12.0"),
    Fault("", "anq:publicationDate", '"1957-02-30"^^xsd:date'),
    Fault("", "anq:publicationDate", '"1957-02-03"^^xsd:date'),
    Fault("", "anq:publicationDate", '"03/02/2023"'),
    Fault("", "anq:publicationDate", '"2035-02-03"^^xsd:date'),
    Fault("", "anq:publicationPage", "-4"),
    Fault("", "anq:publicationPage", '"7"'),
    Fault("", "anq:text", '"Trop court."@fr'),
    Fault("", "anq:text", '"A text in another language than French, long enough."@en'),
    Fault("", "anq:text", '"Un texte qui a gardé son HTML&nbsp;: <b>assez</b> long."@fr'),
    Fault("", "anq:text", '"Un texte mal encodÃ©, mais assez long tout de même."@fr'),
    Fault("", "anq:textDigest", '"ABAB"'),
    Fault("", "anq:author", "[]"),
    Fault("", "anq:author", '"M. Personne"'),
    Fault("", "anq:status", "<https://w3id.org/anq/code/status/pending>"),
    Fault("", "anq:status", "<https://w3id.org/anq/code/status/withdrawn>"),
    Fault("", "anq:questionType", "<https://w3id.org/anq/code/question-type/QG>"),
    Fault("", "anq:attributedMinistry", "<https://w3id.org/anq/id/organ/PO0>"),
    Fault("", "anq:authorMandate", "<https://w3id.org/anq/id/mandate/PM0>"),
    Fault("", "anq:authorCirconscription", "<https://w3id.org/anq/id/circonscription/2010/2A-02>"),
    Fault("anq:answer", "anq:text", '""@fr'),
    Fault("anq:answer", "anq:publicationDate", '"2022-06-28"^^xsd:date'),
    Fault("anq:answer", "anq:publicationDate", '"2023-12-25T10:00:00"^^xsd:dateTime'),
    Fault("anq:answer", "anq:responseDays", "-1"),
    Fault("anq:answer", "anq:textDigest", f'"{"0" * 64}"'),
    Fault("anq:answer", "anq:publicationPage", '"audi"'),
    Fault("anq:closure", "anq:eventDate", '"2022-07-06"^^xsd:date'),
    Fault("anq:event", "anq:dayOffset", '"soixante"'),
    Fault("anq:allocation", "anq:rank", "3"),
    Fault("anq:allocation", "anq:eventDate", '"1999-01-05"^^xsd:date'),
    Fault("anq:author", "dcterms:identifier", '"900"'),
    Fault("anq:authorMandate", "anq:endDate", '"2022-06-01"^^xsd:date'),
    Fault("anq:authorCirconscription", "skos:notation", '"999-01"'),
    Fault("anq:authorCirconscription", "anq:number", "30"),
    Fault("anq:authorCirconscription", "anq:delimitation", '"1981"^^xsd:gYear'),
    Fault("anq:publishedIn", "anq:issueNumber", "60"),
    Fault("anq:publishedOnPage", "anq:pageNumber", "1"),
]
_TWICE: Final = [
    Fault(*each, beside=True)
    for each in (
        ("", "dcterms:identifier", '"QANR5L16QE1"'),
        ("", "anq:number", "1"),
        ("", "anq:publicationDate", '"2023-03-07"^^xsd:date'),
        ("", "rdfs:label", '"Une autre question"@fr'),
        ("", "anq:author", "<https://w3id.org/anq/id/person/PA0>"),
        ("", "anq:html", '"<p>Texte</p>"'),
        ("", "anq:pageAsRecorded", '"audi"'),
        ("", "anq:event", "<https://w3id.org/anq/id/question/QANR5L16QE1/event/allocation-1>"),
        ("", "rdf:type", "anq:OralQuestionWithoutDebate"),
        ("anq:answer", "anq:answerTo", "<https://w3id.org/anq/id/question/QANR5L16QE1>"),
        ("anq:answer", "anq:answeringMinistry", "<https://w3id.org/anq/id/organ/PO0>"),
        ("anq:author", "schema:sameAs", "<https://www.wikidata.org/wiki/Q900000003>"),
        ("anq:author", "schema:sameAs", "<http://www.wikidata.org/entity/Q900000003>"),
        ("anq:author", "owl:sameAs", "<http://www.wikidata.org/entity/Q900000004>"),
        ("anq:analysis", "skos:prefLabel", '"Une autre analyse"@fr'),
    )
]
FAULTS: Final = (*_MISSING, *_WRONG, *_TWICE)


def inject(store: ox.Store, share: float) -> dict[ox.NamedNode, Fault]:
    """Put one fault into this share of the questions of a store, evenly spread; gives each question's fault.

    The kinds come in turn. One that would change nothing, since the question has no such part, leaves its turn to
    the next.
    """
    questions = sorted(_questions(store), key=lambda node: (len(node.value), node.value))
    step = max(1, round(1 / share))
    kinds = cycle(FAULTS)
    done = {}
    for question in questions[step // 2 :: step]:
        done[question] = fault = next(kind for kind in kinds if _applies(store, kind, question))
        store.update(fault.update(question), prefixes=PREFIXES)
    return done


def _applies(store: ox.Store, fault: Fault, question: ox.NamedNode) -> bool:
    answer = store.query(f"ASK {{ {fault.pattern(question)} }}", prefixes=PREFIXES)
    return bool(answer)


def _questions(store: ox.Store) -> Iterator[ox.NamedNode]:
    kind = ox.NamedNode(PREFIXES["anq"] + "Question")
    for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), kind, None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject
