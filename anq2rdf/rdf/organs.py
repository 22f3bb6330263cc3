"""Groups, ministries, governments, assemblies: by official identifier, else ministries by label.

What the register knows of an organ describes it whole. Without the register an organ is its identifier, and what a
record says of it is told apart (records may spell its label differently).
"""

from __future__ import annotations

from anq2rdf.normalise.legislatures import ASSEMBLIES
from anq2rdf.normalise.names import ministry_key, slug
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import english_ordinal, reach_code, reach_legislature
from anq2rdf.rdf.concepts import reach_portfolio
from anq2rdf.rdf.shared import World
from anq2rdf.records import Ministry, Organ
from anq2rdf.statements import DATE, ENGLISH, FRENCH, IRI, STRING, Node, Pair


def reach_group(
    world: World,
    identifier: str,
    told: str | None = None,
    legislature: int | None = None,
) -> str:
    """A political group; `told` is the label the record gives it, used only where the register knows none."""
    known = world.directory.organ(identifier)
    if known is not None:
        return world.reach(("organ", identifier), lambda: _group(world, known))
    iri = world.reach(("told-group", identifier), lambda: _bare_group(world, identifier))
    world.tell(iri, world.minter.graph_actors, (v.LABEL, FRENCH, told or identifier))
    if legislature is not None:
        world.tell(iri, world.minter.graph_actors, (v.LEGISLATURE, IRI, reach_legislature(world, legislature)))
    return iri


def _bare_group(world: World, identifier: str) -> tuple[str, list[Node]]:
    iri = world.minter.organ(identifier)
    pairs: list[Pair] = [(v.TYPE, IRI, v.PARLIAMENTARY_GROUP), (v.IDENTIFIER, STRING, identifier)]
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def _group(world: World, organ: Organ) -> tuple[str, list[Node]]:
    iri = world.minter.organ(organ.id)
    pairs = _organ_pairs(organ, v.PARLIAMENTARY_GROUP, organ.label)
    if organ.legislature is not None:
        pairs.append((v.LEGISLATURE, IRI, reach_legislature(world, organ.legislature)))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def _organ_pairs(organ: Organ, kind: str, label: str) -> list[Pair]:
    pairs: list[Pair] = [(v.TYPE, IRI, kind), (v.IDENTIFIER, STRING, organ.id), (v.LABEL, FRENCH, label)]
    if organ.short and organ.short != label:
        pairs.append((v.ALT_LABEL, FRENCH, organ.short))
    if organ.start is not None:
        pairs.append((v.START_DATE, DATE, organ.start.isoformat()))
    if organ.end is not None:
        pairs.append((v.END_DATE, DATE, organ.end.isoformat()))
    return pairs


def reach_ministry(world: World, ministry: Ministry | None, legislature: int) -> str | None:
    """A ministry by identifier, else by its label within the legislature; None when the record tells neither."""
    if ministry is None:
        return None
    return world.recall(("ministry", ministry, legislature), lambda: _ministry_iri(world, ministry, legislature))


def _ministry_iri(world: World, ministry: Ministry, legislature: int) -> str | None:
    if ministry.id is not None:
        return _reach_official_ministry(world, ministry.id, ministry)
    label = ministry.short or ministry.label
    name = slug(ministry_key(label)) if label else ""
    if not label or not name:
        return None
    iri = world.minter.named_ministry(legislature, name)
    world.reach(("named-ministry", iri), lambda: _named_ministry(world, iri, label))
    world.tell(iri, world.minter.graph_actors, (v.LABEL, FRENCH, label))
    return iri


def _named_ministry(world: World, iri: str, label: str) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MINISTRY),
        (v.NORMALISED_LABEL, STRING, slug(ministry_key(label)).replace("-", " ")),
        (v.IDENTITY_STATUS, IRI, reach_code(world, "identity-status", "label-only")),
    ]
    portfolio = reach_portfolio(world, label)
    if portfolio is not None:
        pairs.append((v.PORTFOLIO, IRI, portfolio))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def _reach_official_ministry(world: World, identifier: str, told: Ministry) -> str:
    known = world.directory.organ(identifier)
    if known is not None:
        return world.reach(("organ", identifier), lambda: _ministry(world, known))
    iri = world.reach(("told-ministry", identifier), lambda: _bare_ministry(world, identifier))
    world.tell(iri, world.minter.graph_actors, (v.LABEL, FRENCH, told.label or told.short or identifier))
    portfolio = reach_portfolio(world, told.short, told.label)
    if portfolio is not None:
        world.tell(iri, world.minter.graph_actors, (v.PORTFOLIO, IRI, portfolio))
    return iri


def _bare_ministry(world: World, identifier: str) -> tuple[str, list[Node]]:
    iri = world.minter.organ(identifier)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MINISTRY),
        (v.IDENTIFIER, STRING, identifier),
        (v.IDENTITY_STATUS, IRI, reach_code(world, "identity-status", "official-id")),
    ]
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def _ministry(world: World, organ: Organ) -> tuple[str, list[Node]]:
    iri = world.minter.organ(organ.id)
    pairs = _organ_pairs(organ, v.MINISTRY, organ.label)
    pairs.append((v.NORMALISED_LABEL, STRING, slug(ministry_key(organ.short or organ.label)).replace("-", " ")))
    pairs.append((v.IDENTITY_STATUS, IRI, reach_code(world, "identity-status", "official-id")))
    portfolio = reach_portfolio(world, organ.short, organ.label)
    if portfolio is not None:
        pairs.append((v.PORTFOLIO, IRI, portfolio))
    parent = world.directory.organ(organ.parent) if organ.parent else None
    if parent is not None and parent.kind == "GOUVERNEMENT":
        pairs.append((v.GOVERNMENT, IRI, reach_government(world, parent)))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]


def reach_government(world: World, organ: Organ) -> str:
    """A government of the register."""
    return world.reach(("organ", organ.id), lambda: _government(world, organ))


def _government(world: World, organ: Organ) -> tuple[str, list[Node]]:
    iri = world.minter.organ(organ.id)
    # The register calls every government "Gouvernement" and tells them apart by the short label, "FILLON 1".
    label = f"{organ.label} {organ.short}" if organ.short and organ.short not in organ.label else organ.label
    return iri, [Node(iri, world.minter.graph_actors, _organ_pairs(organ, v.GOVERNMENT_CLASS, label))]


def reach_assembly(world: World, legislature: int) -> str:
    """The Assembly of a legislature: a fixed table names it, so it is the same with and without the register."""
    return world.reach(("assembly", str(legislature)), lambda: _assembly(world, legislature))


def _assembly(world: World, legislature: int) -> tuple[str, list[Node]]:
    identifier = ASSEMBLIES.get(legislature)
    iri = world.minter.organ(identifier) if identifier else world.minter.assembly(legislature)
    known = world.directory.organ(identifier) if identifier else None
    pairs: list[Pair] = [(v.TYPE, IRI, v.ASSEMBLY)]
    if identifier:
        pairs.append((v.IDENTIFIER, STRING, identifier))
    ordinal = english_ordinal(legislature)
    pairs += [
        (v.LABEL, FRENCH, f"Assemblée nationale ({legislature}e législature)"),
        (v.LABEL, ENGLISH, f"National Assembly ({legislature}{ordinal} legislature)"),
    ]
    if known is not None and known.start is not None:
        pairs.append((v.START_DATE, DATE, known.start.isoformat()))
    if known is not None and known.end is not None:
        pairs.append((v.END_DATE, DATE, known.end.isoformat()))
    return iri, [Node(iri, world.minter.graph_actors, pairs)]
