"""Every form of one answer comes to the same candidates. The forms are written by other people's libraries."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import zstandard

from anq2rdf.linking.candidates import print_query, read
from anq2rdf.linking.items import Candidates, Item, PartialDate, Position, Thing

WIKIDATA = Path(__file__).with_name("wikidata.ttl")

DUPRE = Item(
    id="Q9001",
    label="Anne Dupré",
    aliases=("Anne Dupre", "Anne Martin"),
    description="femme politique française",
    assembly_ids=("1234",),
    sycomore=("17394",),
    nosdeputes=("anne-dupre",),
    births=(PartialDate(1960),),
    positions=(
        Position(
            office="Q3044918", legislature=16, term="Q900016", department="59", number=21, constituency="Q900101",
            group="Q900201", group_label="groupe Alpha", start=PartialDate(2022, 6, 22), end=PartialDate(2024, 6, 9),
        ),
        Position(
            office="Q3044918", legislature=16, term="Q900016", department="59", number=21, constituency="Q900101",
            group="Q900202", group_label="groupe Bêta", start=PartialDate(2022, 6, 22), end=PartialDate(2024, 6, 9),
        ),
        Position(
            office="Q3044918", legislature=15, term="Q900015", department="78", number=2, constituency="Q900102",
        ),
    ),
    redirects=("Q8001",),
    human=True,
    offices=2,  # the first with two groups
)  # fmt: skip
THINGS = (
    Thing(id="Q900101", kind="constituency", label="vingt et unième circonscription du Nord", department="59", number=21),
    Thing(id="Q900102", kind="constituency", label="Yvelines' 2nd constituency", department="78", number=2),
    Thing(id="Q900201", kind="group", label="groupe Alpha"),
    Thing(id="Q900202", kind="group", label="groupe Bêta"),
    Thing(id="Q900015", kind="legislature", label="XVe législature de la Cinquième République", legislature=15),
    Thing(id="Q900016", kind="legislature", label="XVIe législature", legislature=16, start=PartialDate(2022, 6, 22)),
)
MEDIA = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def solutions() -> ox.QuerySolutions:
    store = ox.Store()
    store.load(path=str(WIKIDATA), format=ox.RdfFormat.TURTLE)
    found = store.query(print_query(16))
    assert isinstance(found, ox.QuerySolutions)
    return found


@pytest.fixture(scope="module")
def answers() -> dict[str, bytes]:
    """The answer to our own query as two independent engines give and write it, and as Wikidata's page saves it."""
    written = {f"oxigraph {name}": solutions().serialize(format=form) or b"" for name, form in MEDIA.items()}
    graph = rdflib.Graph().parse(WIKIDATA)
    for name in ("json", "xml", "csv"):
        written[f"rdflib {name}"] = graph.query(print_query(16)).serialize(format=name) or b""
    bindings = json.loads(written["oxigraph json"])["results"]["bindings"]
    plain = [{name: cell["value"] for name, cell in row.items()} for row in bindings]
    written["page, verbose"] = json.dumps(bindings).encode()
    written["page, plain"] = json.dumps(plain, indent=1, ensure_ascii=False).encode()
    written["a row a line"] = b"".join(json.dumps(row).encode() + b"\n" for row in plain)
    written["page, plain TSV"] = table(plain, "\t").encode()
    written["a French spreadsheet"] = table(plain, ";").encode("cp1252")
    written["a spreadsheet's Unicode"] = table(plain, "\t").encode("utf-16")
    return written


def table(rows: list[dict[str, str]], separator: str) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()


def read_bytes(*answers: bytes) -> Candidates:
    return read([io.BytesIO(answer) for answer in answers])


def test_every_form_of_an_answer_comes_to_the_same(answers: dict[str, bytes]) -> None:
    for form, answer in answers.items():
        found = read_bytes(answer)
        assert found.people == (DUPRE,), form
        assert found.things == THINGS, form


def test_packed_answers(answers: dict[str, bytes]) -> None:
    plain = answers["oxigraph json"]
    twice = gzip.compress(plain[:1000]) + gzip.compress(plain[1000:])
    for packed in (gzip.compress(plain), twice, zstandard.compress(plain)):
        assert read_bytes(packed).people == (DUPRE,)


def test_files_on_disk_are_told_by_their_bytes(answers: dict[str, bytes], tmp_path: Path) -> None:
    wrong = tmp_path / "answer.csv"
    wrong.write_bytes(answers["oxigraph json"])
    found = read([wrong])
    assert found.people == (DUPRE,)
    assert found.source == "answer.csv"


def test_the_same_answer_twice_is_the_same_as_once(answers: dict[str, bytes]) -> None:
    assert read_bytes(*answers.values()).people == (DUPRE,)


def test_rows_in_another_order_come_to_the_same(answers: dict[str, bytes]) -> None:
    document = json.loads(answers["oxigraph json"])
    document["results"]["bindings"].reverse()
    assert read_bytes(json.dumps(document).encode()).people == (DUPRE,)
