"""Statements as Wikidata's service holds them, made of values: full statements, ranks, qualifiers, time values.

The shape is that of https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format: every claim is a node with a rank;
only the best ranked ones have a direct ("truthy") statement; a date stands as xsd:dateTime, with its precision in a
value node beside it; a value that is not known is a made-up node; a merged item is owl:sameAs the one that is left.
As in the service, and unlike in a dump, nothing has a type of its kind, and a label is an rdfs:label only
(https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#WDQS_data_differences).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from anq2rdf.linking.items import PartialDate

WD: Final = "http://www.wikidata.org/entity/"
WDS: Final = WD + "statement/"
PROP: Final = "http://www.wikidata.org/prop/"
WDV: Final = "http://www.wikidata.org/value/"
WIKIBASE: Final = "http://wikiba.se/ontology#"
RDF_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RANKS: Final = ("Deprecated", "Normal", "Preferred")


class Text(str):
    """A string value, told from the id of an item."""


class Unknown:
    """`somevalue`: there is one, and nobody knows which."""


UNKNOWN: Final = Unknown()
Value = str | Text | PartialDate | Unknown
Term = ox.NamedNode | ox.Literal


class Wikidata:
    """Statements that grow claim by claim."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []
        self._claims = 0
        self._nodes = 0
        self._best: dict[tuple[str, str], list[tuple[int, ox.NamedNode, Term]]] = {}

    def item(
        self, item: str, labels: Mapping[str, str] = {}, aliases: Iterable[tuple[str, str]] = (),
        descriptions: Mapping[str, str] = {},
    ) -> None:
        """What an item is called: labels and descriptions by language, aliases as (language, text)."""
        node = ox.NamedNode(WD + item)
        for language, text in labels.items():
            self._add(node, "http://www.w3.org/2000/01/rdf-schema#label", ox.Literal(text, language=language))
        for language, text in aliases:
            self._add(node, "http://www.w3.org/2004/02/skos/core#altLabel", ox.Literal(text, language=language))
        for language, text in descriptions.items():
            self._add(node, "http://schema.org/description", ox.Literal(text, language=language))

    def claim(
        self, item: str, prop: str, value: Value, qualifiers: Iterable[tuple[str, Value]] = (), rank: str = "Normal"
    ) -> None:
        """One statement: `prop` and those of the qualifiers are P…; items are Q…, strings `Text`."""
        self._claims += 1
        node = ox.NamedNode(f"{WDS}{item}-{self._claims:08d}")
        self._add(ox.NamedNode(WD + item), PROP + prop, node)
        self._add(node, WIKIBASE + "rank", ox.NamedNode(f"{WIKIBASE}{rank}Rank"))
        simple = self._value(node, "statement", prop, value)
        for name, each in qualifiers:
            self._value(node, "qualifier", name, each)
        self._best.setdefault((item, prop), []).append((RANKS.index(rank), node, simple))

    def redirect(self, old: str, new: str) -> None:
        """An item that was merged into another."""
        self._add(ox.NamedNode(WD + old), "http://www.w3.org/2002/07/owl#sameAs", ox.NamedNode(WD + new))

    def ntriples(self) -> bytes:
        """All of it, with the direct statements that the ranks make."""
        direct = [triple for claims in self._best.items() for triple in _direct(*claims)]
        return ox.serialize([*self.triples, *direct], format=ox.RdfFormat.N_TRIPLES)

    def _value(self, node: ox.NamedNode, kind: str, prop: str, value: Value) -> Term:
        """The simple value, and the node with all of it beside."""
        simple = self._simple(value)
        self._add(node, f"{PROP}{kind}/{prop}", simple)
        if isinstance(value, PartialDate):
            self._add(node, f"{PROP}{kind}/value/{prop}", self._time(value, simple))
        return simple

    def _simple(self, value: Value) -> Term:
        if isinstance(value, PartialDate):
            return ox.Literal(dated(value), datatype=ox.NamedNode(XSD + "dateTime"))
        if isinstance(value, Unknown):
            self._nodes += 1
            return ox.NamedNode(f"http://www.wikidata.org/.well-known/genid/{self._nodes:032x}")
        return ox.Literal(str(value)) if isinstance(value, Text) else ox.NamedNode(WD + value)

    def _time(self, value: PartialDate, simple: Term) -> ox.NamedNode:
        self._nodes += 1
        node = ox.NamedNode(f"{WDV}{self._nodes:032x}")
        precision = 11 if value.day else 10 if value.month else 9
        self._add(node, WIKIBASE + "timeValue", simple)
        self._add(node, WIKIBASE + "timePrecision", ox.Literal(str(precision), datatype=ox.NamedNode(XSD + "integer")))
        self._add(node, WIKIBASE + "timeTimezone", ox.Literal("0", datatype=ox.NamedNode(XSD + "integer")))
        self._add(node, WIKIBASE + "timeCalendarModel", ox.NamedNode(WD + "Q1985727"))
        return node

    def _add(self, subject: ox.NamedNode, predicate: str, value: Term) -> None:
        self.triples.append(ox.Triple(subject, ox.NamedNode(predicate), value))


def dated(value: PartialDate) -> str:
    """As the service writes a date: what is not known is the first of its kind."""
    return f"{value.year:04d}-{value.month or 1:02d}-{value.day or 1:02d}T00:00:00Z"


def _direct(key: tuple[str, str], claims: list[tuple[int, ox.NamedNode, Term]]) -> Iterable[ox.Triple]:
    item, prop = key
    highest = max(rank for rank, _, _ in claims)
    for rank, node, simple in claims:
        if rank == highest and rank > 0:
            yield ox.Triple(ox.NamedNode(WD + item), ox.NamedNode(f"{PROP}direct/{prop}"), simple)
            yield ox.Triple(node, RDF_TYPE, ox.NamedNode(WIKIBASE + "BestRank"))
