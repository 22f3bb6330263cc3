"""Deputies, their mandates and group memberships.

A PA identifier is the person through all legislatures; what varies hangs on dated nodes. A deputy known by name only
gets an IRI within one legislature and the identity status `label-only`.
"""

from __future__ import annotations

from anq2rdf.normalise.names import tokens
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import reach_code, reach_legislature
from anq2rdf.rdf.organs import reach_assembly, reach_group
from anq2rdf.rdf.places import reach_circonscription
from anq2rdf.rdf.shared import World
from anq2rdf.records import Mandate, Membership, Question
from anq2rdf.statements import DATE, FRENCH, IRI, STRING, Node, Pair


def reach_author(world: World, question: Question) -> str | None:
    """The author: by identifier, else by name within the legislature; None when the source names nobody."""
    author = question.author
    if author.id is not None:
        return reach_person(world, author.id)
    name = author.name or author.label
    if not name or not tokens(name):
        return None
    iri = world.minter.named_person(question.legislature, tokens(name), question.constituency.department)
    world.reach(("named-person", iri), lambda: _named_person(world, iri))
    # A name has no language, and records may spell it in several ways: none of them is the one French label.
    world.tell(iri, world.minter.graph_actors, (v.NAME, STRING, name), (v.LABEL, STRING, name))
    return iri


def _named_person(world: World, iri: str) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.DEPUTY),
        (v.IDENTITY_STATUS, IRI, reach_code(world, "identity-status", "label-only")),
    ]
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def reach_person(world: World, identifier: str) -> str:
    """The deputy of a PA identifier; without the register the identifier is its label."""
    return world.reach(("person", identifier), lambda: _person(world, identifier))


def _person(world: World, identifier: str) -> tuple[str, list[Node]]:
    iri = world.minter.person(identifier)
    known = world.directory.person(identifier)
    pairs: list[Pair] = [(v.TYPE, IRI, v.DEPUTY), (v.IDENTIFIER, STRING, identifier)]
    if known is None:
        pairs.append((v.LABEL, FRENCH, identifier))
    else:
        name = f"{known.given} {known.family}".strip()
        pairs += [(v.NAME, STRING, name), (v.LABEL, FRENCH, name)]
    pairs.append((v.IDENTITY_STATUS, IRI, reach_code(world, "identity-status", "official-id")))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def reach_author_mandate(world: World, question: Question) -> str | None:
    """The mandate the author asked under, where the source or the register names it."""
    author = question.author
    known = world.directory.mandate(author.mandate) if author.mandate else None
    return reach_mandate(world, known) if known is not None else _told_mandate(world, question)


def _told_mandate(world: World, question: Question) -> str | None:
    author = question.author
    if author.mandate is None or author.id is None:
        return None
    iri = world.minter.mandate(author.mandate)
    world.tell(
        iri,
        world.minter.graph_actors,
        (v.TYPE, IRI, v.MANDATE),
        (v.IDENTIFIER, STRING, author.mandate),
        (v.MEMBER, IRI, reach_person(world, author.id)),
        (v.LEGISLATURE, IRI, reach_legislature(world, question.legislature)),
        (v.ORGANIZATION, IRI, reach_assembly(world, question.legislature)),
    )
    return iri


def reach_mandate(world: World, mandate: Mandate) -> str:
    """A mandate of the register."""
    return world.reach(("mandate", mandate.id), lambda: _mandate(world, mandate))


def _mandate(world: World, mandate: Mandate) -> tuple[str, list[Node]]:
    iri = world.minter.mandate(mandate.id)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MANDATE),
        (v.IDENTIFIER, STRING, mandate.id),
        (v.MEMBER, IRI, reach_person(world, mandate.person)),
    ]
    if mandate.legislature is not None:
        pairs += _in_legislature(world, mandate, mandate.legislature)
    if mandate.start is not None:
        pairs.append((v.START_DATE, DATE, mandate.start.isoformat()))
    if mandate.end is not None:
        pairs.append((v.END_DATE, DATE, mandate.end.isoformat()))
    replaced = _replaced(world, mandate)
    if replaced is not None:
        pairs.append((v.REPLACES, IRI, reach_mandate(world, replaced)))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def _replaced(world: World, mandate: Mandate) -> Mandate | None:
    """The mandate this one replaces; None where the register goes round in a circle, which no mandate does."""
    met = {mandate.id}
    first = one = world.directory.mandate(mandate.replaces) if mandate.replaces else None
    while one is not None:
        if one.id in met:
            return None
        met.add(one.id)
        one = world.directory.mandate(one.replaces) if one.replaces else None
    return first


def _in_legislature(world: World, mandate: Mandate, legislature: int) -> list[Pair]:
    pairs: list[Pair] = [
        (v.LEGISLATURE, IRI, reach_legislature(world, legislature)),
        (v.ORGANIZATION, IRI, reach_assembly(world, legislature)),
    ]
    if mandate.department is not None:
        place = reach_circonscription(world, mandate.department, mandate.number, legislature)
        if place is not None:
            pairs.append((v.CIRCONSCRIPTION, IRI, place))
    return pairs


def reach_membership(world: World, membership: Membership) -> str:
    """A membership of a political group, as the register dates it."""
    return world.reach(("membership", membership.id), lambda: _membership(world, membership))


def _membership(world: World, membership: Membership) -> tuple[str, list[Node]]:
    iri = world.minter.mandate(membership.id)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.GROUP_MEMBERSHIP),
        (v.IDENTIFIER, STRING, membership.id),
        (v.MEMBER, IRI, reach_person(world, membership.person)),
        (v.ORGANIZATION, IRI, reach_group(world, membership.organ)),
        (v.START_DATE, DATE, membership.start.isoformat()),
    ]
    if membership.end is not None:
        pairs.append((v.END_DATE, DATE, membership.end.isoformat()))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]
