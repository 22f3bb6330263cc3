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
from anq2rdf.rdf.iris import Minter, sha8
from anq2rdf.rdf.shared import Shelf
from anq2rdf.resources import shipped_text
from anq2rdf.statements import ENGLISH, FRENCH, IRI, Node, Pair

_SCHEMES: Final[dict[str, tuple[str, str, str]]] = {
    "rubrique": (v.RUBRIC_CLASS, "Rubriques", "Rubrics"),
    "tete-analyse": (v.HEAD_ANALYSIS_CLASS, "Têtes d'analyse", "Heads of analysis"),
    "analyse": (v.ANALYSIS_CLASS, "Analyses", "Analyses"),
    "portfolio": (v.PORTFOLIO_CLASS, "Portefeuilles ministériels", "Ministerial portfolios"),
}


def reach_rubrique(shelf: Shelf, minter: Minter, label: str) -> str:
    """The rubrique of that label: the official one when its slug is in the shipped table."""
    name = slug(label)
    official = _rubriques().get(name)
    if official is not None:
        return _reach(shelf, minter, "rubrique", name, official)
    return reach_labelled(shelf, minter, "rubrique", label)


def reach_labelled(shelf: Shelf, minter: Minter, scheme: str, label: str) -> str:
    """A concept known by its exact label: slug and digest of the NFC label."""
    exact = unicodedata.normalize("NFC", label)
    return _reach(shelf, minter, scheme, "-".join(filter(None, (slug(exact), sha8(exact)))), exact)


def reach_portfolio(shelf: Shelf, minter: Minter, *labels: str | None) -> str | None:
    """The portfolio of the first label the curated table knows; None for all others, rather than a guess."""
    for label in filter(None, labels):
        found = _portfolios().get(slug(ministry_key(label)))
        if found is not None:
            name, french, english = found
            return _reach(shelf, minter, "portfolio", name, french, english)
    return None


def _reach(shelf: Shelf, minter: Minter, scheme: str, name: str, french: str, english: str | None = None) -> str:
    iri = minter.concept(scheme, name)
    return shelf.reach((scheme, name), lambda: _concept(shelf, minter, scheme, iri, french, english))


def _concept(
    shelf: Shelf, minter: Minter, scheme: str, iri: str, french: str, english: str | None
) -> tuple[str, list[Node]]:
    pairs: list[Pair] = [
        (v.TYPE, IRI, v.CONCEPT),
        (v.TYPE, IRI, _SCHEMES[scheme][0]),
        (v.IN_SCHEME, IRI, _reach_scheme(shelf, minter, scheme)),
        (v.PREF_LABEL, FRENCH, french),
    ]
    if english:
        pairs.append((v.PREF_LABEL, ENGLISH, english))
    return iri, [Node(iri, minter.graph_codes, pairs)]


def _reach_scheme(shelf: Shelf, minter: Minter, scheme: str) -> str:
    iri = minter.scheme(scheme)
    _, french, english = _SCHEMES[scheme]
    pairs: list[Pair] = [(v.TYPE, IRI, v.CONCEPT_SCHEME), (v.LABEL, FRENCH, french), (v.LABEL, ENGLISH, english)]
    return shelf.reach(("scheme", scheme), lambda: (iri, [Node(iri, minter.graph_codes, pairs)]))


def _rows(name: str) -> list[list[str]]:
    lines = shipped_text("ontology", name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@cache
def _rubriques() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("rubriques.tsv")}


@cache
def _portfolios() -> dict[str, tuple[str, str, str]]:
    return {slug(key): (row[0], row[1], row[2]) for row in _rows("portfolios.tsv") for key in row[3].split("|")}
