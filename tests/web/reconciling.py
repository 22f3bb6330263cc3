"""A store of made-up deputies to reconcile with: homonyms, accents, particles, a name left by marriage, names alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from anq2rdf.rdf import Minter
from anq2rdf.rdf import vocabulary as v
from tests.web.conftest import call

MINT = Minter()
SAME_AS = "http://schema.org/sameAs"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
#: PA identifier, name, legislature, département, constituency, group, questions.
DEPUTIES = (
    ("PA101", "Jean Dupont", 15, "69", 1, "PO201", 2),
    ("PA102", "Jean Dupont", 15, "29", 1, "PO201", 1),
    ("PA103", "Éléonore d'Œuvre-Élysée", 14, "69", 2, "PO202", 0),
    ("PA104", "Sarah El Modèle", 15, "69", 2, "PO201", 0),
    ("PA105", "Gwenaëlle Inventée", 14, "29", 1, "PO202", 3),
    ("PA106", HOSTILE, 14, "29", 2, "PO202", 0),
    *((f"PA{number}", f"Prénom{number} Témoin{number}", 15, "75", number - 900, "PO201", 0) for number in range(901, 916)),
)
ALONE = MINT.named_person(8, ("exemple", "inventee"), "29")
Said = tuple[str, str, ox.Literal | ox.NamedNode]


def make_store(folder: Path, *further: Said) -> Path:
    """That store, in a folder below the one given; `further` statements as well."""
    lines = folder / "made.nq"
    quads = (ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, ox.NamedNode(MINT.graph_actors)) for s, p, o in [*statements(), *further])
    ox.serialize(quads, output=str(lines), format=ox.RdfFormat.N_QUADS)
    call("load", lines, "--to", folder / "store", "-q")
    return folder / "store"


def deputy(identifier: str, name: str, legislature: int, department: str, number: int, group: str, asked: int) -> Iterator[Said]:
    """All that is said of a deputy of one mandate."""
    person, mandate = MINT.person(identifier), MINT.mandate(identifier.replace("PA", "PM"))
    place = ox.NamedNode(MINT.circonscription(2010, department, number))
    yield person, v.TYPE, ox.NamedNode(v.DEPUTY)
    yield person, v.IDENTIFIER, ox.Literal(identifier)
    yield person, v.NAME, ox.Literal(name)
    yield person, v.LABEL, ox.Literal(name, language="fr")
    yield mandate, v.TYPE, ox.NamedNode(v.MANDATE)
    yield mandate, v.IDENTIFIER, ox.Literal(identifier.replace("PA", "PM"))
    yield mandate, v.MEMBER, ox.NamedNode(person)
    yield mandate, v.LEGISLATURE, ox.NamedNode(MINT.legislature(legislature))
    yield mandate, v.CIRCONSCRIPTION, place
    yield mandate, v.START_DATE, _day("2017-06-21" if legislature == 15 else "2012-06-20")
    yield place.value, v.TYPE, ox.NamedNode(v.CIRCONSCRIPTION_CLASS)
    yield place.value, v.NOTATION, ox.Literal(f"{department}-{number:02d}")
    yield place.value, v.NUMBER, ox.Literal(number)
    yield place.value, v.DELIMITATION, ox.Literal("2010", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    yield place.value, v.DEPARTMENT, ox.NamedNode(MINT.department(department))
    ordinal = "1re" if number == 1 else f"{number}e"
    yield place.value, v.LABEL, ox.Literal(f"{DEPARTMENTS[department]} ({ordinal} circonscription)", language="fr")
    for count in range(asked):
        question = MINT.question(f"QANR5L{legislature}QE{identifier[2:]}{count}")
        yield question, v.AUTHOR, ox.NamedNode(person)
        yield question, v.LEGISLATURE, ox.NamedNode(MINT.legislature(legislature))
        yield question, v.AUTHOR_GROUP, ox.NamedNode(MINT.organ(group))


DEPARTMENTS = {"69": "Rhône", "29": "Finistère", "75": "Paris"}


def statements() -> Iterator[Said]:
    for each in DEPUTIES:
        yield from deputy(*each)
    yield MINT.person("PA104"), SAME_AS, ox.NamedNode("http://www.wikidata.org/entity/Q104")
    yield MINT.person("PA104"), SAME_AS, ox.NamedNode("javascript:alert(1)")
    yield ALONE, v.TYPE, ox.NamedNode(v.DEPUTY)
    yield ALONE, v.NAME, ox.Literal("Exemple Inventée")
    yield MINT.question("QANR5L8QE1"), v.AUTHOR, ox.NamedNode(ALONE)
    yield MINT.question("QANR5L8QE1"), v.LEGISLATURE, ox.NamedNode(MINT.legislature(8))
    yield MINT.question("QANR5L8QE1"), v.AUTHOR_DEPARTMENT, ox.NamedNode(MINT.department("29"))
    for number in (8, 14, 15):
        yield MINT.legislature(number), v.TYPE, ox.NamedNode(v.LEGISLATURE_CLASS)
        yield MINT.legislature(number), v.NUMBER, ox.Literal(number)
        yield MINT.legislature(number), v.LABEL, ox.Literal(f"{number}e législature", language="fr")
        yield MINT.legislature(number), v.LABEL, ox.Literal(f"{number}th legislature", language="en")
    for code, name in DEPARTMENTS.items():
        yield MINT.department(code), v.TYPE, ox.NamedNode(v.DEPARTMENT_CLASS)
        yield MINT.department(code), v.NOTATION, ox.Literal(code)
        yield MINT.department(code), v.LABEL, ox.Literal(name, language="fr")
    for identifier, legislature in (("PO201", 15), ("PO202", 14)):
        yield from _organ(identifier, v.PARLIAMENTARY_GROUP, "Groupe d'essai", "GE")
        yield MINT.organ(identifier), v.LEGISLATURE, ox.NamedNode(MINT.legislature(legislature))
    for identifier, start, end in (("PO301", "2014-04-02", "2016-12-06"), ("PO302", "2016-12-07", "2017-05-15")):
        yield from _organ(identifier, v.MINISTRY, "Ministère des essais", "Essais")
        yield MINT.organ(identifier), v.START_DATE, _day(start)
        yield MINT.organ(identifier), v.END_DATE, _day(end)


def _organ(identifier: str, kind: str, label: str, short: str) -> Iterator[Said]:
    yield MINT.organ(identifier), v.TYPE, ox.NamedNode(kind)
    yield MINT.organ(identifier), v.IDENTIFIER, ox.Literal(identifier)
    yield MINT.organ(identifier), v.LABEL, ox.Literal(label, language="fr")
    yield MINT.organ(identifier), v.ALT_LABEL, ox.Literal(short, language="fr")


def _day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
