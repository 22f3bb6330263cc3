"""Codes, legislatures, rubriques, portfolios and mappings: the tables that ship beside the ontology."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from anq2rdf.normalise.legislatures import LEGISLATURES
from anq2rdf.normalise.names import ministry_key, slug
from anq2rdf.rdf.codes import BROADER, CODES, SCHEMES
from tests.shapes import ROOT, words

CODE = "https://w3id.org/anq/code/"
ANQ = "https://w3id.org/anq/ontology#"


def table(name: str) -> list[list[str]]:
    lines = (ROOT / "ontology" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def codes() -> Graph:
    return Graph().parse(ROOT / "ontology" / "codes.ttl")


def test_the_codes_are_those_of_the_model(codes: Graph) -> None:
    found = {str(s).removeprefix(CODE) for s in codes.subjects(RDF.type, SKOS.Concept)}
    assert found == words("""
    question-type/QE question-type/QG question-type/QOSD status/pending status/answered status/withdrawn
    status/lapsed status/closed-other closure-reason/REP_PUB closure-reason/FL closure-reason/FM
    closure-reason/AU text-scope/answer-only text-scope/full-exchange identity-status/official-id
    identity-status/label-only
    """)
    for concept in found:
        scheme, notation = concept.split("/")
        node = URIRef(CODE + concept)
        assert (node, SKOS.inScheme, URIRef(CODE + scheme)) in codes
        assert (URIRef(CODE + scheme), RDF.type, SKOS.ConceptScheme) in codes
        assert list(codes.objects(node, SKOS.notation)) == [Literal(notation)]
        for predicate in (SKOS.prefLabel, SKOS.definition):
            said = [text for text in codes.objects(node, predicate) if isinstance(text, Literal)]
            assert sorted(text.language or "" for text in said) == ["en", "fr"]


def test_closure_reasons_lead_to_their_end_states(codes: Graph) -> None:
    broader = {str(s).rsplit("/", 1)[1]: str(o).removeprefix(CODE) for s, o in codes.subject_objects(SKOS.broader)}
    ends = {"REP_PUB": "answered", "FL": "lapsed", "FM": "lapsed", "AU": "withdrawn"}
    assert broader == {code: f"status/{end}" for code, end in ends.items()}


def test_the_mapping_writes_the_same_codes(codes: Graph) -> None:
    """Else a store with both would hold two preferred labels for one concept (K01)."""
    for scheme, (french, english) in SCHEMES.items():
        assert set(codes.objects(URIRef(CODE + scheme), RDFS.label)) == {Literal(french, "fr"), Literal(english, "en")}
        for code, (label_fr, label_en) in CODES[scheme].items():
            node = URIRef(f"{CODE}{scheme}/{code}")
            assert set(codes.objects(node, SKOS.prefLabel)) == {Literal(label_fr, "fr"), Literal(label_en, "en")}
    assert {node.removeprefix("status/") for node in map(str, BROADER.values())} == {"answered", "lapsed", "withdrawn"}


def test_legislatures_are_those_the_mapping_writes() -> None:
    graph = Graph().parse(ROOT / "ontology" / "legislatures.ttl")
    assert sorted(LEGISLATURES) == list(range(7, 18))
    for number, known in LEGISLATURES.items():
        node = URIRef(f"https://w3id.org/anq/id/legislature/{number}")
        assert graph.value(node, URIRef(ANQ + "number")) == Literal(number)
        assert graph.value(node, URIRef(ANQ + "startDate")) == Literal(known.start)
        assert graph.value(node, URIRef(ANQ + "endDate")) == (None if known.end is None else Literal(known.end))
    start = graph.value(URIRef("https://w3id.org/anq/id/legislature/14"), URIRef(ANQ + "startDate"))
    assert isinstance(start, Literal)
    assert start.toPython() == dt.date(2012, 6, 20)


def test_rubriques_have_one_line_a_slug() -> None:
    header, *rows = table("rubriques.tsv")
    assert header == ["slug", "label", "legislatures"]
    assert all(slug(label) == name for name, label, _ in rows)
    names = [name for name, _, _ in rows]
    assert names == sorted(set(names))
    for _, label, legislatures in rows:
        numbers = list(map(int, legislatures.split()))
        assert numbers == sorted(set(numbers), reverse=True)
        assert set(numbers) <= set(range(8, 17))
        assert label == " ".join(label.split()) != ""


def test_rubriques_take_the_newest_spelling() -> None:
    rows = {name: (label, legislatures) for name, label, legislatures in table("rubriques.tsv")[1:]}
    assert rows["emploi"][0] == "emploi"
    assert rows["accidents-du-travail-et-maladies-professionnelles"] == (
        "accidents du travail et maladies professionnelles", "16 15 8",
    )  # fmt: skip
    assert rows["abattage"] == ("Abattage", "10")


def test_rubriques_are_all_of_the_official_vocabulary(corpus: Path) -> None:
    rows = {name: label for name, label, _ in table("rubriques.tsv")[1:]}
    for legislature in range(8, 17):
        for label in json.loads((corpus / "vocab" / "rubriques" / f"{legislature}.json").read_text(encoding="utf-8")):
            assert slug(label) in rows


def test_portfolio_keys_belong_to_one_portfolio_and_are_keys() -> None:
    header, *rows = table("portfolios.tsv")
    assert header == ["slug", "fr", "en", "keys"]
    owners: dict[str, str] = {}
    for name, french, english, keys in rows:
        assert slug(name) == name
        assert french
        assert english
        for key in keys.split("|"):
            assert ministry_key(key) == key
            # The mapping compares keys by slug.
            assert owners.setdefault(slug(key), name) == name, key
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})


@pytest.mark.parametrize(
    ("label", "portfolio"),
    [
        ("Défense", "defense"),
        ("Ministère de la défense", "defense"),
        ("Armées", "defense"),
        ("Ministère des armées et des anciens combattants", "defense"),
        ("Anciens combattants et mémoire", "anciens-combattants"),
        ("Économie, industrie et numérique", "economie"),
        ("Ministère de l’économie et des finances", "economie"),
        ("Finances et comptes publics", "budget"),
        ("Travail, emploi, formation professionnelle et dialogue social", "travail"),
        ("Europe et affaires étrangères", "affaires-etrangeres"),
        ("Première ministre", "premier-ministre"),
        ("Solidarités et santé (M. Taquet)", "sante"),
        ("Travail, santé et solidarités", None),
        ("Ville et logement", None),
        ("Décentralisation et fonction publique", None),
        ("Phares et balises", None),
    ],
)
def test_a_ministry_stands_under_its_portfolio_or_under_none(label: str, portfolio: str | None) -> None:
    owners = {key: row[0] for row in table("portfolios.tsv")[1:] for key in row[3].split("|")}
    assert owners.get(ministry_key(label)) == portfolio


def test_mappings_name_declared_terms_and_known_prefixes() -> None:
    text = (ROOT / "ontology" / "mappings" / "anq-terms.sssom.tsv").read_text(encoding="utf-8")
    prefixes = {line[1:].split(":", 1)[0].strip() for line in text.splitlines() if line.startswith("#  ")}
    header, *rows = table("mappings/anq-terms.sssom.tsv")
    assert header[0] == "subject_id"
    assert len(rows) == 43
    ontology = Graph().parse(ROOT / "ontology" / "anq.ttl")
    for row in rows:
        fields = dict(zip(header, row, strict=True))
        term = URIRef(ANQ + fields["subject_id"].removeprefix("anq:"))
        assert Literal(fields["subject_label"], "en") in set(ontology.objects(term, RDFS.label))
        assert fields["predicate_id"] in ("skos:closeMatch", "skos:broadMatch")
        assert fields["object_id"].split(":")[0] in prefixes
        assert fields["mapping_justification"] == "semapv:ManualMappingCuration"
