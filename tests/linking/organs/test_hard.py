"""A world of items made from the official register, with every trap at once: what is linked is right, and most is.

Each of our organs has its own item, or a lasting one that it shares; beside them stand parties, groups of the Senate,
legislatures of other republics and countries, second items, and positions that name a wrong constituency.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from anq2rdf.linking.decisions import Decision, Relation
from anq2rdf.linking.deputies import of_register
from anq2rdf.linking.items import Item, Kind, PartialDate, Position, Thing
from anq2rdf.linking.organs import Body, link_things, organs_of
from anq2rdf.linking.organs.maps import ONLY_2010
from anq2rdf.linking.organs.wording import group_key, ministry_name, unattached
from anq2rdf.linking.subjects import Seat, Subject
from anq2rdf.normalise.legislatures import delimitation
from anq2rdf.register import Register, load
from tests.linking.organs.made import linked


@pytest.fixture(scope="module")
def register(corpus: Path) -> Register:
    return load(next((corpus / "register").glob("*.zip")), cached=False)


class World:
    """Items as Wikidata might have them, and which of them is whose."""

    def __init__(self, bodies: tuple[Body, ...], seed: int) -> None:
        self.random = random.Random(seed)
        self.things: list[Thing] = []
        self.truth: dict[str, tuple[str, Relation]] = {}
        self.unclear: set[str] = set()  # organs for which no certain answer exists
        self._families: dict[tuple[object, ...], list[Body]] = defaultdict(list)
        for body in bodies:
            self._families[_family(body)].append(body)
        for family in self._families.values():
            getattr(self, f"_{family[0].kind}")(family)
        self.random.shuffle(self.things)

    def _add(self, kind: Kind, label: str, **told: object) -> str:
        self.things.append(Thing(id=f"Q{len(self.things) + 1}", kind=kind, label=label, **told))  # type: ignore[arg-type]
        return self.things[-1].id

    def _own(self, bodies: list[Body], item: str, relation: Relation) -> None:
        self.truth |= {body.iri: (item, relation) for body in bodies}

    def _legislature(self, bodies: list[Body]) -> None:
        (body,) = bodies
        number, republic = body.legislature, self.random.choice(("Cinquième République", "Ve République française"))
        start, end = self._days(body, 20)
        self._own(bodies, self._add("legislature", f"{number}e législature de la {republic}", legislature=number, start=start, end=end), "same")
        self._add("legislature", f"{number}e législature de la Troisième République", legislature=number)
        self._add("legislature", f"{number}th Parliament", legislature=number, start=PartialDate(2006, 4, 28))
        if self.random.random() < 0.1:
            self._add("legislature", f"{number}e législature de la {republic}", legislature=number)
            self.unclear.add(body.iri)

    def _constituency(self, bodies: list[Body]) -> None:
        told = {"department": bodies[0].department, "number": bodies[0].number}
        label = f"{bodies[0].number}e circonscription"
        match self.random.choice(("lasting", "lasting", "undated", "of one map", "twice")):
            case "lasting":
                self._own(bodies, self._add("constituency", label, start=PartialDate(1958), **told), "specialization")
            case "undated":
                self._own(bodies, self._add("constituency", label, **told), "specialization")
            case "of one map":
                for body in bodies:
                    start, end = ((1988, 1, 1), PartialDate(2012)) if body.delimitation == 1986 else ((2012, 6, 20), None)
                    self._own([body], self._add("constituency", label, start=PartialDate(*start), end=end, **told), "same")
            case "twice":
                self._own(bodies, self._add("constituency", label, **told), "specialization")
                self._add("constituency", label, **told)
                self.unclear |= {body.iri for body in bodies}
        if bodies[0].department in ONLY_2010:
            self.truth = {iri: (item, "same" if iri == bodies[0].iri else said) for iri, (item, said) in self.truth.items()}

    def _group(self, bodies: list[Body]) -> None:
        if unattached((bodies[0].label, *bodies[0].names)):
            self._add("group", "non-inscrit à l'Assemblée nationale")
            return
        label, first = f"groupe {bodies[0].label}", min(body.start for body in bodies if body.start)
        if self.random.random() < 0.5:
            self._own(bodies, self._add("group", label, start=PartialDate(first.year - 3)), "specialization")
        else:
            for body in bodies:
                start, end = self._days(body, 2)
                self._own([body], self._add("group", label, start=start, end=end), "same")
        self._add("group", bodies[0].label, start=PartialDate(first.year))
        self._add("group", f"{label} (Sénat)", start=PartialDate(first.year))

    def _ministry(self, bodies: list[Body]) -> None:
        self._own(bodies, self._add("ministry", bodies[0].label, start=PartialDate(1958)), "specialization")

    def _days(self, body: Body, most: int) -> tuple[PartialDate | None, PartialDate | None]:
        assert body.start is not None
        moved = body.start.toordinal() + self.random.randint(-most, most)
        start = body.start.fromordinal(moved)
        end = PartialDate(body.end.year, body.end.month, body.end.day) if body.end else None
        return PartialDate(start.year, start.month, start.day), end

    def sitting(self, subjects: list[Subject]) -> tuple[list[Decision], list[Item]]:
        """Everybody's positions, one in fifty with a constituency that is another's."""
        items, people = [], []
        for subject in subjects:
            held = tuple(self._position(seat) for seat in subject.seats)
            items.append(Item(id=f"Q9{len(items):06d}", positions=held))
            people.append(linked(subject, items[-1]))
        return people, items

    def _position(self, seat: Seat) -> Position:
        assert seat.legislature is not None
        base = "https://w3id.org/anq/id/"
        iri = f"{base}circonscription/{delimitation(seat.legislature)}/{seat.department}-{seat.number or 0:02d}"
        item = self.truth.get(iri, (None, ""))[0]
        if self.random.random() < 0.02:
            item = self.random.choice(self.things).id
        groups = {self.truth[body.iri][0] for body in self._sat(seat) if body.iri in self.truth}
        group = groups.pop() if len(groups) == 1 else None
        return Position(legislature=seat.legislature, constituency=item, group=group)

    def _sat(self, seat: Seat) -> list[Body]:
        of_name = [body for label in seat.groups for body in self._families.get(("group", group_key(label)), ())]
        return [body for body in of_name if body.legislature == seat.legislature]


def _family(body: Body) -> tuple[object, ...]:
    match body.kind:
        case "legislature":
            return body.kind, body.legislature
        case "constituency":
            return body.kind, body.department, body.number
        case "group":
            return body.kind, group_key(body.label)
    return body.kind, ministry_name(body.label)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_world_of_traps(register: Register, seed: int) -> None:
    bodies, subjects = organs_of(register=register), of_register(register, "https://w3id.org/anq/")
    world = World(bodies, seed)
    people, items = world.sitting(subjects)
    found = link_things(bodies, world.things, people=people, subjects=subjects, items=items)
    linked_to = {each.subject: (each.best.item, each.relation) for each in found if each.outcome == "linked" and each.best}
    wrong = {iri: (told, world.truth.get(iri)) for iri, told in linked_to.items() if told != world.truth.get(iri)}
    assert wrong == {}
    assert not linked_to.keys() & world.unclear, "two items are never chosen between"
    clear = Counter(body.kind for body in bodies if body.iri in world.truth and body.iri not in world.unclear)
    right = Counter(body.kind for body in bodies if body.iri in linked_to)
    assert right["legislature"] == clear["legislature"]
    assert right["constituency"] >= 0.9 * clear["constituency"]
    assert right["group"] >= 0.5 * clear["group"]
    assert right["ministry"] == 0
