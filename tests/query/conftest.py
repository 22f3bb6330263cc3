"""A small made-up store (exemple inventé), on disk as `load` leaves one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

DATA = b"""
@prefix anq: <https://w3id.org/anq/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix id: <https://w3id.org/anq/id/> .
<https://w3id.org/anq/graph/questions/L14/QE> {
  <https://w3id.org/anq/id/question/QANR5L14QE1> a anq:Question ; dcterms:identifier "QANR5L14QE1" ; anq:number 1 ;
    anq:publicationDate "2014-03-04"^^xsd:date ; anq:author <https://w3id.org/anq/id/person/PA1> ;
    dcterms:title "\xc3\xa9nergie\\nsolaire"@fr .
  <https://w3id.org/anq/id/question/QANR5L14QE2> a anq:Question ; dcterms:identifier "QANR5L14QE2" ; anq:number 22 ;
    anq:publicationDate "2014-03-11"^^xsd:date ; anq:author <https://w3id.org/anq/id/person/PA2> .
}
<https://w3id.org/anq/graph/actors> {
  <https://w3id.org/anq/id/person/PA1> a anq:Deputy ; dcterms:identifier "PA1" .
  <https://w3id.org/anq/id/person/PA2> a anq:Deputy ; dcterms:identifier "PA2" .
}
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the store."""
    folder = tmp_path_factory.mktemp("query") / "store"
    made = ox.Store(str(folder))
    made.bulk_load(DATA, format=ox.RdfFormat.TRIG)
    made.extend(
        ox.Quad(
            ox.NamedNode(f"http://example.org/n{n}"),
            ox.NamedNode("http://example.org/p"),
            ox.Literal(n),
            ox.NamedNode("http://example.org/g"),
        )
        for n in range(2000)
    )
    made.flush()
    del made
    return str(folder)
