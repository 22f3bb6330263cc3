"""Who is to be linked, from the examples' register and graph; what is expected is read off the examples by eye."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from anq2rdf.linking.deputies import of_graph, of_register, with_register
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.rdf import vocabulary as v
from anq2rdf.register import Register, load
from tests.examples.graphs import EXAMPLES, convert

BASE = "https://w3id.org/anq/"
LEFEBVRE = "https://w3id.org/anq/id/person/PA346886"


@pytest.fixture(scope="module")
def register() -> Register:
    return load(EXAMPLES / "register", cached=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The seed question and pages, each statement in its named graph, without a register."""
    sources = [EXAMPLES / "seed" / "QANR5L14QE76935.json", *sorted((EXAMPLES / "pages").glob("*.html"))]
    found = convert(tmp_path_factory.mktemp("graph"), *sources, form="nq", register=None)
    store = ox.Store()
    store.load(found.data, format=ox.RdfFormat.N_QUADS)
    return store


def test_the_register_tells_names_birth_seats_and_the_groups_of_each_seat(register: Register) -> None:
    found = {each.id: each for each in of_register(register, BASE)}
    assert list(found) == ["PA346886", "PA9000001", "PA9000002", "PA9000003"]
    deputy = found["PA346886"]
    assert (deputy.iri, deputy.label, deputy.given, deputy.family) == (
        LEFEBVRE, "Frédéric Lefebvre", "Frédéric", "Lefebvre",
    )  # fmt: skip
    assert deputy.birth == dt.date(1963, 10, 14)
    thirteenth, fourteenth = deputy.seats
    assert (thirteenth.legislature, thirteenth.department, thirteenth.number) == (13, "92", 10)
    assert (thirteenth.start, thirteenth.end) == (dt.date(2007, 7, 20), dt.date(2009, 7, 24))
    assert (fourteenth.legislature, fourteenth.department, fourteenth.number) == (14, "099", 1)
    assert fourteenth.mandate == "PM695110"
    assert "Les Républicains" in fourteenth.groups
    assert "Les Républicains" not in thirteenth.groups


def test_a_base_of_ones_own_is_in_the_iris(register: Register) -> None:
    assert of_register(register, "https://data.example.org/")[0].iri == "https://data.example.org/id/person/PA346886"


def test_the_graph_alone_tells_what_the_questions_reached(store: ox.Store) -> None:
    found = {each.iri: each for each in of_graph(store)}
    deputy = found[LEFEBVRE]
    assert (deputy.id, deputy.questions, deputy.birth) == ("PA346886", 1, None)
    assert [(seat.legislature, seat.mandate) for seat in deputy.seats] == [(14, "PM695110")]


def test_somebody_known_by_name_has_the_seat_their_questions_tell(store: ox.Store) -> None:
    [iri] = [each.iri for each in of_graph(store) if "L11" in each.iri]
    found = {each.iri: each for each in of_graph(store)}[iri]
    day = dt.date(1998, 3, 2)
    assert (found.id, found.label, found.questions) == (None, "Inventée Exemple", 1)
    assert found.seats == (Seat(legislature=11, department="69", start=day, end=day),)


def test_what_the_register_knows_takes_the_place_of_what_the_graph_tells(store: ox.Store, register: Register) -> None:
    before, after = of_graph(store), with_register(of_graph(store), register)
    assert [each.iri for each in before] == [each.iri for each in after]
    found = {each.iri: each for each in after}[LEFEBVRE]
    assert (found.birth, len(found.seats), found.questions) == (dt.date(1963, 10, 14), 2, 1)
    assert [each for each in before if each.id is None] == [each for each in after if each.id is None]


def test_an_identifier_the_register_does_not_know_stays_as_it_was(register: Register) -> None:
    stranger = Subject(iri="https://w3id.org/anq/id/person/PA1", label="PA1", id="PA1")
    assert with_register([stranger], register) == [stranger]


def test_a_store_without_deputies_has_none() -> None:
    assert of_graph(ox.Store()) == []


def test_the_official_register_tells_of_all_its_people(corpus: Path) -> None:
    [path] = (corpus / "register").glob("AMO30*.zip")
    with zipfile.ZipFile(path) as archive:
        actors = [name for name in archive.namelist() if "/acteur/" in name]
        sat = sum(b'"typeOrgane": "ASSEMBLEE"' in archive.read(name) for name in actors)
    found = of_register(load(path), BASE)
    assert len(found) == len(actors) == 3034
    assert sum(1 for each in found if each.seats) == sat
    assert all(each.given and each.family for each in found)


def test_what_a_strange_graph_says_in_the_place_of_numbers_and_days_says_nothing() -> None:
    store = ox.Store()
    nodes = {name: ox.NamedNode(f"{BASE}id/{name}") for name in ("person/PA1", "mandate/PM1", "legislature/14", "question/1")}
    person, mandate, legislature, question = nodes.values()
    for subject, predicate, told in (
        (person, v.TYPE, ox.NamedNode(v.DEPUTY)),
        (person, v.NAME, ox.Literal("<script>")),
        (mandate, v.TYPE, ox.NamedNode(v.MANDATE)),
        (mandate, v.MEMBER, person),
        (mandate, v.IDENTIFIER, ox.Literal("PM1")),
        (mandate, v.LEGISLATURE, legislature),
        (mandate, v.START_DATE, ox.Literal("the ides of March")),
        (legislature, v.NUMBER, ox.Literal("XIV")),
        (question, v.AUTHOR, person),
    ):
        store.add(ox.Quad(subject, ox.NamedNode(predicate), told, ox.NamedNode(f"{BASE}graph/actors")))
    assert of_graph(store) == [Subject(iri=person.value, label="<script>", seats=(Seat(mandate="PM1"),), questions=1)]
