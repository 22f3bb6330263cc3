"""Concepts born from the data: rubriques, têtes d'analyse, analyses, and the portfolios of ministries.

Every IRI and label is a pure function of one record: an official rubrique takes its slug and label from the shipped
table, anything else carries a digest of its exact label, so nothing depends on the order of the input.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from anq2rdf.normalise.names import ministry_key, slug
from anq2rdf.rdf import vocabulary as v
from anq2rdf.rdf.iris import sha8
from anq2rdf.rdf.shared import World
from anq2rdf.resources import shipped_text
from anq2rdf.statements import ENGLISH, FRENCH, IRI, Node, Pair

_SCHEMES: Final[dict[str, tuple[str, str, str]]] = {
    "rubrique": (v.RUBRIC_CLASS, "Rubriques", "Rubrics"),
    "tete-analyse": (v.HEAD_ANALYSIS_CLASS, "Têtes d'analyse", "Heads of analysis"),
    "analyse": (v.ANALYSIS_CLASS, "Analyses", "Analyses"),
    "portfolio": (v.PORTFOLIO_CLASS, "Portefeuilles ministériels", "Ministerial portfolios"),
}


def reach_rubrique(world: World, label: str) -> str:
    """The rubrique of that label: the official one when its slug is in the shipped table."""
    return world.recall(("rubrique of", label), lambda: _rubrique(world, label))


def _rubrique(world: World, label: str) -> str:
    name = slug(label)
    official = _rubriques().get(name)
    if official is not None:
        return _reach(world, "rubrique", name, official)
    return _labelled(world, "rubrique", label)


def reach_labelled(world: World, scheme: str, label: str) -> str:
    """A concept known by its exact label: slug and digest of the NFC label."""
    return world.recall((scheme, "labelled", label), lambda: _labelled(world, scheme, label))


def _labelled(world: World, scheme: str, label: str) -> str:
    exact = unicodedata.normalize("NFC", label)
    return _reach(world, scheme, "-".join(filter(None, (slug(exact), sha8(exact)))), exact)


def reach_portfolio(world: World, *labels: str | None) -> str | None:
    """The portfolio of the first label the curated table knows; None for all others, rather than a guess."""
    for label in filter(None, labels):
        found = _portfolios().get(slug(ministry_key(label)))
        if found is not None:
            name, french, english = found
            return _reach(world, "portfolio", name, french, english)
    return None


def _reach(world: World, scheme: str, name: str, french: str, english: str | None = None) -> str:
    iri = world.minter.concept(scheme, name)
    return world.reach((scheme, name), lambda: _concept(world, scheme, iri, french, english))


def _concept(world: World, scheme: str, iri: str, french: str, english: str | None) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.CONCEPT),
        (v.TYPE, IRI, _SCHEMES[scheme][0]),
        (v.IN_SCHEME, IRI, _reach_scheme(world, scheme)),
        (v.PREF_LABEL, FRENCH, french),
    ]
    if english:
        pairs.append((v.PREF_LABEL, ENGLISH, english))
    return iri, [Node(iri, world.minter.graph_codes, pairs)]


def _reach_scheme(world: World, scheme: str) -> str:
    iri = world.minter.scheme(scheme)
    _, french, english = _SCHEMES[scheme]
    pairs: list[Pair] = [(v.TYPE, IRI, v.CONCEPT_SCHEME), (v.LABEL, FRENCH, french), (v.LABEL, ENGLISH, english)]
    return world.reach(("scheme", scheme), lambda: (iri, [Node(iri, world.minter.graph_codes, pairs)]))


def _rows(name: str) -> list[list[str]]:
    lines = shipped_text("ontology", name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@cache
def _rubriques() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("rubriques.tsv")}


@cache
def _portfolios() -> dict[str, tuple[str, str, str]]:
    return {slug(key): (row[0], row[1], row[2]) for row in _rows("portfolios.tsv") for key in row[3].split("|")}
