"""Which items are compared with an organ at all: those that share what a pair could be linked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from anq2rdf.linking.items import Thing
from anq2rdf.linking.organs import wording
from anq2rdf.linking.organs.bodies import Body
from anq2rdf.linking.organs.members import Members
from anq2rdf.linking.organs.spans import compare, span_of

_Key = tuple[object, ...]


class Blocks:
    """The items by what they can be found by; `said`: pairs that a person confirmed, whatever they share."""

    def __init__(self, things: Iterable[Thing], members: Members, said: Iterable[tuple[str, str]] = ()) -> None:
        self._members = members
        sitting = (thing for thing in things if not wording.unattached((thing.label, *thing.aliases)))
        self._things = {(thing.kind, thing.id): thing for thing in sitting}  # an answer may call one item two kinds
        self._said: dict[str, set[str]] = defaultdict(set)
        for subject, item in said:
            self._said[subject].add(item)
        self._by_key: dict[_Key, dict[str, Thing]] = defaultdict(dict)
        for thing in self._things.values():
            for key in _keys_of_thing(thing):
                self._by_key[thing.kind, *key][thing.id] = thing

    def of(self, body: Body) -> list[Thing]:
        """The items to compare with the organ, each once, in order of numbers."""
        found: dict[str, Thing] = {}
        for key in _keys_of_body(body):
            found |= self._by_key.get((body.kind, *key), {})
        if body.kind == "group":
            named = (self._things.get(("group", item)) for item in self._members.items(body))
            found |= {thing.id: thing for thing in named if thing}
        found = {item: thing for item, thing in found.items() if _possible(body, thing)}
        for item in self._said.get(body.iri, ()):
            found[item] = self._things.get((body.kind, item), Thing(id=item, kind=body.kind))
        return sorted(found.values(), key=lambda one: number_of(one.id))


def number_of(item: str) -> tuple[int, str]:
    """The order of item numbers."""
    return len(item), item


def _keys_of_thing(thing: Thing) -> Iterator[_Key]:
    names = (thing.label, *thing.aliases)
    yield from (("identifier", each) for each in thing.identifiers)
    match thing.kind:
        case "legislature":
            yield "number", thing.legislature
        case "constituency":
            yield "seat", thing.department, thing.number
        case "group":
            yield from (("name", wording.group_key(name)) for name in names)
        case "ministry":
            yield from (("name", wording.ministry_name(name)) for name in names)


def _keys_of_body(body: Body) -> Iterator[_Key]:
    names = (body.label, *body.names)
    yield "identifier", body.id
    match body.kind:
        case "legislature":
            yield from (("number", number) for number in (body.legislature, None))
        case "constituency":
            # "circonscription de la Creuse" may come as number 1 or without a number.
            yield from (("seat", body.department, number) for number in (body.number, None, 1))
        case "group":
            yield from (("name", wording.group_key(name)) for name in names)
        case "ministry":
            yield from (("name", wording.ministry_name(name)) for name in names)


def _possible(body: Body, thing: Thing) -> bool:
    if body.kind == "legislature" and thing.legislature is None:
        return compare(body, span_of(thing)) in ("same", "near")
    if body.kind == "constituency":
        complete = None not in (body.department, body.delimitation)
        return complete and (thing.number == body.number or wording.sole_seat(thing.label))
    return True
