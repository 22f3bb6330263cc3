"""Deputies, their mandates and group memberships.

A PA identifier is the person through all legislatures; what varies hangs on dated nodes. A deputy known by name only
gets an IRI within one legislature and the identity status `label-only`.
"""

from __future__ import annotations

from anq2rdf.normalise.names import tokens
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import reach_code, reach_legislature
from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.organs import reach_assembly, reach_group
from anq2rdf.rdf.places import reach_circonscription
from anq2rdf.rdf.shared import Shelf
from anq2rdf.records import Directory, Mandate, Membership, Question
from anq2rdf.statements import DATE, FRENCH, IRI, STRING, Node, Pair


def reach_author(shelf: Shelf, minter: Minter, directory: Directory, question: Question) -> str | None:
    """The author: by identifier, else by name within the legislature; None when the source names nobody."""
    author = question.author
    if author.id is not None:
        return reach_person(shelf, minter, directory, author.id)
    name = author.name or author.label
    if not name or not tokens(name):
        return None
    iri = minter.named_person(question.legislature, tokens(name), question.constituency.department)
    return shelf.reach(("named-person", iri, name), lambda: _named_person(shelf, minter, iri, name))


def _named_person(shelf: Shelf, minter: Minter, iri: str, name: str) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.DEPUTY),
        (v.NAME, STRING, name),
        (v.LABEL, FRENCH, name),
        (v.IDENTITY_STATUS, IRI, reach_code(shelf, minter, "identity-status", "label-only")),
    ]
    return iri, [Node(iri, minter.graph_actors, pairs)]


def reach_person(shelf: Shelf, minter: Minter, directory: Directory, identifier: str) -> str:
    """The deputy of a PA identifier; without the register the identifier is its label."""
    return shelf.reach(("person", identifier), lambda: _person(shelf, minter, directory, identifier))


def _person(shelf: Shelf, minter: Minter, directory: Directory, identifier: str) -> tuple[str, list[Node]]:
    iri = minter.person(identifier)
    known = directory.person(identifier)
    pairs: list[Pair] = [(v.TYPE, IRI, v.DEPUTY), (v.IDENTIFIER, STRING, identifier)]
    if known is None:
        pairs.append((v.LABEL, FRENCH, identifier))
    else:
        name = f"{known.given} {known.family}".strip()
        pairs += [(v.NAME, STRING, name), (v.LABEL, FRENCH, name)]
    pairs.append((v.IDENTITY_STATUS, IRI, reach_code(shelf, minter, "identity-status", "official-id")))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def reach_author_mandate(shelf: Shelf, minter: Minter, directory: Directory, question: Question) -> str | None:
    """The mandate the author asked under, where the source or the register names it."""
    author = question.author
    if author.mandate is None or author.id is None:
        return None
    known = directory.mandate(author.mandate)
    if known is None:
        told = Mandate(
            id=author.mandate, person=author.id, legislature=question.legislature, organ="", start=None, end=None
        )
        key = ("told-mandate", author.mandate, author.id, str(question.legislature))
        return shelf.reach(key, lambda: _mandate(shelf, minter, directory, told))
    return reach_mandate(shelf, minter, directory, known)


def reach_mandate(shelf: Shelf, minter: Minter, directory: Directory, mandate: Mandate) -> str:
    """A mandate of the register."""
    return shelf.reach(("mandate", mandate.id), lambda: _mandate(shelf, minter, directory, mandate))


def _mandate(shelf: Shelf, minter: Minter, directory: Directory, mandate: Mandate) -> tuple[str, list[Node]]:
    iri = minter.mandate(mandate.id)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MANDATE),
        (v.IDENTIFIER, STRING, mandate.id),
        (v.MEMBER, IRI, reach_person(shelf, minter, directory, mandate.person)),
    ]
    if mandate.legislature is not None:
        pairs += _in_legislature(shelf, minter, directory, mandate, mandate.legislature)
    if mandate.start is not None:
        pairs.append((v.START_DATE, DATE, mandate.start.isoformat()))
    if mandate.end is not None:
        pairs.append((v.END_DATE, DATE, mandate.end.isoformat()))
    replaced = directory.mandate(mandate.replaces) if mandate.replaces else None
    # The register is data: a mandate that replaces itself must not send us round in circles.
    if replaced is not None and replaced.id != mandate.id and replaced.replaces != mandate.id:
        pairs.append((v.REPLACES, IRI, reach_mandate(shelf, minter, directory, replaced)))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _in_legislature(
    shelf: Shelf, minter: Minter, directory: Directory, mandate: Mandate, legislature: int
) -> list[Pair]:
    pairs: list[Pair] = [
        (v.LEGISLATURE, IRI, reach_legislature(shelf, minter, legislature)),
        (v.ORGANIZATION, IRI, reach_assembly(shelf, minter, directory, legislature)),
    ]
    if mandate.department is not None:
        place = reach_circonscription(shelf, minter, mandate.department, mandate.number, legislature)
        if place is not None:
            pairs.append((v.CIRCONSCRIPTION, IRI, place))
    return pairs


def reach_membership(shelf: Shelf, minter: Minter, directory: Directory, membership: Membership) -> str:
    """A membership of a political group, as the register dates it."""
    return shelf.reach(("membership", membership.id), lambda: _membership(shelf, minter, directory, membership))


def _membership(
    shelf: Shelf, minter: Minter, directory: Directory, membership: Membership
) -> tuple[str, list[Node]]:
    iri = minter.mandate(membership.id)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.GROUP_MEMBERSHIP),
        (v.IDENTIFIER, STRING, membership.id),
        (v.MEMBER, IRI, reach_person(shelf, minter, directory, membership.person)),
        (v.ORGANIZATION, IRI, reach_group(shelf, minter, directory, membership.organ)),
        (v.START_DATE, DATE, membership.start.isoformat()),
    ]
    if membership.end is not None:
        pairs.append((v.END_DATE, DATE, membership.end.isoformat()))
    return iri, [Node(iri, minter.graph_actors, pairs)]
