"""Constituencies and départements. A constituency belongs to a delimitation: number 10 of a département is not the
same territory before and after the redrawing of 2010 (in force from the XIV legislature; the 1986 map from the IX)."""

from __future__ import annotations

from anq2rdf.normalise.departments import label_of
from anq2rdf.normalise.legislatures import delimitation
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.shared import World
from anq2rdf.records import Constituency
from anq2rdf.statements import FRENCH, INTEGER, IRI, STRING, YEAR, Node, Pair


def author_place(world: World, place: Constituency, legislature: int) -> Pair | None:
    """authorCirconscription where number and delimitation are known, else authorDepartment, else None."""
    if place.department is None:
        return None
    circonscription = reach_circonscription(world, place.department, place.number, legislature)
    if circonscription is not None:
        return v.AUTHOR_CIRCONSCRIPTION, IRI, circonscription
    return v.AUTHOR_DEPARTMENT, IRI, reach_department(world, place.department)


def reach_circonscription(world: World, department: str, number: int | None, legislature: int) -> str | None:
    """The constituency, or None for a legislature elected by département lists (VIII) or an unknown number."""
    year = delimitation(legislature)
    if number is None or number < 1 or year is None:
        return None
    key = ("circonscription", str(year), department, str(number))
    return world.reach(key, lambda: _circonscription(world, year, department, number))


def _circonscription(world: World, year: int, department: str, number: int) -> tuple[str, list[Node]]:
    iri = world.minter.circonscription(year, department, number)
    ordinal = "1re" if number == 1 else f"{number}e"
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.CIRCONSCRIPTION_CLASS),
        (v.NOTATION, STRING, f"{department}-{number:02d}"),
        (v.NUMBER, INTEGER, str(number)),
        (v.DELIMITATION, YEAR, str(year)),
        (v.DEPARTMENT, IRI, reach_department(world, department)),
        (v.LABEL, FRENCH, f"{label_of(department) or department} ({ordinal} circonscription)"),
    ]
    return iri, [Node(iri, world.minter.graph_places, pairs)]


def reach_department(world: World, code: str) -> str:
    """The département or equivalent of that code."""
    return world.reach(("department", code), lambda: _department(world, code))


def _department(world: World, code: str) -> tuple[str, list[Node]]:
    iri = world.minter.department(code)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.DEPARTMENT_CLASS),
        (v.NOTATION, STRING, code),
        (v.LABEL, FRENCH, label_of(code) or code),
    ]
    return iri, [Node(iri, world.minter.graph_places, pairs)]
