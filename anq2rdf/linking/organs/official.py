"""The organs of the official register, and the legislatures of the fixed table."""

from __future__ import annotations

from collections.abc import Iterator

from anq2rdf.linking.items import Kind
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.normalise.departments import label_of
from anq2rdf.normalise.legislatures import LEGISLATURES, delimitation
from anq2rdf.rdf.iris import Minter
from anq2rdf.records import Mandate, Organ
from anq2rdf.register import Register

_KINDS: dict[str, Kind] = {"GP": "group", "MINISTERE": "ministry"}


def legislatures(minter: Minter) -> Iterator[Body]:
    """Every legislature that published questions."""
    for number, known in LEGISLATURES.items():
        yield Body(
            iri=minter.legislature(number),
            kind="legislature",
            label=f"{number}e législature",
            legislature=number,
            start=known.start,
            end=known.end,
        )


def registered(register: Register, minter: Minter) -> Iterator[Body]:
    """Every group and ministry of the register, and every constituency of its mandates, once."""
    for organ in register.organs():
        if organ.kind in _KINDS:
            yield _organ(organ, minter)
    yield from {body.iri: body for mandate in register.mandates() for body in _constituency(mandate, minter)}.values()


def _organ(organ: Organ, minter: Minter) -> Body:
    told = dict.fromkeys(filter(None, (organ.short, organ.abbreviation)))
    return Body(
        iri=minter.organ(organ.id),
        kind=_KINDS[organ.kind],
        label=organ.label,
        names=tuple(name for name in told if name != organ.label),
        id=organ.id,
        legislature=organ.legislature if organ.kind == "GP" else None,
        start=organ.start,
        end=organ.end,
    )


def _constituency(mandate: Mandate, minter: Minter) -> Iterator[Body]:
    year = delimitation(mandate.legislature) if mandate.legislature else None
    if year is None or mandate.department is None or not mandate.number:
        return
    yield Body(
        iri=minter.circonscription(year, mandate.department, mandate.number),
        kind="constituency",
        label=constituency_label(mandate.department, mandate.number),
        department=mandate.department,
        number=mandate.number,
        delimitation=year,
    )


def constituency_label(department: str, number: int) -> str:
    """As the graph words it: "Ain (1re circonscription)"."""
    return f"{label_of(department) or department} ({'1re' if number == 1 else f'{number}e'} circonscription)"
