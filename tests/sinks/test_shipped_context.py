"""The shipped context: every term of it says, in every kind, what the statements say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anq2rdf import sinks
from anq2rdf.statements import DATE, DOUBLE, ENGLISH, FRENCH, HTML, INTEGER, IRI, RDF_TYPE, STRING, YEAR, Node
from tests.judges import judge, parse_with_pyoxigraph

from .samples import expected

VALUES = {
    IRI: "https://w3id.org/anq/id/person/PA1", STRING: 'exemple "inventé"', FRENCH: "été", ENGLISH: "summer",
    DATE: "2016-06-14", INTEGER: "441", YEAR: "2010", HTML: "<p>a</p>",
    DOUBLE: "9.5E-1",
}


def iris(root: Path) -> list[str]:
    """Every IRI the context names, read from the file as it is."""
    context = json.loads((root / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    values = [each["@id"] if isinstance(each, dict) else each for name, each in context.items() if name[0] != "@"]
    return sorted({each for each in values if isinstance(each, str) and each.startswith("http")})


def nodes(root: Path) -> list[Node]:
    """A node for each term as property, alone and in company, and for each as class."""
    made = []
    for number, iri in enumerate(iris(root)):
        subject = f"https://w3id.org/anq/id/question/x{number}"
        for kind, value in VALUES.items():
            made.append(Node(f"{subject}/{kind}", "", [(iri, kind, value)]))
        made.append(Node(f"{subject}/all", "", [(iri, kind, value) for kind, value in VALUES.items()]))
        made.append(Node(f"{subject}/class", "", [(RDF_TYPE, IRI, iri)]))
    return made


@pytest.mark.parametrize("name", ["pyoxigraph", "rdflib", "jsonldjs"])
def test_every_term_round_trips_in_every_kind(root: Path, name: str) -> None:
    writer, told = sinks.writer("jsonld"), nodes(root)
    assert len(told) > 500
    document = writer.start() + writer.nodes(told) + writer.finish()
    assert judge(name, document, "jsonld") == expected(told, graphs=False)


def test_the_terms_suit_what_the_model_says_of_them(root: Path) -> None:
    """No value of the model needs the long form: its kinds are the context's."""
    anq = "https://w3id.org/anq/ontology#"
    usual = [
        ("http://purl.org/dc/terms/title", FRENCH, "politique de l'emploi", "title", "politique de l'emploi"),
        ("http://purl.org/dc/terms/identifier", STRING, "PA1", "identifier", "PA1"),
        (anq + "number", INTEGER, "76935", "number", 76935),
        (anq + "publicationDate", DATE, "2015-03-31", "publicationDate", "2015-03-31"),
        (anq + "text", FRENCH, "Texte", "text", "Texte"),
        (anq + "author", IRI, "http://e/p", "author", "http://e/p"),
        (anq + "event", IRI, "http://e/e", "event", ["http://e/e"]),
    ]
    writer = sinks.writer("jsonld")
    found = json.loads(writer.nodes([Node("http://e/s", "", [row[:3] for row in usual])]))
    assert found == {"id": "http://e/s"} | {row[3]: row[4] for row in usual}
    assert parse_with_pyoxigraph(writer.start() + writer.finish(), "jsonld") == set()
