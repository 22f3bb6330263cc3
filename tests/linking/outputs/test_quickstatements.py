"""What Wikidata is given: only what it lacks for certain, in commands that a parser of the documented format understands."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from anq2rdf.linking.items import Candidates, Item, PartialDate, Position, Thing
from anq2rdf.linking.outputs.quickstatements import Additions, additions
from anq2rdf.linking.subjects import Seat, Subject
from tests.linking.outputs import made

RUN = replace(made.RUN, register_retrieved=dt.date(2026, 10, 20))
OFFICE = "Q3044918"


class Command(NamedTuple):
    """One line, as the help page of QuickStatements reads it."""

    forced: bool  # +Q…, of version 3: a new statement beside one of the same value
    item: str
    prop: str
    value: object
    qualifiers: dict[str, object]
    sources: dict[str, object]


def parse(data: bytes) -> list[Command]:
    """Commands in lines, columns by tabs: item, property, value, then pairs P… (qualifiers) and S… (sources)."""
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [_command(line) for line in lines]


def _command(line: str) -> Command:
    columns = line.split("\t")
    assert len(columns) >= 3
    assert len(columns) % 2 == 1
    first = re.fullmatch(r"(\+?)(Q[1-9]\d*)", columns[0])
    assert first, line
    assert re.fullmatch(r"P[1-9]\d*", columns[1])
    pairs = list(zip(columns[3::2], columns[4::2], strict=True))
    kinds = "".join(key[0] for key, _ in pairs)
    assert re.fullmatch("P*S*", kinds), "sources stand last"
    assert len(dict(pairs)) == len(pairs)
    told = {key: _value(value) for key, value in pairs}
    return Command(
        bool(first[1]), first[2], columns[1], _value(columns[2]),
        {key: value for key, value in told.items() if key[0] == "P"}, {key: value for key, value in told.items() if key[0] == "S"},
    )  # fmt: skip


def _value(text: str) -> object:
    if re.fullmatch(r"Q[1-9]\d*", text):
        return text
    if string := re.fullmatch(r'"([^"\t\n]*)"', text):
        return ("string", string[1])
    day = re.fullmatch(r"\+(\d{4})-(\d\d)-(\d\d)T00:00:00Z/11", text)
    assert day, text
    return dt.date(int(day[1]), int(day[2]), int(day[3]))


def seat(legislature: int, start: str, end: str | None = None, number: int = 4, **more: object) -> Seat:
    told = {"department": "69", "mandate": f"PM{legislature}", **more}
    return Seat(
        legislature=legislature, number=number, start=dt.date.fromisoformat(start),
        end=dt.date.fromisoformat(end) if end else None, **told,  # type: ignore[arg-type]
    )  # fmt: skip


def held(legislature: int | None, **more: object) -> Position:
    told = {"office": OFFICE, "legislature": legislature, "term": f"Q70{legislature}" if legislature else None, **more}
    return Position(**told)  # type: ignore[arg-type]


XIV, XV = seat(14, "2012-06-20", "2017-06-20"), seat(15, "2017-06-21", "2022-06-21")
SUBJECT = Subject(iri=made.JEANNE, label="Jeanne Exemple", id="PA900001", seats=(XIV,))
# Another deputy: what shows that the candidates tell identifiers, legislatures and constituencies.
OTHER = Item(
    id="Q5", assembly_ids=("5",),
    positions=tuple(held(n, constituency="Q8004", department="69", number=4) for n in (14, 15)),
)  # fmt: skip
SOURCES = {
    "S854": (
        "string",
        (
            "https://data.assemblee-nationale.fr/static/openData/repository/17/amo/"
            "tous_acteurs_mandats_organes_xi_legislature/"
            "AMO30_tous_acteurs_tous_mandats_tous_organes_historique.json.zip"
        ),
    ),
    "S813": dt.date(2026, 10, 20),
}


def lack(
    *positions: Position, ids: tuple[str, ...] = ("900001",), subject: Subject = SUBJECT, others: tuple[Item, ...] = (OTHER,),
    things: tuple[Thing, ...] = (), whole: bool = True, decision: object = made.LINKED, run: object = RUN, **item: object,
) -> Additions:  # fmt: skip
    offices = sum(each.office in (None, OFFICE) for each in positions) if whole else None
    told = {"offices": offices, **item}
    one = Item(id="Q900000001", assembly_ids=ids, positions=positions, **told)  # type: ignore[arg-type]
    candidates = Candidates(people=(one, *others), things=things)
    return additions([decision], [subject], candidates, run)  # type: ignore[list-item, arg-type]


def commands(found: Additions) -> list[Command]:
    return parse(found.as_bytes())


def test_an_identifier_that_is_missing() -> None:
    found = lack(held(14, constituency="Q8004"), ids=())
    assert commands(found) == [Command(False, "Q900000001", "P4123", ("string", "900001"), {}, SOURCES)]
    assert (found.added, found.left_out) == ({"identifier": 1}, {})


def test_a_term_that_is_missing() -> None:
    found = lack()
    days = {"P580": dt.date(2012, 6, 20), "P582": dt.date(2017, 6, 20)}
    qualifiers = {"P2937": "Q7014", "P768": "Q8004", **days}
    assert commands(found) == [Command(False, "Q900000001", "P39", OFFICE, qualifiers, SOURCES)]
    assert (found.added, found.left_out) == ({"term": 1}, {})


def test_a_mandate_that_goes_on_has_no_end() -> None:
    [found] = commands(lack(subject=replace(SUBJECT, seats=(seat(15, "2022-03-01"),))))
    assert set(found.qualifiers) == {"P2937", "P768", "P580"}


def test_no_day_is_made_up_for_the_source() -> None:
    [found] = commands(lack(run=made.RUN))
    assert set(found.sources) == {"S854"}


def test_a_second_term_never_goes_onto_the_first() -> None:
    """QuickStatements would put its qualifiers on the statement that is there: the value is the same."""
    found = commands(lack(held(14, constituency="Q8004"), subject=replace(SUBJECT, seats=(XIV, XV))))
    assert [(each.forced, each.qualifiers["P2937"]) for each in found] == [(True, "Q7015")]
    both = commands(lack(subject=replace(SUBJECT, seats=(XIV, XV))))
    assert [(each.forced, each.qualifiers["P2937"]) for each in both] == [(False, "Q7014"), (True, "Q7015")]


def test_where_other_statements_may_be_untold_every_term_is_a_new_statement() -> None:
    both = replace(SUBJECT, seats=(XIV, XV))
    told = commands(lack(held(14, constituency="Q8004"), whole=False, subject=both))
    assert [(each.forced, each.qualifiers["P2937"]) for each in told] == [(True, "Q7015")]
    found = lack(held(14), whole=False)
    assert found.lines == []
    assert sum(found.left_out.values()) == 1


@pytest.mark.parametrize("position", [
    held(14, constituency="Q8004"), held(14, constituency="Q1"), held(14, constituency="Q8004", start=PartialDate(2012)),
    held(14, constituency="Q8004", office=None), held(14, number=4, department="69"),
    held(14, constituency="Q8004", start=PartialDate(2016, 1, 1)),
])  # fmt: skip
def test_what_is_there_is_not_repeated_whatever_its_precision(position: Position) -> None:
    found = lack(position)
    assert found.lines == []
    assert not found.added


@pytest.mark.parametrize("position", [
    held(None), held(None, start=PartialDate(2012, 6)), held(None, start=PartialDate(2002), end=PartialDate(2012)),
    held(None, office=None), held(None, end=PartialDate(2017)),
])  # fmt: skip
def test_the_office_without_its_term_is_left_to_people(position: Position) -> None:
    found = lack(position)
    assert found.lines == []
    assert found.left_out == {"half there: the office without its term": 1}


def test_a_bare_statement_of_the_office_is_half_there_too() -> None:
    for positions, offices in (((), 1), ((held(15, constituency="Q8004"),), 2)):
        found = lack(*positions, offices=offices)
        assert (found.lines, found.left_out) == ([], {"half there: the office without its term": 1})
    found = lack(held(14), offices=2)
    assert (found.lines, sum(found.left_out.values())) == ([], 1)


def test_an_item_of_which_no_position_is_told_is_left_to_people() -> None:
    found = lack(whole=False)
    assert (found.lines, found.left_out) == ([], {"the candidates tell no position of the item": 1})


@pytest.mark.parametrize("position", [
    held(None, end=PartialDate(2011, 1, 1)), held(None, start=PartialDate(2018)), held(None, office="Q14828018"),
])  # fmt: skip
def test_another_time_or_another_office_does_not_stand_in_the_way(position: Position) -> None:
    [found] = commands(lack(position))
    assert found.qualifiers["P2937"] == "Q7014"
    assert found.forced == (position.office == OFFICE)


def test_a_constituency_that_is_missing_goes_on_the_only_statement() -> None:
    found = lack(held(14))
    assert commands(found) == [Command(False, "Q900000001", "P39", OFFICE, {"P768": "Q8004"}, SOURCES)]
    assert found.added == {"constituency": 1}


@pytest.mark.parametrize(("positions", "seats"), [
    ((held(14), held(15, constituency="Q8004")), (XIV,)),
    ((held(14),), (XIV, seat(14, "2016-03-01", "2017-06-20", 5, mandate="PM9"))),
])  # fmt: skip
def test_beside_others_a_missing_constituency_is_left_to_people(positions: tuple[Position, ...], seats: tuple[Seat, ...]) -> None:
    found = lack(*positions, subject=replace(SUBJECT, seats=seats))
    assert found.lines == []
    assert any(reason.startswith("half there") for reason in found.left_out)


def test_a_second_mandate_of_a_legislature_that_is_there_is_left_to_people() -> None:
    seats = (XIV, seat(14, "2016-03-01", "2017-06-20", mandate="PM9"))
    found = lack(held(14, constituency="Q8004"), subject=replace(SUBJECT, seats=seats))
    assert (found.lines, found.left_out) == ([], {"half there: fewer statements of the legislature than mandates": 1})


def test_a_legislature_is_known_from_its_own_item_too_and_never_in_two_ways() -> None:
    other = replace(OTHER, positions=tuple(replace(each, term=None) for each in OTHER.positions))
    thing = Thing(id="Q7999", kind="legislature", legislature=14)
    [found] = commands(lack(others=(other,), things=(thing,)))
    assert found.qualifiers["P2937"] == "Q7999"
    for others, things in (((other,), ()), ((OTHER,), (thing,))):
        left = lack(others=others, things=things)
        assert (left.lines, left.left_out) == ([], {"the legislature's item is not resolved": 1})


def test_a_constituency_not_resolved_or_resolved_in_two_ways_is_left_out_of_the_term() -> None:
    second = replace(OTHER, id="Q6", assembly_ids=("6",), positions=(replace(OTHER.positions[0], constituency="Q8005"),))
    without = replace(OTHER, positions=tuple(replace(each, constituency=None) for each in OTHER.positions))
    contrary = Thing(id="Q8006", kind="constituency", department="69", number=4)
    for others, things in (((OTHER, second), ()), ((without,), ()), ((OTHER,), (contrary,))):
        left = lack(others=others, things=things)
        assert set(commands(left)[0].qualifiers) == {"P2937", "P580", "P582"}
        assert left.left_out == {"the constituency's item is not resolved": 1}


def test_a_constituency_is_that_of_its_map() -> None:
    old = replace(OTHER, id="Q6", assembly_ids=("6",), positions=(held(13, constituency="Q1986", department="69", number=4),))
    seats = (seat(13, "2007-06-20", "2012-06-19"), XIV)
    found = commands(lack(others=(OTHER, old), subject=replace(SUBJECT, seats=seats)))
    assert [each.qualifiers["P768"] for each in found] == ["Q1986", "Q8004"]


def test_silence_is_no_lack() -> None:
    """Candidates that tell no identifiers, or nothing of a legislature, do not show that Wikidata lacks them."""
    mute = replace(OTHER, assembly_ids=())
    assert lack(held(14, constituency="Q1"), ids=(), others=(mute,)).left_out == {"the candidates tell no identifiers": 1}
    gone = lack(subject=replace(SUBJECT, seats=(seat(12, "2002-06-19", "2007-06-19"),)))
    assert (gone.lines, gone.left_out) == ([], {"the candidates do not tell of the legislature": 1})


@pytest.mark.parametrize(("change", "reason"), [
    ({"ids": ("7",)}, "the item has another identifier"), ({"ids": ("900001", "7")}, "the item has another identifier"),
    ({"human": False}, "the item is no person"), ({"subject": replace(SUBJECT, id=None)}, "the subject has no identifier"),
    ({"decision": made.decided("linked", made.judged(made.JEANNE, "Q900000001"), "alone")}, "the link is not certain"),
])  # fmt: skip
def test_nothing_is_said_where_anything_is_doubtful(change: dict[str, object], reason: str) -> None:
    found = lack(**change)  # type: ignore[arg-type]
    assert (found.lines, found.left_out) == ([], {reason: 1})


@pytest.mark.parametrize("decision", [
    made.DOUBTFUL, made.NONE, made.decided("linked", made.judged(made.JEANNE, "Q900000001"), kind="constituency"),
    made.decided("review", made.judged(made.JEANNE, "Q900000001", method="identifier")),
])  # fmt: skip
def test_only_linked_people_get_anything(decision: object) -> None:
    found = lack(ids=(), decision=decision)
    assert (found.lines, found.added) == ([], {})


@pytest.mark.parametrize("method", ["identifier", "reviewed", "evidence"])
def test_certain_links_of_every_method(method: str) -> None:
    decision = made.decided("linked", made.judged(made.JEANNE, "Q900000001", method=method), "certain")
    assert [each.prop for each in commands(lack(ids=(), decision=decision))] == ["P4123", "P39"]


def test_a_seat_that_no_mandate_tells_is_no_fact() -> None:
    told = replace(SUBJECT, seats=(seat(14, "2014-01-07", mandate=None),))
    assert lack(subject=told).lines == []
