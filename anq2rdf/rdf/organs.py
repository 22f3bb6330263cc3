"""Groups, ministries, governments, assemblies: by official identifier, else ministries by label.

What the register knows of an organ describes it whole. Without the register an organ is its identifier, and the label
a record gives it is a fragment of its own (records may spell it differently).
"""

from __future__ import annotations

from anq2rdf.normalise.legislatures import ASSEMBLIES
from anq2rdf.normalise.names import ministry_key, slug
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.codes import english_ordinal, reach_code, reach_legislature
from anq2rdf.rdf.concepts import reach_portfolio
from anq2rdf.rdf.iris import Minter
from anq2rdf.rdf.shared import Shelf
from anq2rdf.records import Directory, Ministry, Organ
from anq2rdf.statements import DATE, ENGLISH, FRENCH, IRI, STRING, Node, Pair


def reach_group(
    shelf: Shelf,
    minter: Minter,
    directory: Directory,
    identifier: str,
    told: str | None = None,
    legislature: int | None = None,
) -> str:
    """A political group; `told` is the label the record gives it, used only where the register knows none."""
    iri = minter.organ(identifier)
    known = directory.organ(identifier)
    if known is None:
        key = ("told-group", identifier, str(legislature))
        shelf.reach(key, lambda: _bare_group(shelf, minter, identifier, legislature))
        return _with_label(shelf, minter, iri, told or identifier)
    return shelf.reach(("organ", identifier), lambda: _group(shelf, minter, known))


def _bare_group(shelf: Shelf, minter: Minter, identifier: str, legislature: int | None) -> tuple[str, list[Node]]:
    iri = minter.organ(identifier)
    pairs: list[Pair] = [(v.TYPE, IRI, v.PARLIAMENTARY_GROUP), (v.IDENTIFIER, STRING, identifier)]
    if legislature is not None:
        pairs.append((v.LEGISLATURE, IRI, reach_legislature(shelf, minter, legislature)))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _group(shelf: Shelf, minter: Minter, organ: Organ) -> tuple[str, list[Node]]:
    iri = minter.organ(organ.id)
    pairs = _organ_pairs(organ, v.PARLIAMENTARY_GROUP, organ.label)
    if organ.legislature is not None:
        pairs.append((v.LEGISLATURE, IRI, reach_legislature(shelf, minter, organ.legislature)))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _organ_pairs(organ: Organ, kind: str, label: str) -> list[Pair]:
    pairs: list[Pair] = [(v.TYPE, IRI, kind), (v.IDENTIFIER, STRING, organ.id), (v.LABEL, FRENCH, label)]
    if organ.short and organ.short != label:
        pairs.append((v.ALT_LABEL, FRENCH, organ.short))
    if organ.start is not None:
        pairs.append((v.START_DATE, DATE, organ.start.isoformat()))
    if organ.end is not None:
        pairs.append((v.END_DATE, DATE, organ.end.isoformat()))
    return pairs


def _with_label(shelf: Shelf, minter: Minter, iri: str, label: str) -> str:
    # A fragment: the entity is known by IRI, its label is what this record says.
    pairs: list[Pair] = [(v.LABEL, FRENCH, label)]
    return shelf.reach(("label", iri, label), lambda: (iri, [Node(iri, minter.graph_actors, pairs)]))


def reach_ministry(
    shelf: Shelf, minter: Minter, directory: Directory, ministry: Ministry | None, legislature: int
) -> str | None:
    """A ministry by identifier, else by its label within the legislature; None when the record tells neither."""
    if ministry is None:
        return None
    if ministry.id is not None:
        return _reach_official_ministry(shelf, minter, directory, ministry.id, ministry)
    label = ministry.short or ministry.label
    name = slug(ministry_key(label)) if label else ""
    if not label or not name:
        return None
    iri = minter.named_ministry(legislature, name)
    shelf.reach(("named-ministry", iri), lambda: _named_ministry(shelf, minter, iri, label))
    return _with_label(shelf, minter, iri, label)


def _named_ministry(shelf: Shelf, minter: Minter, iri: str, label: str) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MINISTRY),
        (v.NORMALISED_LABEL, STRING, slug(ministry_key(label)).replace("-", " ")),
        (v.IDENTITY_STATUS, IRI, reach_code(shelf, minter, "identity-status", "label-only")),
    ]
    portfolio = reach_portfolio(shelf, minter, label)
    if portfolio is not None:
        pairs.append((v.PORTFOLIO, IRI, portfolio))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _reach_official_ministry(
    shelf: Shelf, minter: Minter, directory: Directory, identifier: str, told: Ministry
) -> str:
    known = directory.organ(identifier)
    if known is not None:
        return shelf.reach(("organ", identifier), lambda: _ministry(shelf, minter, directory, known))
    iri = minter.organ(identifier)
    shelf.reach(("told-ministry", identifier), lambda: _bare_ministry(shelf, minter, identifier))
    portfolio = reach_portfolio(shelf, minter, told.short, told.label)
    if portfolio is not None:
        pairs: list[Pair] = [(v.PORTFOLIO, IRI, portfolio)]
        shelf.reach(("portfolio-of", iri, portfolio), lambda: (iri, [Node(iri, minter.graph_actors, pairs)]))
    return _with_label(shelf, minter, iri, told.label or told.short or identifier)


def _bare_ministry(shelf: Shelf, minter: Minter, identifier: str) -> tuple[str, list[Node]]:
    iri = minter.organ(identifier)
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.MINISTRY),
        (v.IDENTIFIER, STRING, identifier),
        (v.IDENTITY_STATUS, IRI, reach_code(shelf, minter, "identity-status", "official-id")),
    ]
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _ministry(shelf: Shelf, minter: Minter, directory: Directory, organ: Organ) -> tuple[str, list[Node]]:
    iri = minter.organ(organ.id)
    pairs = _organ_pairs(organ, v.MINISTRY, organ.label)
    pairs.append((v.NORMALISED_LABEL, STRING, slug(ministry_key(organ.short or organ.label)).replace("-", " ")))
    pairs.append((v.IDENTITY_STATUS, IRI, reach_code(shelf, minter, "identity-status", "official-id")))
    portfolio = reach_portfolio(shelf, minter, organ.short, organ.label)
    if portfolio is not None:
        pairs.append((v.PORTFOLIO, IRI, portfolio))
    parent = directory.organ(organ.parent) if organ.parent else None
    if parent is not None and parent.kind == "GOUVERNEMENT":
        pairs.append((v.GOVERNMENT, IRI, shelf.reach(("organ", parent.id), lambda: _government(minter, parent))))
    return iri, [Node(iri, minter.graph_actors, pairs)]


def _government(minter: Minter, organ: Organ) -> tuple[str, list[Node]]:
    iri = minter.organ(organ.id)
    # The register calls every government "Gouvernement" and tells them apart by the short label, "FILLON 1".
    label = f"{organ.label} {organ.short}" if organ.short and organ.short not in organ.label else organ.label
    return iri, [Node(iri, minter.graph_actors, _organ_pairs(organ, v.GOVERNMENT_CLASS, label))]


def reach_assembly(shelf: Shelf, minter: Minter, directory: Directory, legislature: int) -> str:
    """The Assembly of a legislature: a fixed table names it, so it is the same with and without the register."""
    return shelf.reach(("assembly", str(legislature)), lambda: _assembly(shelf, minter, directory, legislature))


def _assembly(
    shelf: Shelf, minter: Minter, directory: Directory, legislature: int
) -> tuple[str, list[Node]]:
    identifier = ASSEMBLIES.get(legislature)
    iri = minter.organ(identifier) if identifier else minter.assembly(legislature)
    known = directory.organ(identifier) if identifier else None
    pairs: list[Pair] = [(v.TYPE, IRI, v.ASSEMBLY)]
    if identifier:
        pairs.append((v.IDENTIFIER, STRING, identifier))
    ordinal = english_ordinal(legislature)
    pairs += [
        (v.LABEL, FRENCH, f"Assemblée nationale ({legislature}e législature)"),
        (v.LABEL, ENGLISH, f"National Assembly ({legislature}{ordinal} legislature)"),
        (v.LEGISLATURE, IRI, reach_legislature(shelf, minter, legislature)),
    ]
    if known is not None and known.start is not None:
        pairs.append((v.START_DATE, DATE, known.start.isoformat()))
    if known is not None and known.end is not None:
        pairs.append((v.END_DATE, DATE, known.end.isoformat()))
    return iri, [Node(iri, minter.graph_actors, pairs)]
