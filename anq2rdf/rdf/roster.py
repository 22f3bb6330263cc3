"""The whole register as statements, for publishers who want every deputy and not only those who asked."""

from __future__ import annotations

from collections.abc import Iterator

from anq2rdf.rdf.organs import reach_assembly, reach_government, reach_group, reach_ministry
from anq2rdf.rdf.people import reach_mandate, reach_membership
from anq2rdf.rdf.shared import World
from anq2rdf.records import Ministry, Organ, Roster
from anq2rdf.statements import Description


def describe_register(world: World, roster: Roster) -> Iterator[Description]:
    """One description a mandate (with its deputy), membership and organ, each with what it points at."""
    for mandate in roster.mandates():
        world.start()
        reach_mandate(world, mandate)
        yield Description([], world.reached)
    for membership in roster.memberships():
        world.start()
        reach_membership(world, membership)
        yield Description([], world.reached)
    for organ in roster.organs():
        world.start()
        _reach_organ(world, organ)
        yield Description([], world.reached)


def _reach_organ(world: World, organ: Organ) -> None:
    match organ.kind:
        case "GP":
            reach_group(world, organ.id)
        case "MINISTERE":
            reach_ministry(world, Ministry(id=organ.id), organ.legislature or 0)
        case "GOUVERNEMENT":
            reach_government(world, organ)
        case "ASSEMBLEE" if organ.legislature is not None:
            reach_assembly(world, organ.legislature)
