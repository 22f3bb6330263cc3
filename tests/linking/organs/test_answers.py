"""From a saved answer on organs, in the columns `--print-query` asks for, to the links."""

from __future__ import annotations

import io
import json
from pathlib import Path

from anq2rdf.linking.candidates import read
from anq2rdf.linking.decisions import Decision
from anq2rdf.linking.items import Candidates
from anq2rdf.linking.organs import link_things
from tests.linking.organs.made import L14, L15, L16, LR15, LR16, NI16, RE16, constituency, ministry

BODIES = [
    L14, L15, L16, LR15, LR16, NI16, RE16, constituency(1986, "01", 1), constituency(2010, "01", 1),
    constituency(2010, "099", 1), ministry("PO700737", "Ministère de la défense", "Défense", "2014-04-03", "2014-08-25"),
]  # fmt: skip

# One fact a row, as the queries ask for them. Days are without their precision: 1 January 1958 is the year.
ROWS = [
    ("Q14", "legislature", "label", "XIVe législature de la Cinquième République française"),
    ("Q14", "legislature", "ordinal", "14"),
    ("Q14", "legislature", "start", "2012-06-20T00:00:00Z"),
    ("Q14", "legislature", "end", "2017-06-20T00:00:00Z"),
    ("Q314", "legislature", "label", "XIVe législature de la Troisième République"),
    ("Q314", "legislature", "ordinal", "14"),
    ("Q314", "legislature", "start", "1928-06-01T00:00:00Z"),
    ("Q15", "legislature", "label", "XVe législature de la Cinquième République française"),
    ("Q15", "legislature", "start", "2017-06-21T00:00:00Z"),
    ("Q9015", "legislature", "label", "15e législature de la Ve République"),
    ("Q16", "legislature", "label", "XVIe législature de la Cinquième République française"),
    ("Q21", "constituency", "label", "première circonscription de l'Ain"),
    ("Q21", "constituency", "start", "1958-01-01T00:00:00Z"),
    ("Q22", "constituency", "label", "première circonscription des Français établis hors de France"),
    ("Q31", "group", "label", "groupe Renaissance"),
    ("Q31", "group", "alias", "RE"),
    ("Q31", "group", "start", "2022-06-28T00:00:00Z"),
    ("Q31", "group", "end", "2024-06-09T00:00:00Z"),
    ("Q32", "group", "label", "groupe Les Républicains"),
    ("Q32", "group", "start", "2015-06-02T00:00:00Z"),
    ("Q33", "group", "label", "non-inscrit à l'Assemblée nationale"),
    ("Q41", "ministry", "label", "ministère des Armées"),
    ("Q41", "ministry", "alias", "ministère de la Défense"),
    ("Q41", "ministry", "start", "1947-01-01T00:00:00Z"),
]


def answer() -> Candidates:
    names = ("thing", "kind", "label", "alias", "ordinal", "start", "end")
    bindings = [
        {"thing": {"type": "uri", "value": f"http://www.wikidata.org/entity/{item}"}}
        | {"kind": {"type": "literal", "value": kind}, name: {"type": "literal", "value": value}}
        for item, kind, name, value in ROWS
    ]
    return read([io.BytesIO(json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode())])


def test_an_answer_on_organs() -> None:
    decisions = link_things(BODIES, answer().things)
    found = {each.subject.rpartition("/id/")[2]: _told(each) for each in decisions}
    assert found == {
        "legislature/14": ("linked", "certain", "same", "Q14"),
        "legislature/15": ("review", "two items", "same", "Q15"),
        "legislature/16": ("review", "below threshold", "same", "Q16"),
        "circonscription/1986/01-01": ("linked", "certain", "specialization", "Q21"),
        "circonscription/2010/01-01": ("linked", "certain", "specialization", "Q21"),
        "circonscription/2010/099-01": ("linked", "certain", "same", "Q22"),
        "organ/PO800538": ("linked", "certain", "same", "Q31"),
        "organ/PO730934": ("review", "spans", "specialization", "Q32"),
        "organ/PO800508": ("review", "spans", "specialization", "Q32"),
        "organ/PO793087": ("none", "not a group", "same", None),
        "organ/PO700737": ("none", "lasting institution", "specialization", "Q41"),
    }


def _told(found: Decision) -> tuple[str, str, str, str | None]:
    return found.outcome, found.reason, found.relation, found.best.item if found.best else None


def test_the_constituencies_of_the_corpus_as_the_reader_gives_them(corpus: Path) -> None:
    """The same 364 items, with the same département and number, as the hand-made reading of test_corpus.py."""
    found = read([corpus / "wikidata" / "deputies_xvi.srj"])
    assert {thing.kind for thing in found.things} == {"constituency"}
    assert len({(thing.department, thing.number) for thing in found.things}) == len(found.things) == 364
    assert all(position.constituency and position.start for item in found.people for position in item.positions)
