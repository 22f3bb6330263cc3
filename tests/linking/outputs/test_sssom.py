"""The mapping file, read by a library that is not ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
import sssom_pydantic
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anq2rdf.linking.decisions import Decision, Witness
from anq2rdf.linking.outputs.sssom import sssom_tsv
from anq2rdf.normalise.characters import clean
from tests.linking.outputs import made

TEXTS = st.one_of(st.sampled_from(made.HOSTILE), st.text(max_size=30))


def read(data: bytes, folder: Path) -> sssom_pydantic.SemanticMappingPack:
    path = folder / "links.sssom.tsv"
    path.write_bytes(data)
    mappings, converter, about, errors = sssom_pydantic.read(path, return_errors=True)
    assert errors == []
    return sssom_pydantic.SemanticMappingPack(mappings, converter, about)


def test_the_library_reads_back_what_was_decided(tmp_path: Path) -> None:
    mappings, converter, about = read(sssom_tsv(made.ALL, made.RUN, made.SAID), tmp_path)
    told = {
        converter.expand_reference(each.subject): (
            converter.expand_reference(each.predicate), converter.expand_reference(each.object),
            each.justification.curie, each.confidence, each.subject.name, each.object.name,
        )
        for each in mappings
    }  # fmt: skip
    same, wd = "http://schema.org/sameAs", "http://www.wikidata.org/entity/"
    assert told == {
        made.JEANNE: (same, wd + "Q900000001", "semapv:LexicalMatching", 0.999999, "Jeanne Exemple", "Jeanne EXEMPLE"),
        made.PAUL: (same, wd + "Q900000002", "semapv:CompositeMatching", 0.9731, "Paul Modèle", "Paul Modèle"),
        made.LUC: (same, wd + "Q900000003", "semapv:ManualMappingCuration", 1.0, "Luc Exemple", "Jeanne EXEMPLE"),
        made.RHONE: (
            "http://www.w3.org/ns/prov#specializationOf", wd + "Q900000010", "semapv:CompositeMatching", 0.98,
            "Rhône (4e circonscription)", "4e circonscription du Rhône",
        ),
    }  # fmt: skip
    assert str(about.id) == "https://w3id.org/anq/mappings/wikidata"
    assert str(about.license) == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_each_mapping_tells_tool_date_sources_and_its_node_in_the_graph(tmp_path: Path) -> None:
    mappings, converter, _ = read(sssom_tsv([made.LINKED, made.BY_EVIDENCE], made.RUN), tmp_path)
    for each in mappings:
        assert each.mapping_tool is not None
        assert (each.mapping_tool.name, each.mapping_tool.version) == ("anq2rdf link", "1.0.0")
        assert (each.mapping_date, each.object_source_version) == (dt.date(2026, 11, 2), "2026-11-01")
        assert converter.expand_reference(each.object_source) == "http://www.wikidata.org/entity/Q2013"
        assert converter.expand_reference(each.subject_source) == "https://w3id.org/anq/dataset/questions"
    assert {converter.expand_reference(each.record) for each in mappings} == {
        "https://w3id.org/anq/id/link/person/PA900001/Q900000001",
        "https://w3id.org/anq/id/link/person/PA900002/Q900000002",
    }


def test_equal_identifiers_are_told_with_the_fields_that_hold_them(tmp_path: Path) -> None:
    [found] = read(sssom_tsv([made.LINKED], made.RUN), tmp_path).mappings
    assert [each.curie for each in found.subject_match_field or ()] == ["dcterms:identifier"]
    assert [each.curie for each in found.object_match_field or ()] == ["wdt:P4123"]
    assert found.match_string == ["900001"]


def test_witnesses_reviewer_and_note_are_there(tmp_path: Path) -> None:
    [found] = read(sssom_tsv([made.REVIEWED], made.RUN, made.SAID), tmp_path).mappings
    assert found.comment == (
        "seen in print; birth: same year (1950-01-02 / 1950), +3.1 bits; "
        "name: differs (Jeanne Exemple / Jeanne Modèle), -2.0 bits"
    )
    assert found.review_date == dt.date(2026, 10, 31)
    assert b"\tAnne Lectrice\t2026-10-31\t" in sssom_tsv([made.REVIEWED], made.RUN, made.SAID)


def test_doubtful_pairs_only_on_demand(tmp_path: Path) -> None:
    assert b"Q900000004" not in sssom_tsv(made.ALL, made.RUN)
    mappings = read(sssom_tsv([made.DOUBTFUL, made.LINKED], made.RUN, review=True), tmp_path).mappings
    assert {(each.object.identifier, each.confidence) for each in mappings} == {("Q900000004", 0.62), ("Q900000001", 0.999999)}


def test_a_file_without_links_is_a_file(tmp_path: Path) -> None:
    assert read(sssom_tsv([made.NONE], made.RUN), tmp_path).mappings == []


def test_subjects_of_other_bases_have_a_prefix_too(tmp_path: Path) -> None:
    iris = ["https://data.example.org/x/person#PA1", "https://data.example.org/y/", "urn:example:PA2", "https://w3id.org/anq/id/"]
    decisions = [made.decided("linked", made.judged(iri, f"Q{n}")) for n, iri in enumerate(iris, 1)]
    mappings, converter, _ = read(sssom_tsv(decisions, made.RUN), tmp_path)
    assert {converter.expand_reference(each.subject) for each in mappings} == set(iris)


def _hostile(texts: list[str]) -> list[Decision]:
    witness = Witness(feature="name", finding="differs", weight=-1.0, ours=texts[0], theirs=texts[-1])
    return [
        made.decided("linked", made.judged(f"{made.PEOPLE}PA{n}", f"Q{n}", label=text, witnesses=(witness,)), label=text)
        for n, text in enumerate(texts, 100)
    ]


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_hostile_texts_break_no_cell_and_no_line(texts: list[str], source: str) -> None:
    data = sssom_tsv(_hostile(texts), replace(made.RUN, source=source, version=source[:9]))
    lines = data.decode().split("\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    head = [line for line in lines[:20] if line.startswith("#")]
    rows = list(csv.reader(io.StringIO(data.decode().removeprefix("".join(line + "\n" for line in head)), newline=""), delimiter="\t"))
    assert len(rows) == 1 + len(texts)
    assert {len(row) for row in rows} == {len(rows[0])}
    if "subject_label" in rows[0]:
        found = {row[rows[0].index("subject_label")] for row in rows[1:]}
        assert found == {_writable(text) for text in texts}


def _writable(text: str) -> str:
    return clean(text)[0]


@pytest.mark.parametrize("text", made.HOSTILE)
def test_the_library_reads_hostile_labels_as_they_are(text: str, tmp_path: Path) -> None:
    decision = made.decided("linked", made.judged(made.JEANNE, "Q1", label="item"), label=text)
    [found] = read(sssom_tsv([decision], replace(made.RUN, source=text)), tmp_path).mappings
    assert (found.subject.name or "") == _writable(text).strip()  # the library takes blanks off the ends
    assert found.object.identifier == "Q1"


def test_what_parts_values_is_escaped_in_a_reviewers_name() -> None:
    """Specification, "Multi-valued slots": \\| and \\\\ ; the library does not know them yet."""
    said = made.Verdicts({(made.LUC, "Q900000003"): made.Verdict(same=True, reviewer="A|B\\C")})
    assert b"\tA\\|B\\\\C\t" in sssom_tsv([made.REVIEWED], made.RUN, said)


def test_the_head_is_that_of_the_specification() -> None:
    head = sssom_tsv([made.LINKED], made.RUN).decode().split("\nrecord_id")[0].split("\n")
    assert head == [
        '#sssom_version: "1.1"', "#curie_map:", "#  anqid: https://w3id.org/anq/id/", "#  anqset: https://w3id.org/anq/dataset/",
        "#  dcterms: http://purl.org/dc/terms/", "#  schema: http://schema.org/", "#  semapv: https://w3id.org/semapv/vocab/",
        "#  wd: http://www.wikidata.org/entity/", "#  wdt: http://www.wikidata.org/prop/direct/",
        "#mapping_set_id: https://w3id.org/anq/mappings/wikidata", "#license: https://creativecommons.org/publicdomain/zero/1.0/",
        "#subject_source: anqset:questions", "#object_source: wd:Q2013", '#object_source_version: "2026-11-01"',
        "#mapping_tool: anq2rdf link", '#mapping_tool_version: "1.0.0"', "#mapping_date: 2026-11-02",
        '#comment: "Candidates: deputies.srj"',
    ]  # fmt: skip
