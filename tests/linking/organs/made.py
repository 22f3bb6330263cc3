"""Organs and items made by hand, as the register and Wikidata have them."""

from __future__ import annotations

import datetime as dt

from anq2rdf.linking.decisions import Decision, Judgement, Witness
from anq2rdf.linking.items import Item, Kind, PartialDate, Position, Thing
from anq2rdf.linking.organs import Body
from anq2rdf.linking.subjects import Seat, Subject

BASE = "https://w3id.org/anq/id/"


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def partial(text: str | None) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


def legislature(number: int, start: str, end: str | None) -> Body:
    return Body(
        iri=f"{BASE}legislature/{number}", kind="legislature", label=f"{number}e législature",
        legislature=number, start=day(start), end=day(end),
    )  # fmt: skip


L14 = legislature(14, "2012-06-20", "2017-06-20")
L15 = legislature(15, "2017-06-21", "2022-06-21")
L16 = legislature(16, "2022-06-22", "2024-06-09")
L17 = legislature(17, "2024-07-01", None)


def constituency(year: int, department: str, number: int) -> Body:
    return Body(
        iri=f"{BASE}circonscription/{year}/{department}-{number:02d}", kind="constituency",
        label=f"{department} ({number}e circonscription)", department=department, number=number, delimitation=year,
    )  # fmt: skip


def group(po: str, label: str, short: str, legislature: int, start: str, end: str | None) -> Body:
    return Body(
        iri=f"{BASE}organ/{po}", kind="group", label=label, names=(short,), id=po, legislature=legislature,
        start=day(start), end=day(end),
    )  # fmt: skip


RE16 = group("PO800538", "Renaissance", "RE", 16, "2022-06-28", "2024-06-09")
LR15 = group("PO730934", "Les Républicains", "LR", 15, "2017-06-27", "2022-06-21")
LR16 = group("PO800508", "Les Républicains", "LR", 16, "2022-06-28", "2024-06-09")
FI16 = group(
    "PO800490", "La France insoumise - Nouvelle Union Populaire écologique et sociale", "LFI - NUPES", 16,
    "2022-06-28", "2024-06-09",
)  # fmt: skip
NI16 = group("PO793087", "Non inscrit", "NI", 16, "2022-06-22", "2024-06-09")
UDI_A = group("PO744425", "UDI, Agir et Indépendants", "UDI-AGIR", 15, "2017-11-29", "2019-06-10")
UDI_B = group("PO767217", "UDI, Agir et Indépendants", "UDI-AGIR", 15, "2019-09-28", "2020-05-25")
EPR17 = group("PO845407", "Ensemble pour la République", "EPR", 17, "2024-07-18", None)


def ministry(po: str, label: str, short: str, start: str | None, end: str | None) -> Body:
    return Body(
        iri=f"{BASE}organ/{po}", kind="ministry", label=label, names=(short,), id=po, start=day(start), end=day(end)
    )


def thing(
    item: str, kind: Kind, label: str, start: str | None = None, end: str | None = None, *aliases: str,
    legislature: int | None = None, department: str | None = None, number: int | None = None,
    identifiers: tuple[str, ...] = (),
) -> Thing:  # fmt: skip
    return Thing(
        id=item, kind=kind, label=label, aliases=aliases, start=partial(start), end=partial(end),
        legislature=legislature, department=department, number=number, identifiers=identifiers,
    )  # fmt: skip


# ---- people ---------------------------------------------------------------------------------------------------------


def deputy(name: str, *seats: Seat) -> Subject:
    return Subject(iri=f"{BASE}person/{name}", label=name, id=name, seats=seats)


def seat(
    legislature: int, department: str = "01", number: int = 1, start: str = "2022-06-22", end: str | None = "2024-06-09",
    groups: tuple[str, ...] = (),
) -> Seat:  # fmt: skip
    return Seat(
        legislature=legislature, department=department, number=number, start=day(start), end=day(end), groups=groups,
        mandate=f"PM{legislature}{number}",
    )  # fmt: skip


def position(start: str | None = "2022-06-22", **told: object) -> Position:
    return Position(office="Q3044918", start=partial(start), **told)  # type: ignore[arg-type]


def linked(subject: Subject, item: Item, *witnesses: Witness, outcome: str = "linked") -> Decision:
    """The person linked by identifier, or by the witnesses given."""
    witnesses = witnesses or (Witness("identifier", "equal", 24.0),)
    bits = sum(one.weight for one in witnesses) - 12.0
    method = "identifier" if witnesses[0].feature == "identifier" else "evidence"
    judgement = Judgement(
        subject=subject.iri, item=item.id, score=1.0, bits=bits, witnesses=witnesses, method=method  # type: ignore[arg-type]
    )
    return Decision(
        subject=subject.iri, label=subject.label, kind="person", outcome=outcome,  # type: ignore[arg-type]
        reason="certain", best=judgement,
    )  # fmt: skip
