"""Labelled pairs for the linker: the saved answers beside the checkout, and harder sets made from the register.

In a made set every item is built of what the register tells of one deputy, as Wikidata would have it, and then spoiled:
names disturbed, births and identifiers taken away, statements made wrong, decoys of the same name put beside it, and
half of the true items left out, so that "no item" is the true answer for those. What happens to whom follows from a
digest of the identifier: the same on every machine.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from anq2rdf.linking.candidates import read
from anq2rdf.linking.deputies import of_register
from anq2rdf.linking.items import Item, PartialDate, Position
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.normalise.names import fold
from anq2rdf.register import load
from bench.processes import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"      # as in tests/conftest.py
DEPUTY, SENATOR, MAYOR = "Q3044918", "Q14828018", "Q30185"
HALVES = ("calibration", "held out")


class Labelled(NamedTuple):
    """A set of candidates with the truth: identifier of the deputy by item, of items that are a deputy's."""

    key: str
    title: str
    items: list[Item]
    truth: dict[str, str]
    kinds: dict[str, str]       # what was done to an item


def deputies() -> list[Subject]:
    """Everybody of the register."""
    return of_register(load(next((CORPUS / "register").glob("*.zip"))), "https://w3id.org/anq/")


def half(identifier: str) -> str:
    """The half a deputy belongs to."""
    return HALVES[_draw(identifier, "half", 2)]


def sets(everybody: Sequence[Subject]) -> Iterator[Labelled]:
    """Every set."""
    yield from saved()
    yield from made(everybody)


# ---- real candidates


def saved() -> Iterator[Labelled]:
    """The saved answer, with less and less of it; and the pairs by name and legislatures."""
    people = read([CORPUS / "wikidata" / "deputies_xvi.srj"]).people
    truth = {each.id: f"PA{each.assembly_ids[0]}" for each in people}

    def less(key: str, title: str, **without: tuple[()]) -> Labelled:
        return Labelled(key, title, [replace(each, **without) for each in people], truth, {})

    yield less("saved", "saved answer, XVI: everything")
    yield less("slug", "… without P4123", assembly_ids=())
    yield less("bare", "… nor P7040", assembly_ids=(), nosdeputes=())
    yield less("unborn", "… nor births", assembly_ids=(), nosdeputes=(), births=())
    yield less("unseated", "… but births instead of mandates", assembly_ids=(), nosdeputes=(), positions=())
    yield _by_name_and_legislatures()


def _by_name_and_legislatures() -> Labelled:
    with (CORPUS / "wikidata" / "pa_wikidata.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    items = [
        Item(id=row["qid"], label=row["name"],
             positions=tuple(Position(legislature=int(number)) for number in row["legislatures"].split()))
        for row in rows
    ]
    kinds = {row["qid"]: "never a deputy since 2002" for row in rows if not row["legislatures"]}
    truth = {row["qid"]: row["pa_id"] for row in rows}
    return Labelled("names", "pairs XII–XVII: name and legislatures only", items, truth, kinds)


# ---- made candidates


def made(everybody: Sequence[Subject]) -> Iterator[Labelled]:
    """The harder sets, of all who have a mandate."""
    seated = [each for each in everybody if each.seats and each.id]
    yield _set("disturbed", "made: names disturbed; mandates, no births", seated, _disturbed, _without_birth)
    yield _set("vague", "made: names disturbed; legislatures and years of birth only", seated, _disturbed, _vague)
    yield _set("terms", "made: names disturbed; legislatures only", seated, _disturbed, _without_birth, _without_seats)
    yield _set("wrong", "made: names disturbed; one statement in ten wrong or missing", seated, _disturbed, _spoiled)
    yield _with_decoys("namesakes", "made: namesakes beside each, half of the true items missing; no births", seated,
                       _namesakes, _without_birth)
    yield _with_decoys("born", "made: the same, with births", seated, _namesakes)
    yield _with_decoys("relatives", "made: relatives of the same seat beside each, half missing; no births", seated,
                       _relatives, _without_birth)
    yield _with_decoys("identified", "made: the same with P4123, one in fifty a wrong one", seated, _relatives,
                       _identified)


_Change = Callable[[Item, Subject], tuple[Item, str]]


def _set(key: str, title: str, seated: Sequence[Subject], *changes: _Change) -> Labelled:
    items, truth, kinds = [], {}, {}
    for number, subject in enumerate(seated):
        item, done = _item(subject, f"Q{10_000_001 + number}"), []
        for change in changes:
            item, what = change(item, subject)
            done += [what] if what else []
        items.append(item)
        truth[item.id] = subject.id or ""
        kinds[item.id] = ", ".join(done)
    return Labelled(key, title, items, truth, kinds)


def _with_decoys(
    key: str, title: str, seated: Sequence[Subject], decoys: Callable[[Subject, int], Iterator[tuple[Item, str]]],
    *changes: _Change,
) -> Labelled:
    whole = _set(key, title, seated, *changes)
    missing = {item for item, identifier in whole.truth.items() if _draw(identifier, "missing", 2)}
    others = [found for number, subject in enumerate(seated) for found in decoys(subject, 20_000_001 + 10 * number)]
    if _without_birth in changes:
        others = [(replace(item, births=()), what) for item, what in others]
    kept = [item for item in whole.items if item.id not in missing]
    truth = {item: identifier for item, identifier in whole.truth.items() if item not in missing}
    kinds = whole.kinds | {item.id: what for item, what in others}
    return whole._replace(items=kept + [item for item, _ in others], truth=truth, kinds=kinds)


def _item(subject: Subject, id_: str) -> Item:
    """The deputy as Wikidata would tell of them: days of elections for mandates, a label for the group."""
    birth = subject.birth
    return Item(
        id=id_, label=subject.label, human=True,
        births=(PartialDate(birth.year, birth.month, birth.day),) if birth else (),
        positions=tuple(map(_position, subject.seats)),
    )


def _position(seat: Seat) -> Position:
    return Position(
        office=DEPUTY, legislature=seat.legislature, department=seat.department, number=seat.number,
        group_label=f"groupe {seat.groups[0]}" if seat.groups else None,
        start=_date(seat.start, -3), end=_date(seat.end, 0),
    )


def _date(day: dt.date | None, shift: int) -> PartialDate | None:
    moved = day + dt.timedelta(shift) if day else None
    return PartialDate(moved.year, moved.month, moved.day) if moved else None


# ---- what is taken away


def _without_birth(item: Item, _: Subject) -> tuple[Item, str]:
    return replace(item, births=()), ""


def _without_seats(item: Item, _: Subject) -> tuple[Item, str]:
    bare = tuple(Position(office=DEPUTY, legislature=each.legislature) for each in item.positions)
    return replace(item, positions=tuple(dict.fromkeys(bare))), ""


def _vague(item: Item, subject: Subject) -> tuple[Item, str]:
    years = tuple(PartialDate(each.year) for each in item.births)
    return _without_seats(replace(item, births=years), subject)


def _spoiled(item: Item, subject: Subject) -> tuple[Item, str]:
    """One statement in ten is wrong or missing."""
    done = []
    if not _drawn(subject, "birth"):
        item = replace(item, births=tuple(PartialDate(each.year + 7, each.day and 5, each.day) for each in item.births))
        done.append("birth wrong")
    positions = []
    for number, each in enumerate(item.positions):
        kind = _draw(subject.id or "", f"position {number}", 40)
        if kind == 0:
            done.append("constituency wrong")
            positions.append(replace(each, department="75", number=(each.number or 0) % 18 + 1))
        elif kind == 1:
            done.append("term missing")
        elif kind == 2:
            done.append("dates wrong")
            positions.append(replace(each, start=PartialDate(1990), end=None))
        else:
            positions.append(each)
    return replace(item, positions=tuple(positions)), ", ".join(done)


def _identified(item: Item, subject: Subject) -> tuple[Item, str]:
    digits = (subject.id or "").removeprefix("PA")
    if _draw(subject.id or "", "identifier", 50) == 0:
        return replace(item, assembly_ids=(str(int(digits) + 1),)), "P4123 wrong"
    return replace(item, assembly_ids=(digits,)), ""


# ---- names


def _disturbed(item: Item, subject: Subject) -> tuple[Item, str]:
    what, change = _DISTURBANCES[_draw(subject.id or "", "name", len(_DISTURBANCES))]
    label = change(subject)
    return (replace(item, label="", aliases=(label,)) if what == "alias only" else replace(item, label=label)), what


def _other_family(subject: Subject) -> str:
    return ("Delcroix", "Vasseur", "Lemoine", "Carpentier")[_draw(subject.id or "", "married", 4)]


def _slipped(subject: Subject) -> str:
    """One letter of the longest word is left out, or exchanged with the next."""
    words = subject.label.split()
    longest = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[longest]
    place = len(word) // 2
    out = word[:place] + word[place + 1 :]
    exchanged = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    words[longest] = out if _draw(subject.id or "", "slip", 2) else exchanged
    return " ".join(words)


def _initialled(subject: Subject) -> str:
    return f"{'-'.join(f'{part[0]}.' for part in subject.given.replace('-', ' ').split())} {subject.family}"


def _without_particles(subject: Subject) -> str:
    kept = [word for word in subject.family.split() if word.lower() not in ("de", "du", "des", "la", "le")]
    return f"{subject.given} {' '.join(kept) or subject.family}"


_DISTURBANCES: tuple[tuple[str, Callable[[Subject], str]], ...] = (
    ("as it is", lambda each: each.label),
    ("no accents, no hyphens", lambda each: fold(each.label).replace("-", " ")),
    ("surname first, in capitals", lambda each: f"{each.family.upper()} {each.given}"),
    ("second first name", lambda each: f"{each.given} Marie {each.family}"),
    ("surname added", lambda each: f"{each.given} {each.family}-{_other_family(each)}"),
    ("another surname", lambda each: f"{each.given} {_other_family(each)}"),
    ("slip", _slipped),
    ("initials", _initialled),
    ("particles left out", _without_particles),
    ("alias only", lambda each: each.label),
)


# ---- decoys


def _namesakes(subject: Subject, first: int) -> Iterator[tuple[Item, str]]:
    """People of the very name: a senator of the place, a mayor, deputies of other times, one of no more than a name."""
    seat, birth = subject.seats[0], subject.birth or dt.date(1950, 6, 15)
    other = (PartialDate(birth.year - 23, birth.month % 12 + 1, 3),)
    senator = Position(office=SENATOR, department=seat.department, start=PartialDate(2004, 10, 1))
    mayor = Position(office=MAYOR, start=PartialDate(2008, 3, 16))
    ancient = Position(office=DEPUTY, start=PartialDate(1893, 8, 20), end=PartialDate(1898, 5, 31),
                       department=seat.department)
    elsewhen = Position(office=DEPUTY, legislature=min(each.legislature or 99 for each in subject.seats) - 4,
                        department=seat.department, number=seat.number)
    for number, (what, births, positions) in enumerate((
        ("senator of the same name", other, (senator,)), ("mayor of the same name", (), (mayor,)),
        ("deputy of the same name, III Republic", (PartialDate(1851),), (ancient,)),
        ("deputy of the same name and seat, another time", other, (elsewhen,)), ("the same name alone", (), ()),
    )):  # fmt: skip
        if _draw(subject.id or "", what, 2):
            yield Item(id=f"Q{first + number}", label=subject.label, births=births, positions=positions), what


def _relatives(subject: Subject, first: int) -> Iterator[tuple[Item, str]]:
    """People of the surname in the very seat, before, after, and (Wikidata being wrong) in the same legislature.

    Before and after, half of them share the first part of a first name: Jean-Guillem for Jean.
    """
    seat, birth = subject.seats[0], subject.birth or dt.date(1950, 6, 15)
    like = f"{subject.given.split('-')[0]}-Guillem" if _draw(subject.id or "", "given", 2) else "Guillemette"
    elder, younger = (PartialDate(birth.year + years, 2, 3) for years in (-27, 24))
    legislatures = [each.legislature for each in subject.seats if each.legislature] or [14]
    for number, (what, born, told, given) in enumerate((
        ("relative who sat before", elder, min(legislatures) - 1, like),
        ("relative who sat after", younger, max(legislatures) + 1, like),
        ("relative said to have sat then", younger, seat.legislature or 14, "Guillemette"),
    )):  # fmt: skip
        if _draw(subject.id or "", what, 3):
            continue
        position = replace(_position(seat), legislature=told, start=None, end=None)
        label = f"{given} {subject.family}"
        yield Item(id=f"Q{first + number}", label=label, births=(born,), positions=(position,)), what


def _drawn(subject: Subject, about: str) -> bool:
    """Nine times in ten."""
    return _draw(subject.id or "", about, 10) != 0


def _draw(identifier: str, about: str, sides: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{about}/{identifier}".encode()).digest()[:6], "big") % sides


def crowd(everybody: Sequence[Subject], count: int) -> list[Item]:
    """So many candidates: every deputy without identifier, and people who share a first name, a surname or both."""
    found = [_item(each, f"Q{30_000_001 + number}") for number, each in enumerate(everybody)]
    number = 0
    while len(found) < count:
        one = everybody[_draw(str(number), "given", len(everybody))]
        other = everybody[_draw(str(number), "family", len(everybody))]
        birth = PartialDate(1930 + number % 60, number % 12 + 1, number % 28 + 1)
        positions = tuple(map(_position, other.seats[: number % 2]))
        found.append(Item(id=f"Q{40_000_001 + number}", label=f"{one.given} {other.family}", births=(birth,),
                          positions=positions))
        number += 1
    return found


def path_of(name: str) -> Path:
    """A file of the corpus; only to say whether it is there."""
    return CORPUS / name
