"""Small worlds of Wikidata: who is in them, as records, and the statements that say so.

`small` is made by hand, and `many` by a rule; both are always there. `real` is of the deputies of the XVI whom the corpus knows, with all their
mandates from the register. The statements are made from the records and from nothing else, so what an endpoint that
holds them tells has to be the records again.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from anq2rdf.linking.items import Item, PartialDate, Position
from tests.linking.wikidata import UNKNOWN, Text, Value, Wikidata

DEPUTY: Final = "Q3044918"
TERM_CLASS: Final = "Q15238777"
FIFTH: Final = "Q200686"
THIRD: Final = "Q70802"
#: Items of these worlds alone: no legislature has them in the other one.
TERMS: Final = {14: "Q99000014", 15: "Q99000015", 16: "Q99000016", 17: "Q99000017"}
FIRST_DAYS: Final = {
    14: PartialDate(2012, 6, 20), 15: PartialDate(2017, 6, 21), 16: PartialDate(2022, 6, 22), 17: PartialDate(2024, 7, 18),
}


def terms(world: Wikidata) -> None:
    """Legislatures as Wikidata has them: some by an ordinal, in one of several places, some by their name alone."""
    label = "{} législature de la Cinquième République française"
    world.item(TERMS[14], {"fr": "14e législature de la Cinquième République"})
    world.item(TERMS[15], {"fr": label.format("XVe")}, [("fr", "15e législature")])
    world.claim(TERMS[15], "P31", TERM_CLASS)
    world.item(TERMS[16], {"fr": label.format("XVIe"), "en": "16th National Assembly of France"})
    world.claim(TERMS[16], "P31", TERM_CLASS, [("P1545", Text("16"))])
    world.claim(TERMS[16], "P361", FIFTH)
    world.item(TERMS[17], {"fr": label.format("XVIIe")})
    world.claim(TERMS[17], "P31", TERM_CLASS)
    world.claim(TERMS[17], "P1545", Text("17"))
    for number, day in FIRST_DAYS.items():
        world.claim(TERMS[number], "P580", day)
    # Of the Third Republic, with the same ordinal.
    world.item("Q99000316", {"fr": "XVIe législature de la Troisième République"})
    world.claim("Q99000316", "P31", TERM_CLASS, [("P1545", Text("16"))])
    world.claim("Q99000316", "P361", THIRD)
    world.claim("Q99000316", "P580", PartialDate(1936, 6, 1))


def person(world: Wikidata, item: Item, labels: Mapping[str, str], aliases: Iterable[tuple[str, str]] = ()) -> None:
    """The statements of a record; `labels` and `aliases` say in which languages its names are."""
    world.item(item.id, labels, aliases, {"fr": item.description} if item.description else {})
    if item.human is not None:
        world.claim(item.id, "P31", "Q5" if item.human else "Q15632617")
    for prop, values in (("P4123", item.assembly_ids), ("P1045", item.sycomore), ("P7040", item.nosdeputes)):
        for value in values:
            world.claim(item.id, prop, Text(value))
    for birth in item.births:
        world.claim(item.id, "P569", birth)
    for position in item.positions:
        world.claim(item.id, "P39", position.office or DEPUTY, list(_qualifiers(position)))
    for old in item.redirects:
        world.redirect(old, item.id)


def _qualifiers(position: Position) -> Iterator[tuple[str, Value]]:
    told = {
        "P2937": position.term, "P768": position.constituency, "P4100": position.group, "P580": position.start,
        "P582": position.end,
    }
    return ((prop, value) for prop, value in told.items() if value is not None)


def held(legislature: int, **told: Any) -> Position:
    """A position of a deputy."""
    return Position(office=DEPUTY, legislature=legislature, term=TERMS[legislature], **told)


NORD_1: Final = {"department": "59", "number": 1, "constituency": "Q99100001"}
CORSE_2: Final = {"department": "2A", "number": 2, "constituency": "Q99100002"}
ABROAD_11: Final = {"department": "099", "number": 11, "constituency": "Q99100003"}
GROUP: Final = {"group": "Q99200001", "group_label": 'groupe "des\\uns"'}

#: The deputies of the XVI in the small world.
ALIX = Item(
    id="Q99000101", label="Alix Œuvrard-Lévy", aliases=("Alix Lévy", "Alix Oeuvrard"), description="femme politique",
    assembly_ids=("700001",), sycomore=("12345",), nosdeputes=("alix-oeuvrard-levy",), births=(PartialDate(1970, 2, 28),),
    positions=(
        held(15, **CORSE_2, start=PartialDate(2017, 6, 21), end=PartialDate(2022, 6, 21)),
        held(16, **NORD_1, **GROUP, start=PartialDate(2022, 6, 22), end=PartialDate(2024, 6, 9)),
    ),
    redirects=("Q99000901", "Q99000902"), human=True, offices=2,
)
BRUNO = Item(  # little is known, and two births
    id="Q99000102", label="Bruno Nommé", births=(PartialDate(1950), PartialDate(1951, 3)),
    positions=(held(16, start=PartialDate(2022, 7)),), human=True, offices=1,
)
CHLOE = Item(  # no French label, two identifiers, an unknown birth, and an unknown constituency in one of two statements
    id="Q99000103", label='<script>alert("Ç")</script>', assembly_ids=("700002", "700003"),
    positions=(held(16), held(16, **ABROAD_11)), human=True, offices=2,
)
DENIS = Item(id="Q99000104", label="Denis Bref", positions=(held(16),), human=False, offices=1)
XVI: Final = (ALIX, BRUNO, CHLOE, DENIS)
ELSA = Item(id="Q99000105", label="Elsa Antan", assembly_ids=("700005",), positions=(held(14),), human=True, offices=1)
#: Has an identifier and no position.
FRED = Item(id="Q99000106", label="Fred Seul", assembly_ids=("700006",), births=(PartialDate(1944, 8, 25),), human=True)


def small() -> Wikidata:
    """Those above, and others who are none of them."""
    world = Wikidata()
    terms(world)
    for seat, label in (
        (NORD_1, "première circonscription du Nord"), (CORSE_2, "deuxième circonscription de la Corse-du-Sud"),
        (ABROAD_11, "onzième circonscription des Français établis hors de France"),
    ):
        world.item(str(seat["constituency"]), {"fr": label})
    world.item(GROUP["group"], {"fr": GROUP["group_label"]})
    person(world, ALIX, {"fr": ALIX.label, "de": "Alix Ö."}, [("fr", "Alix Lévy"), ("en", "Alix Oeuvrard"), ("ru", "Аликс")])
    person(world, BRUNO, {"fr": BRUNO.label, "en": BRUNO.label})
    world.claim(BRUNO.id, "P569", PartialDate(1850, 1, 1), rank="Deprecated")
    world.claim(BRUNO.id, "P4123", Text("799999"), rank="Deprecated")
    person(world, replace(CHLOE, positions=CHLOE.positions[1:]), {"mul": CHLOE.label})
    world.claim(CHLOE.id, "P569", UNKNOWN)
    world.claim(CHLOE.id, "P39", DEPUTY, [("P2937", TERMS[16]), ("P768", UNKNOWN)])
    person(world, DENIS, {"fr": DENIS.label})
    person(world, ELSA, {"fr": ELSA.label})
    person(world, FRED, {"fr": FRED.label})
    _others(world)
    return world


def _others(world: Wikidata) -> None:
    """Whom no query may take for a deputy of the XVI of the Fifth Republic."""
    for item, label in (("Q99000201", "Gaston Troisième"), ("Q99000202", "Hélène Sénatrice"), ("Q99000203", "Igor Retiré")):
        world.item(item, {"fr": label})
        world.claim(item, "P31", "Q5")
    world.claim("Q99000201", "P39", DEPUTY, [("P2937", "Q99000316"), ("P580", PartialDate(1936, 6, 1))])
    world.claim("Q99000202", "P39", "Q14828018", [("P2937", TERMS[16])])
    world.claim("Q99000203", "P39", DEPUTY, [("P2937", TERMS[16])], rank="Deprecated")


def many(count: int) -> tuple[Wikidata, tuple[Item, ...]]:
    """So many deputies of the XVI, of whom the same is known."""
    world = Wikidata()
    terms(world)
    world.item("Q99100001", {"fr": "première circonscription du Nord"})
    items = tuple(
        Item(
            id=f"Q{98000000 + number}", label=f"Personne {number}", aliases=(f"Mx {number}", f"P. {number}"), human=True,
            assembly_ids=(str(800000 + number),), births=(PartialDate(1960, 1 + number % 12, 1 + number % 28),),
            positions=(held(16, **NORD_1, start=PartialDate(2022, 6, 22)),), offices=1,
        )
        for number in range(count)
    )
    for item in items:
        person(world, item, {"fr": item.label}, [("fr", alias) for alias in item.aliases])
    return world, items


def real(corpus: Path) -> tuple[Wikidata, tuple[Item, ...]]:
    """The deputies of `deputies_xvi.srj` with the mandates the register has for them, from the XIV on."""
    world = Wikidata()
    terms(world)
    rows = _rows(corpus)
    archive = next((corpus / "register").glob("AMO30*.zip"))
    with zipfile.ZipFile(archive) as register:
        mandates = {number: _mandates(register, number) for number in (row["id_an"] for row in rows)}
    seats = _seats(rows, mandates)
    items = tuple(sorted((_item(row, mandates[row["id_an"]], seats) for row in rows), key=lambda item: int(item.id[1:])))
    for item, label in {row["district"]: row["districtLabel"] for row in rows}.items():
        world.item(item, {"fr": label})
    groups = {row["groupeLabel"] for row in rows if "groupeLabel" in row}
    for label in groups:
        world.item(_group(label), {"fr": label})
    for item in items:
        person(world, item, {"fr": item.label})
    return world, items


def _rows(corpus: Path) -> list[dict[str, str]]:
    answer = json.loads((corpus / "wikidata" / "deputies_xvi.srj").read_text(encoding="utf-8"))
    return [
        {name: term["value"].removeprefix("http://www.wikidata.org/entity/") for name, term in row.items()}
        for row in answer["results"]["bindings"]
    ]


def _mandates(register: zipfile.ZipFile, number: str) -> list[dict[str, Any]]:
    actor = json.loads(register.read(f"json/acteur/PA{number}.json"))["acteur"]
    found = actor["mandats"]["mandat"]
    return [
        each for each in (found if isinstance(found, list) else [found])
        if each["typeOrgane"] == "ASSEMBLEE" and int(each["legislature"]) in TERMS
    ]


def _place(mandate: Mapping[str, Any]) -> tuple[str, int]:
    """Code of the département, of two characters at least, and number of the constituency."""
    place = mandate["election"]["lieu"]
    return place["numDepartement"].rjust(2, "0"), int(place["numCirco"])


def _seats(rows: Iterable[Mapping[str, str]], mandates: Mapping[str, list[dict[str, Any]]]) -> dict[tuple[str, int], str]:
    """The item of each constituency that somebody sat for in the XVI."""
    return {
        _place(mandate): row["district"]
        for row in rows for mandate in mandates[row["id_an"]] if mandate["legislature"] == "16"
    }


def _item(row: Mapping[str, str], mandates: Iterable[Mapping[str, Any]], seats: Mapping[tuple[str, int], str]) -> Item:
    in_order = sorted(mandates, key=lambda each: (each["dateDebut"], each["dateFin"] or "9999"))
    positions = [_held(row, each, seats) for each in in_order]
    return Item(
        id=row["item"], label=row["itemLabel"], assembly_ids=(row["id_an"],), nosdeputes=(row["id_nosdeputes"],),
        births=(_day(row["dateNaissance"]),), positions=tuple(positions), human=True,
        offices=len(positions),
    )


def _held(row: Mapping[str, str], mandate: Mapping[str, Any], seats: Mapping[tuple[str, int], str]) -> Position:
    number = int(mandate["legislature"])
    department, circo = _place(mandate)
    seat = seats.get((department, circo))
    where = {"department": department, "number": circo, "constituency": seat} if seat else {}
    label = row.get("groupeLabel") if number == 16 else None
    group = {"group": _group(label), "group_label": label} if label else {}
    end = {"end": _day(mandate["dateFin"])} if mandate["dateFin"] else {}
    return held(number, **where, **group, **end, start=_day(mandate["dateDebut"]))


def _group(label: str) -> str:
    """An item for a group known by its label alone."""
    return f"Q993{zlib.crc32(label.encode())}"


def _day(text: str) -> PartialDate:
    return PartialDate(int(text[:4]), int(text[5:7]), int(text[8:10]))
