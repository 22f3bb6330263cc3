"""Judging a run while it is written gives the report that judging its finished output gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from anq2rdf import sinks
from anq2rdf.pipeline import Conversion
from anq2rdf.register import EmptyRegister, load
from anq2rdf.sources import open_sources
from anq2rdf.validation import Report, Shapes, check, read_shapes
from anq2rdf.validation.data import Spool
from anq2rdf.validation.streaming import Streaming

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EVENTS = ROOT / "examples" / "events"

# Rules that the examples break in many ways, near and far: on records, on shared nodes, along paths, by fragments.
SEVERE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix anq: <https://w3id.org/anq/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
ex:Question a sh:NodeShape ; sh:targetClass anq:Question ;
    sh:property [ sh:path anq:event ; sh:maxCount 1 ] ,
        [ sh:path rdfs:label ; sh:languageIn ( "fr" ) ] ,
        [ sh:path anq:author ; sh:class anq:Ministry ] ,
        [ sh:path ( anq:author rdfs:label ) ; sh:minLength 10 ] ,
        [ sh:path ( anq:interrogatedMinistry rdfs:label ) ; sh:maxCount 0 ] ,
        [ sh:path ( anq:publishedIn anq:inSeries rdfs:label ) ; sh:pattern "^Official" ] ,
        [ sh:path anq:publicationDate ; sh:maxInclusive "2016-01-01"^^xsd:date ; sh:equals anq:eventDate ] .
ex:Author a sh:NodeShape ; sh:targetObjectsOf anq:author ; sh:not [ sh:class anq:Deputy ] .
ex:Page a sh:NodeShape ; sh:targetClass anq:JournalPage ;
    sh:property [ sh:path [ sh:inversePath anq:publishedOnPage ] ; sh:maxCount 1 ] .
ex:Concept a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property [ sh:path skos:prefLabel ; sh:maxCount 1 ] .
ex:Ministry a sh:NodeShape ; sh:targetClass anq:Ministry ; sh:property [ sh:path rdfs:label ; sh:maxLength 5 ] .
ex:Event a sh:NodeShape ; sh:targetSubjectsOf anq:eventDate ; sh:closed true ; sh:ignoredProperties ( anq:rank ) .
ex:Cycle a sh:NodeShape ; sh:targetClass anq:Answer ; sh:property ex:Back .
ex:Back sh:path anq:answerTo ; sh:node ex:Cycle2 . ex:Cycle2 sh:property [ sh:path anq:answer ; sh:node ex:Cycle2b ] .
ex:Cycle2b sh:property ex:Back2 . ex:Back2 sh:path anq:answerTo ; sh:maxCount 0 .
ex:Mandate a sh:NodeShape ; sh:targetClass anq:Mandate ; sh:property [ sh:path ( org:member rdfs:label ) ; sh:hasValue "x" ] .
"""


@pytest.fixture(scope="module")
def severe(tmp_path_factory: pytest.TempPathFactory) -> Shapes:
    path = tmp_path_factory.mktemp("shapes") / "severe.ttl"
    path.write_text(SEVERE)
    return read_shapes([path])


def both(source: Path, shapes: Shapes, register: Path | None = None, jobs: int = 1) -> tuple[Report, Report]:
    """The report made beside the run, and the one on its output."""
    watch = Streaming(shapes)
    known = load(register) if register is not None else EmptyRegister()
    with open_sources([str(source)]) as sources, Spool() as spool:
        for piece in Conversion(sources, known, sinks.writer("nt"), watch=watch, jobs=jobs).pieces():
            spool.write(piece)
        return watch.report(spool.store()), check(spool, shapes)


def keys(report: Report) -> Counter[object]:
    return Counter(result.order() for result in report.results)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("known", [False, True])
def test_on_the_examples(severe: Shapes, jobs: int, known: bool) -> None:
    register = ROOT / "examples" / "register" if known else None
    beside, after = both(EVENTS, severe, register, jobs)
    assert keys(beside) == keys(after)
    names = Counter(str(result.component).rsplit("#", 1)[-1].rstrip(">") for result in beside.results)
    wanted = {
        "MaxCountConstraintComponent", "LanguageInConstraintComponent", "ClassConstraintComponent",
        "NotConstraintComponent", "ClosedConstraintComponent", "PatternConstraintComponent",
        "MaxLengthConstraintComponent", "HasValueConstraintComponent", "NodeConstraintComponent",
    }
    assert wanted <= names.keys(), "the rules are broken in every way, or nothing was compared"


def test_the_place_of_a_finding_is_that_of_its_record(severe: Shapes) -> None:
    beside, after = both(EVENTS, severe)
    told = {result.order(): result.source for result in after.results}
    found = [result for result in beside.results if result.source]
    assert found
    assert all(told[result.order()] == result.source for result in found)


@pytest.mark.parametrize("part", ["opendata/15", "opendata/16", "pages", "legacy-xml", "seed"])
@pytest.mark.parametrize("known", [False, True])
def test_on_the_corpus(severe: Shapes, part: str, known: bool) -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    register = next((CORPUS / "register").glob("*.zip")) if known else None
    for shapes in (read_shapes(), severe):
        beside, after = both(CORPUS / part, shapes, register)
        assert keys(beside) == keys(after)
