"""What a record reaches must not depend on what was worked out for the records before it."""

from __future__ import annotations

import random
from functools import partial

import pytest

from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.shared import Shelf, World
from anq2rdf.register import EmptyRegister
from anq2rdf.statements import IRI, RDF_TYPE, Node


def world() -> World:
    return World(Minter(), EmptyRegister())


def subjects(world: World) -> set[str]:
    return {node.subject for bundle in world.reached for node in bundle.nodes.values()}


def entity(name: str) -> tuple[str, list[Node]]:
    return name, [Node(name, "g", [(RDF_TYPE, IRI, "c")])]


def whole(world: World, name: str) -> str:
    """An entity that points at a part, which points at a scheme."""
    world.reach(("part", name), lambda: part(world, name))
    return world.reach(("whole", name), lambda: entity(name))


def part(world: World, name: str) -> tuple[str, list[Node]]:
    world.reach(("scheme",), lambda: entity("scheme"))
    return entity(f"{name}/part")


@pytest.mark.parametrize("passing", [False, True])
def test_what_an_entity_points_at_comes_with_it_every_time(passing: bool) -> None:
    made = world()
    for _ in range(3):
        made.start()
        assert made.recall(("a",), lambda: whole(made, "a"), passing=passing) == "a"
        assert subjects(made) == {"a", "a/part", "scheme"}


def test_a_record_reaches_nothing_of_the_one_before() -> None:
    made = world()
    made.recall(("a",), lambda: whole(made, "a"))
    made.start()
    made.recall(("b",), lambda: whole(made, "b"))
    assert subjects(made) == {"b", "b/part", "scheme"}


def test_a_fault_while_something_is_made_leaves_what_was_reached() -> None:
    made = world()
    made.reach(("a",), lambda: entity("a"))

    def fails() -> str:
        made.reach(("b",), lambda: entity("b"))
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        made.recall(("c",), fails)
    assert subjects(made) == {"a"}


def test_what_is_kept_or_forgotten_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(135)
    names = [f"n{chance.randrange(40)}" for _ in range(600)]
    found = []
    for size in (1, 7, 10_000):
        monkeypatch.setattr("anq2rdf.rdf.shared._KEPT", size)
        monkeypatch.setattr("anq2rdf.rdf.shared._PASSING", size)
        made = world()
        reached = []
        for name in names:
            made.start()
            made.recall(("x", name), partial(whole, made, name), passing=len(name) == 2)
            reached.append(subjects(made))
        found.append(reached)
    assert found[0] == found[1] == found[2] == [{name, f"{name}/part", "scheme"} for name in names]


def test_a_shelf_keeps_the_last_and_forgets_the_oldest() -> None:
    shelf = Shelf(2)
    for name in "abcdefg":
        shelf.young[name] = name, ()
        shelf.age()
        assert len(shelf.young) + len(shelf.old) <= 2 * 3
    assert "g" in shelf.young or "g" in shelf.old
    assert "a" not in shelf.young
    assert "a" not in shelf.old
