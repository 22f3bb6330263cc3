"""Entities in the layout of Wikidata's dump: entities.json holds made-up ones, of the same people as wikidata.ttl."""

from __future__ import annotations

import bz2
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard
from msgspec.structs import replace

from anq2rdf.limits import Limits
from anq2rdf.linking.candidates import read
from anq2rdf.linking.items import Candidates, Item, PartialDate, Position
from anq2rdf.problems import Problem
from tests.linking.candidates.test_forms import DUPRE, THINGS

DUMP = Path(__file__).with_name("entities.json")
ENTITIES: list[dict[str, Any]] = json.loads(DUMP.read_text(encoding="utf-8"))
LI = Item(
    id="Q9003",
    label="Bo Li",
    assembly_ids=("5678",),
    positions=(
        Position(office="Q3044918", group="Q900202", group_label="groupe Bêta", start=PartialDate(1997, 6)),
    ),
    human=True,
    offices=1,
)  # fmt: skip
# A dump tells of a deprecated statement too, and not of redirects.
DEPUTIES = (replace(DUPRE, redirects=(), offices=3), LI)


def read_bytes(*data: bytes, limits: Limits = Limits()) -> tuple[Candidates, list[Problem]]:  # noqa: B008
    problems: list[Problem] = []
    return read([io.BytesIO(each) for each in data], limits=limits, on_problem=problems.append), problems


def entity(number: str) -> dict[str, Any]:
    return next(json.loads(json.dumps(each)) for each in ENTITIES if each["id"] == number)


def written(*entities: object) -> bytes:
    return b"\n".join(json.dumps(each).encode() for each in entities)


def test_a_dump_tells_what_an_answer_tells() -> None:
    found = read([DUMP])
    assert found.people == DEPUTIES
    assert {thing.id: (thing.label, thing.department, thing.number, thing.legislature) for thing in found.things} == {
        thing.id: (thing.label, thing.department, thing.number, thing.legislature) for thing in THINGS
    }


@pytest.mark.parametrize(
    "data",
    [
        written(*ENTITIES),
        written(*ENTITIES) + b"\n",
        written(*reversed(ENTITIES)),
        json.dumps(ENTITIES).encode(),
        json.dumps(ENTITIES, indent=2).encode(),
        b"[" + b",\n".join(json.dumps(each).encode() for each in ENTITIES) + b"]",
        json.dumps({"entities": {each["id"]: each for each in ENTITIES}, "success": 1}).encode(),
        b"\xef\xbb\xbf" + DUMP.read_bytes(),
        gzip.compress(DUMP.read_bytes(), mtime=0),
        bz2.compress(DUMP.read_bytes()),
        zstandard.compress(DUMP.read_bytes()),
    ],
    ids=["lines", "lines, ended", "backwards", "one line", "indented", "lines of an array", "API", "marked", "gz", "bz2", "zst"],
)  # fmt: skip
def test_every_arrangement(data: bytes) -> None:
    found, problems = read_bytes(data)
    assert found.people == DEPUTIES
    assert problems == []


def test_one_entity_alone() -> None:
    found, _ = read_bytes(json.dumps(entity("Q9003")).encode())
    assert [(each.id, each.positions[0].group) for each in found.people] == [("Q9003", "Q900202")]


def test_a_dump_and_an_answer_together_are_one_set() -> None:
    rows = b"item,redirect,statement,position,term,termLabel\nQ9001,Q8001,http://www.wikidata.org/entity/statement/Q9001-M2,Q3044918,Q900015,\n"
    found, _ = read_bytes(DUMP.read_bytes(), rows)
    assert found.people == (replace(DUPRE, offices=3), LI)


@pytest.mark.parametrize(
    "broken",
    [
        b'{"type":"item","id":"Q9","labels":{"fr":{"language":"fr","value":"A"}},"claims":{"P4123":[{"mainsnak"',
        b'{"type":"item","id":"Q9","claims":{"P4123":"1234"}}',
        b'{"type":"item","id":"Q9","claims":{"P4123":[{"rank":"normal"}]}}',
        b'{"type":"item","id":9,"claims":{}}',
        b'{"type":"item","id":"Q9","missing":""}',
        b'{"type":"item","id":"Q9","claims":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"type":"item","id":"Q9","labels":{"fr":{"value":"\xff\xfe"}},"claims":{}}',
    ],
)
def test_a_broken_entity_is_said_and_the_rest_goes_on(broken: bytes) -> None:
    first, *rest = (json.dumps(each).encode() for each in ENTITIES)
    found, problems = read_bytes(b"[\n" + b",\n".join([first, broken, *rest]) + b"\n]")
    assert found.people == DEPUTIES
    assert [(problem.code, problem.place.pointer) for problem in problems] == [("E304", "line 3")]


def test_a_line_over_the_cap_is_stepped_over() -> None:
    huge = json.dumps({"type": "item", "id": "Q9", "labels": {"fr": {"value": "x" * 50_000}}, "claims": {}}).encode()
    first, *rest = (json.dumps(each).encode() for each in ENTITIES)
    found, problems = read_bytes(b"\n".join([first, huge, *rest]), limits=Limits(entity_bytes=20_000))
    assert found.people == DEPUTIES
    assert [(problem.code, problem.place.pointer) for problem in problems] == [("E232", "line 2")]


def test_properties_and_lexemes_are_nobody() -> None:
    found, problems = read_bytes(written({**entity("Q9003"), "type": "property", "id": "P39"}, {"type": "lexeme", "id": "L1", "labels": {}, "claims": {}}))
    assert (found.people, problems) == ((), [])


def test_who_never_sat_and_has_no_identifier_is_nobody() -> None:
    assert read_bytes(written(entity("Q42"), entity("Q9003")))[0].people[0].id == "Q9003"


def test_a_term_of_another_parliament_is_no_legislature() -> None:
    """Q15238777 is the class of every parliament's terms: only those that a deputy sat in are ours."""
    other = entity("Q900016") | {"id": "Q555", "labels": {"en": {"language": "en", "value": "16th National Assembly of Pakistan"}}}
    found, _ = read_bytes(written(*ENTITIES, other))
    assert "Q555" not in {thing.id for thing in found.things}


def test_redirects_of_the_api() -> None:
    deputy = entity("Q9001") | {"redirects": {"from": "Q8001", "to": "Q9001"}}
    (found,) = read_bytes(json.dumps({"entities": {"Q9001": deputy}}).encode())[0].people
    assert found.redirects == ("Q8001",)


def test_ids_by_number_as_older_dumps_write_them() -> None:
    deputy = entity("Q9003")
    for statement in deputy["claims"]["P39"] + deputy["claims"]["P31"]:
        del statement["mainsnak"]["datavalue"]["value"]["id"]
    (found,) = read_bytes(written(deputy))[0].people
    assert (len(found.positions), found.human) == (1, True)


def test_other_entities_are_kept_up_to_a_number() -> None:
    found, problems = read_bytes(written(*ENTITIES), limits=Limits(other_entities=1))
    assert len(found.people) == 2
    assert [problem.code for problem in problems].count("E306") == 1
